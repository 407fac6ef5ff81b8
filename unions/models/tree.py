"""The union tree: who stands below whom, by which names, and what became of a union."""

from __future__ import annotations

from datetime import date

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from ledger.models import Record
from unions.moves import UnionState


class Level(models.TextChoices):
    """Where the data put a union. Ancestry decides; the level is only printed and filtered by."""

    NATIONAL = "national", "全国"
    PROVINCE = "province", "省级"
    PREFECTURE = "prefecture", "地市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡镇街道级"
    GRASSROOTS = "grassroots", "基层"
    SUB = "sub", "基层以下"


class Kind(models.TextChoices):
    """What a union is. Article 5 asks for it."""

    FEDERATION = "federation", "中华全国总工会"
    REGIONAL = "regional", "地方总工会"
    INDUSTRIAL = "industrial", "全国产业工会"
    ORGANS = "organs", "中央和国家机关工会联合会"
    LOCAL_INDUSTRIAL = "local_industrial", "地方产业工会"
    TOWNSHIP = "township", "乡镇（街道）工会"
    ZONE = "zone", "开发区（工业园区）工会"
    VILLAGE = "village", "村（社区）工会"
    AREA_FEDERATION = "area_federation", "区域（行业）工会联合会"
    SINGLE = "single", "单独建立的基层工会"
    JOINT = "joint", "联合建立的基层工会"
    SUBSIDIARY = "subsidiary", "子公司（分公司）工会"
    BRANCH = "branch", "分厂、车间（科室）工会"
    TEAM = "team", "班组工会"
    GROUP = "group", "工会小组"


class Union(Record):
    """A union of any level, from 中华全国总工会 down to a 工会小组."""

    code = models.CharField("编码", max_length=24, unique=True)
    name = models.CharField("工会名称", max_length=120)
    level = models.CharField("层级", max_length=12, choices=Level.choices)
    kind = models.CharField("类型", max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级工会"
    )
    industrial_parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="industrial_children",
        verbose_name="上级产业工会",
    )
    # "/1/5/77/": the ids from the root to the union itself, along `parent`.
    path = models.CharField(max_length=200, db_index=True)
    # The recommending unit above (or itself); None for 全总.
    recommender = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="推荐单位"
    )
    region_code = models.CharField("行政区划", max_length=6, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    founded_on = models.DateField("建会时间", null=True, blank=True)
    closed_on = models.DateField("撤销时间", null=True, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="承继工会"
    )
    invented = models.BooleanField("演示数据", default=False)
    search = models.TextField(blank=True, editable=False)  # the name cut into single characters and pairs

    class Meta:
        indexes = [
            models.Index(fields=["parent", "state", "id"], name="union_children"),
            models.Index(fields=["recommender", "level", "id"], name="union_by_recommender"),
            models.Index(fields=["name"], name="union_by_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="active") | models.Q(closed_on__isnull=False), name="union_end_has_a_day"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="merged") | models.Q(successor__isnull=False), name="union_merged_into_one"
            ),
        ]
        permissions = [
            ("see", "查看本级及下级"),
            ("nominate", "申报"),
            ("review", "审查"),
            ("recommend", "推荐"),
            ("audit", "全总审核"),
            ("decide", "书记处审议"),
            ("publish", "发布公示"),
            ("handle_letters", "受理异议和举报"),
            ("supervise", "监督管理"),
            ("open_accounts", "开通下级账号"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return self.state == UnionState.ACTIVE

    @property
    def is_recommender(self) -> bool:
        """推荐单位 (第十四条第二款)."""
        return self.level == Level.PROVINCE

    @property
    def is_national(self) -> bool:
        return self.level == Level.NATIONAL

    @property
    def ancestor_ids(self) -> list[int]:
        """From the root to the parent."""
        return [int(part) for part in self.path.strip("/").split("/")[:-1]]

    def is_below(self, other: Union) -> bool:
        """In the subtree of `other`, or `other` itself."""
        return self.path.startswith(other.path)


class UnionName(models.Model):
    """The names a union has had: honours keep the name of their day."""

    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=120)
    since = models.DateField(default=date(1925, 5, 1))
    until = models.DateField(null=True, blank=True)
    paper = models.CharField("文号", max_length=120, blank=True)

    class Meta:
        ordering = ["union_id", "since"]

    def __str__(self) -> str:
        return self.name


class UnionPersonPermission(UserObjectPermissionBase):
    """Direct foreign keys: the generic table would be scanned over millions of unions."""

    content_object = models.ForeignKey(Union, on_delete=models.CASCADE)


class UnionGroupPermission(GroupObjectPermissionBase):
    """What the group of a post may do at its union."""

    content_object = models.ForeignKey(Union, on_delete=models.CASCADE)
