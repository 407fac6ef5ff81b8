"""谁可以申报什么: the round, the union that files, and the union that it is about (第五条、第十五条、第十六条第一款)."""

from __future__ import annotations

from honors.models import Round
from honors.moves import RoundState
from regulation.honours import Honour
from regulation.model_home import UnionKind
from regulation.refusals import Refused
from unions.models import Kind, Union
from unions.placing import BELOW_GRASSROOTS, OFFICES

UNION_KINDS = {
    Kind.SINGLE: UnionKind.GRASSROOTS,
    Kind.JOINT: UnionKind.GRASSROOTS,
    Kind.TOWNSHIP: UnionKind.TOWNSHIP,
    Kind.ZONE: UnionKind.ZONE,
    Kind.VILLAGE: UnionKind.VILLAGE,
    Kind.AREA_FEDERATION: UnionKind.REGIONAL_FEDERATION,
}
"""Kinds of unions from which a 之家 comes (第五条第一款)."""


def offered(round: Round, honour: Honour) -> None:
    """Refused "round_not_open", "honour_not_offered"."""
    if round.state != RoundState.OPEN:
        raise Refused("round_not_open", f"“{round.name}”不在评选期间，不能申报。请选择正在进行的评选。", "第十五条")
    if not round.honours.filter(honour=honour.value).exists():
        raise Refused("honour_not_offered", f"“{round.name}”不评选{honour.title}，请选择本轮设置的项目。", "第十五条")


def check_filing_union(honour: Honour, union: Union, office_reason: str) -> None:
    """第十六条第一款; 决定 19: a union's office files for its own cadre only where it has no grassroots union.

    Refused "union_closed", "sub_union_files", "not_grassroots".
    """
    if not union.is_active:
        raise Refused("union_closed", f"“{union.name}”已撤销或合并，请由承继工会申报。", "第十六条第一款")
    if union.kind in BELOW_GRASSROOTS:
        raise Refused(
            "sub_union_files", "小家和其他下属工会由所属基层工会申报，请联系上级基层工会经办人。", "第十六条第一款"
        )
    if union.kind in UNION_KINDS:
        return
    if union.kind not in OFFICES or honour is not Honour.OUTSTANDING_WORKER:
        raise Refused(
            "not_grassroots", f"{honour.title}由基层工会申报推荐，“{union.name}”不是基层工会。", "第十六条第一款"
        )
    if not office_reason:
        raise Refused(
            "not_grassroots",
            "工会机关干部由机关的基层工会申报；机关没有基层工会的，写明理由后由机关直接申报，本人回避。",
            "第十六条第一款",
        )


def subject_of(honour: Honour, union: Union, chosen: Union | None) -> Union | None:
    """The union that the nomination is about; None for a person. Refused "out_of_scope", "subject_not_below"."""
    if honour is Honour.MODEL_HOME:
        if union.kind not in UNION_KINDS or (chosen is not None and chosen.pk != union.pk):
            raise Refused(
                "out_of_scope",
                "全国模范职工之家从基层工会，乡镇（街道）、开发区（工业园区）、村（社区）工会，县级以下区域（行业）工会联合会中评选。",
                "第五条第一款",
            )
        return union
    if honour is Honour.MODEL_SMALL_HOME:
        if chosen is None or chosen.kind not in BELOW_GRASSROOTS or not chosen.is_below(union) or chosen.pk == union.pk:
            raise Refused(
                "subject_not_below",
                "全国模范职工小家从本基层工会下属的子公司（分公司）、分厂、车间（科室）、班组工会或工会小组中评选，请选择下属工会。",
                "第五条第二款",
            )
        return chosen
    return None
