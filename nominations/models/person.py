"""What is said of a person: columns for every item of Articles 8, 10, 11 and 13; ID number and phone encrypted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from documents.models import Document
from nominations.models.collective import said
from nominations.models.nomination import NATURES, Nomination
from regulation.facts import Grade, Post, Rank
from regulation.outstanding_activist import ActivistKind
from regulation.outstanding_worker import CadreKind
from regulation.union_friend import LeaderKind


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class PersonApplication(models.Model):
    """申报全国优秀工会工作者、推荐全国优秀工会积极分子和全国优秀工会之友的情况."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="person")
    revision = models.PositiveIntegerField(default=1)
    submitted = models.BooleanField(default=False)
    name = models.CharField("姓名", max_length=60, blank=True)
    sex = models.CharField("性别", max_length=6, choices=Sex.choices, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    born_on = models.DateField("出生日期", null=True, blank=True)
    native_place = models.CharField("籍贯", max_length=60, blank=True)
    political_status = models.CharField("政治面貌", max_length=30, blank=True)
    education = models.CharField("学历", max_length=30, blank=True)
    id_number_encrypted = models.TextField(blank=True)
    phone_encrypted = models.TextField(blank=True)
    work_since = models.DateField("参加工作时间", null=True, blank=True)
    workplace = models.CharField("工作单位", max_length=160, blank=True)
    workplace_code = models.CharField("单位统一社会信用代码", max_length=18, blank=True)
    workplace_nature = models.CharField("单位性质", max_length=20, choices=NATURES, blank=True)
    job = models.CharField("职务", max_length=80, blank=True)
    rank = models.CharField(
        "职务级别", max_length=12, choices=[(r.value, r.label) for r in Rank], default=Rank.NONE.value
    )
    front_line = models.BooleanField("一线职工", default=False)
    migrant = models.BooleanField("农民工", default=False)
    leads_unit = models.BooleanField("所在单位负责人", default=False)
    party_leading_cadre = said("党员领导干部")
    public_official = said("公职人员")
    managed_by = models.CharField("干部管理权限单位", max_length=120, blank=True)
    resume = models.TextField("简历", blank=True)
    photo = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="照片"
    )
    # 工作者
    cadre = models.CharField("工会干部类型", max_length=12, choices=[(k.value, k.label) for k in CadreKind], blank=True)
    structure_arbitrarily_removed = said("工会组织和工作机构被随意撤销、合并或归属到党政部门")
    elections_on_time = said("依法按期换届选举")
    qualifies_for_legal_person = said("具备工会法人资格登记条件")
    is_legal_person = said("已依法进行工会法人资格登记")
    own_account = said("依法独立设立工会经费账户")
    serious_funds_problem = said("工会经费使用管理出现严重问题")
    workers_congress = said("推动落实职工代表大会制度")
    factory_openness = said("推动落实厂务公开制度")
    collective_bargaining = said("进行集体协商")
    collective_contract = said("签订集体合同")
    # 积极分子
    activist_kind = models.CharField(
        "在工会中的身份", max_length=12, choices=[(k.value, k.label) for k in ActivistKind], blank=True
    )
    keeps_job = said("不脱离生产、工作岗位")
    # 之友
    leader_kind = models.CharField(
        "领导职务类型", max_length=20, choices=[(k.value, k.label) for k in LeaderKind], blank=True
    )
    refuses_dues = said("所在单位拒绝拨缴工会经费")
    # 第十六条
    has_party_organ = said("本单位有党组织")
    has_discipline_organ = said("本单位有纪检组织")
    organs_absent_statement = models.CharField("没有党组织或纪检组织的情况说明", max_length=500, blank=True)
    deeds_short = models.TextField("简要事迹（500 字以内）", blank=True)
    deeds = models.TextField("主要事迹（2000 字以内）", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted=False)
                | (
                    ~Q(name="")
                    & ~Q(sex="")
                    & Q(born_on__isnull=False)
                    & ~Q(id_number_encrypted="")
                    & ~Q(workplace="")
                    & ~Q(deeds_short="")
                    & ~Q(deeds="")
                ),
                name="person_submitted_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id}"


class TermRow(models.Model):
    """Time in office in one union (第八条第（四）项, 第二十五条)."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="terms")
    union_name = models.CharField("工会名称", max_length=120)
    post = models.CharField("工会职务", max_length=10, choices=[(p.value, p.label) for p in Post])
    grassroots = models.BooleanField("基层工会职务", default=True)
    since = models.DateField("任职起")
    until = models.DateField("任职止", null=True, blank=True)

    class Meta:
        ordering = ["nomination_id", "since"]
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="term_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.union_name} {self.post}"


class GradeRow(models.Model):
    """A chair's or vice-chair's yearly assessment by the members' representatives."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="grades")
    year = models.PositiveIntegerField("年度")
    grade = models.CharField("测评等次", max_length=12, choices=[(g.value, g.label) for g in Grade])

    class Meta:
        ordering = ["nomination_id", "year"]
        constraints = [models.UniqueConstraint(fields=["nomination", "year"], name="grade_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.grade}"
