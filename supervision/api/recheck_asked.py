"""What the API of re-checks is asked with: the fields are the verbs' own arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from rest_framework import serializers

from honors.models import Conferral, Round
from honors.models.rounds import HONOURS
from honors.moves import RoundState
from publicity.queries import letters_seen_by
from supervision.actions.rechecks import Answer
from supervision.models import CheckResult, Indicator, Method
from supervision.moves import ProgrammeState, RecheckState
from supervision.queries import supervised_by
from supervision.queries.candidates import Scope
from unions.api.calling import post_of
from unions.api.doors import AnySerializer, Versioned
from unions.api.fields import LARGEST, Day, PaperField, Text, UnionField, Whole
from unions.models import Post

if TYPE_CHECKING:
    Reference = serializers.PrimaryKeyRelatedField[Any]
else:
    Reference = serializers.PrimaryKeyRelatedField


class Seen(Reference):
    """A record that the acting post sees, by its id."""

    default_error_messages = {
        "does_not_exist": "没有编号为 {pk_value} 的记录，或者当前岗位看不到。",
        "incorrect_type": "请填写编号（整数）。",
    }

    def __init__(self, rows: Callable[[Post], QuerySet[Any]], **kwargs: Any) -> None:
        self._rows = rows
        number = serializers.IntegerField(min_value=1, max_value=LARGEST)
        super().__init__(queryset=Conferral.objects.none(), pk_field=number, **kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        return self._rows(post_of(self.context["request"]))


class RecheckGiven(AnySerializer):
    """立项复查."""

    conferral = Seen(lambda post: supervised_by(post).select_related("chain", "round"), help_text="荣誉的编号")
    reason = Text(2000, help_text="复查缘由，被复查的单位看不到")
    due_on = Day(help_text="完成期限")
    letter = Seen(letters_seen_by, required=False, allow_null=True, help_text="据以复查的来信")


class RecheckQuestion(AnySerializer):
    """By what the list of re-checks is narrowed."""

    state = serializers.ChoiceField(choices=[str(s) for s in RecheckState], required=False, help_text="状态")
    programme = Whole(required=False, min_value=1, help_text="复查计划")
    conferral = Whole(required=False, min_value=1, help_text="荣誉")
    waiting = serializers.BooleanField(required=False, help_text="只要等当前岗位所在工会办理的")


class RowGiven(AnySerializer):
    """What was found on one condition."""

    code = Text(80, help_text="条件的代码")
    result = serializers.ChoiceField(choices=CheckResult.choices, allow_blank=True, help_text="空为未填写")
    remark = Text(2000, required=False, default="", help_text="说明；不符合的必填")


class ChecklistGiven(Versioned):
    """填写复查情况."""

    rows = serializers.ListField(child=RowGiven(), min_length=1, max_length=100)

    def validate_rows(self, rows: list[dict[str, str]]) -> dict[str, Answer]:
        return {row["code"]: Answer(row["result"], row["remark"]) for row in rows}


class KeepGiven(Versioned):
    """复查合格，保留荣誉."""

    finding = Text(2000, required=False, default="", help_text="复查情况")


class KeepRenamedGiven(KeepGiven):
    """更名后保留荣誉."""

    new_name = Text(160, help_text="更名后的名称")
    paper_number = Text(120, help_text="批准文件文号")
    paper = PaperField(required=False, allow_null=True)


class MendGiven(Versioned):
    """限期整改."""

    what = Text(2000, help_text="需要整改的问题和要求，单位可以看到")
    mend_by = Day(help_text="整改期限，晚于今天")


class RecheckMendedGiven(Versioned):
    """整改合格，恢复."""

    finding = Text(2000, help_text="整改情况")


class WarnGiven(Versioned):
    """警示."""

    reason = Text(2000, help_text="警示的事由，单位可以看到")


class ProgrammeQuestion(AnySerializer):
    """By what the list of programmes is narrowed."""

    state = serializers.ChoiceField(choices=[str(s) for s in ProgrammeState], required=False, help_text="状态")


class ProgrammeGiven(AnySerializer):
    """拟定复查计划."""

    title = Text(120, help_text="计划名称")
    due_on = Day(help_text="完成期限")
    honour = serializers.ChoiceField(choices=HONOURS, required=False, allow_blank=True, default="", help_text="荣誉")
    region = UnionField(required=False, allow_null=True, default=None, help_text="范围：本工会的下级工会")
    round = serializers.PrimaryKeyRelatedField(
        queryset=Round.objects.exclude(state=RoundState.DRAFT),
        pk_field=serializers.IntegerField(min_value=1, max_value=LARGEST),
        required=False,
        allow_null=True,
        default=None,
        help_text="评选",
    )
    least_years = Whole(required=False, allow_null=True, default=None, max_value=99, help_text="获得荣誉满（年）")
    most_years = Whole(required=False, allow_null=True, default=None, max_value=99, help_text="获得荣誉不超过（年）")
    indicator = serializers.ChoiceField(
        choices=Indicator.choices, required=False, allow_blank=True, default="", help_text="监督记录中的指标"
    )
    method = serializers.ChoiceField(choices=Method.choices, help_text="方式")
    size = Whole(required=False, allow_null=True, default=None, min_value=1, help_text="抽取数量")
    seed = Text(64, required=False, default="", help_text="随机种子")

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        given: dict[str, Any] = super().to_internal_value(data)
        scope = {name: given.pop(name) for name in Scope.__dataclass_fields__}
        return {**given, "scope": Scope(**scope)}
