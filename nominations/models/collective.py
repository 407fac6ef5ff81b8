"""What is said of a collective: columns for every item of Articles 6, 7 and 12; unanswered is NULL."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from nominations.models.nomination import NATURES, Nomination
from regulation.facts import AccidentClass
from regulation.model_home import Founding, Level, UnionKind
from regulation.model_small_home import SubUnit


def said(label: str) -> models.BooleanField[bool | None, bool | None]:
    """A question: yes, no, or not answered yet."""
    return models.BooleanField(label, null=True, blank=True)


class CollectiveApplication(models.Model):
    """申报全国模范职工之家、全国模范职工小家的情况."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="collective")
    revision = models.PositiveIntegerField(default=1)  # raised by every save: a stale form is told so
    submitted = models.BooleanField(default=False)  # true from the first unit notice on: the constraints below bite
    # 第五条
    union_kind = models.CharField(
        "工会类型", max_length=24, choices=[(k.value, k.label) for k in UnionKind], blank=True
    )
    founding = models.CharField("建立方式", max_length=8, choices=[(k.value, k.label) for k in Founding], blank=True)
    federation_level = models.CharField(
        "联合会所在层级", max_length=12, choices=[(k.value, k.label) for k in Level], blank=True
    )
    sub_unit = models.CharField("小家类型", max_length=20, choices=[(k.value, k.label) for k in SubUnit], blank=True)
    industry = models.CharField("行业", max_length=60, blank=True)
    founded_on = models.DateField("建会时间", null=True, blank=True)
    term_since = models.DateField("本届届期起", null=True, blank=True)
    term_until = models.DateField("本届届期止", null=True, blank=True)
    chair = models.CharField("工会主席（组长）", max_length=60, blank=True)
    contact = models.CharField("联系人", max_length=60, blank=True)
    contact_phone_encrypted = models.TextField(blank=True)
    qualifies_for_legal_person = said("具备取得社会团体法人资格的条件")
    is_legal_person = said("已取得社会团体法人资格")
    union_credit_code = models.CharField("工会统一社会信用代码", max_length=18, blank=True)
    # 第六条、第七条
    separate_organisation = said("工会组织机构单独设立")
    committee = said("设有工会委员会")
    audit_committee = said("设有经费审查委员会")
    women_committee = said("设有女职工委员会")
    protection_committee = said("设有工会劳动保护委员会")
    supervision_committee = said("设有劳动法律监督委员会")
    own_account = said("依法独立设立工会经费账户")
    account_proof = models.CharField("独立账户证明", max_length=200, blank=True)
    dues_paid = said("及时足额拨缴工会经费")
    funds_in_order = said("经费自主管理、规范使用")
    assembly_system = said("会员代表大会（会员大会）制度落实")
    election_system = said("民主选举制度落实")
    openness_system = said("会务公开制度落实")
    review_system = said("会员评议职工之家制度落实")
    workers_congress = said("职工代表大会制度落实")
    workers_congress_on = models.DateField("最近一次职代会日期", null=True, blank=True)
    factory_openness = said("依法实行厂务公开")
    collective_bargaining = said("开展集体协商")
    collective_contract = said("签订集体合同")
    collective_contract_until = models.DateField("集体合同有效期至", null=True, blank=True)
    mediation = said("劳动争议调解组织健全")
    leader_elected = said("依法选举工会主席或小组长")
    innovation = said("组织职工开展技术创新、劳动技能竞赛")
    premises = said("活动场所和服务设施齐全")
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
                | (~Q(deeds_short="") & ~Q(deeds="") & ~Q(chair="") & Q(founded_on__isnull=False)),
                name="collective_submitted_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(term_since__isnull=True) | Q(term_until__isnull=True) | Q(term_until__gt=F("term_since")),
                name="collective_term_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id}"


class YearRow(models.Model):
    """One calendar year in counts. Members above employees is an error, never 110 % (decision 2)."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveIntegerField("年度")
    employees = models.PositiveIntegerField("职工数（含农民工、劳务派遣工）")
    members = models.PositiveIntegerField("会员数（含农民工、劳务派遣工）")
    issued = models.PositiveIntegerField("评议发出票", null=True, blank=True)
    returned = models.PositiveIntegerField("收回票", null=True, blank=True)
    satisfied = models.PositiveIntegerField("满意票", null=True, blank=True)
    basically = models.PositiveIntegerField("基本满意票", null=True, blank=True)
    dissatisfied = models.PositiveIntegerField("不满意票", null=True, blank=True)
    counted_under = models.CharField("更名、合并前的名称", max_length=120, blank=True)

    class Meta:
        ordering = ["nomination_id", "year"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "year"], name="year_once"),
            models.CheckConstraint(condition=Q(members__lte=F("employees")), name="year_members_within_employees"),
            models.CheckConstraint(
                condition=Q(returned__isnull=True) | Q(issued__isnull=True) | Q(returned__lte=F("issued")),
                name="year_returned_within_issued",
            ),
            models.CheckConstraint(
                condition=Q(returned__isnull=True)
                | Q(satisfied__isnull=True)
                | Q(basically__isnull=True)
                | Q(dissatisfied__isnull=True)
                | Q(returned__gte=F("satisfied") + F("basically") + F("dissatisfied")),
                name="year_votes_within_returned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.year}"


class EmployerRow(models.Model):
    """One employer behind the union, as Article 12 looks at it; a joint union has several."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="employers")
    name = models.CharField("单位名称", max_length=160)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    nature = models.CharField("单位性质", max_length=20, choices=NATURES, blank=True)
    contracts_with_all = said("与全体职工签订劳动合同")
    wages_in_arrears = said("拖欠职工工资")
    social_insurance_paid = said("按规定缴纳职工社会保险费")
    other_labour_breach = said("有其他违反劳动法律法规行为")
    severe_occupational_hazard = said("职业病危害严重")
    energy_over_limit = said("能源消耗超标")
    severe_pollution = said("环境污染严重")
    major_hazard = said("存在重大安全隐患")
    refuses_to_mend_hazard = said("对重大安全隐患拒不整改")
    frequent_disputes = said("劳动争议案件多发")
    democratic_management = said("民主管理制度机制落实")
    collective_bargaining = said("集体协商制度机制落实")
    dispute_mediation = said("劳动争议调解制度机制落实")
    # Once ticked, a kind of record that is not listed did not happen; until then it is not said.
    records_checked = models.BooleanField(
        "已逐项核实事故、群体性事件、欠缴经费、处罚和调查情况，未列出的没有发生", default=False
    )

    def __str__(self) -> str:
        return self.name


class RecordKind(models.TextChoices):
    """What may stand against an employer (第十二条第（二）（三）（四）（六）项)."""

    ACCIDENT = "accident", "安全生产事故"
    MASS_INCIDENT = "mass_incident", "职工群体性事件"
    DUES_ARREARS = "dues_arrears", "未及时足额拨缴工会经费"
    PENALTY = "penalty", "违法违纪处罚"
    INVESTIGATION = "investigation", "正在被调查处理"


class EmployerRecord(models.Model):
    """One accident, incident, arrears, penalty or investigation."""

    employer = models.ForeignKey(EmployerRow, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField("类别", max_length=16, choices=RecordKind.choices)
    on = models.DateField("发生（应缴、决定、立案）日期")
    ended_on = models.DateField("补缴、影响期截止、结案日期", null=True, blank=True)
    grade = models.CharField("事故等级", max_length=10, choices=[(c.value, c.label) for c in AccidentClass], blank=True)
    # An accident: responsible; a mass incident: caused by a breach of law.
    verdict = said("经认定为责任事故（因违反法律法规引发）")
    about = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kind="accident") | ~Q(grade=""), name="employer_accident_has_grade"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"
