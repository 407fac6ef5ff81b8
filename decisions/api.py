"""The API of decisions: declared relations (回避)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from decisions.actions import declare_relation
from decisions.models import Relation
from decisions.queries import relations_seen_by, union_subject
from unions.api.calling import now_of, post_of
from unions.api.doors import AnySerializer, Records, given
from unions.api.fields import LARGEST, Text, UnionField
from unions.models import Person
from unions.moves import PostState

if TYPE_CHECKING:
    from ui.routing import Router


class RelationSerializer(serializers.ModelSerializer[Relation]):
    """A declared relation."""

    person = serializers.CharField(source="person.name", read_only=True)

    class Meta:
        model = Relation
        fields = ["id", "person", "subject", "ground", "declared_at", "declared_by"]
        read_only_fields = fields


class RelationGiven(AnySerializer):
    """Who keeps away from what, and why: a union, or one record by its key."""

    person = serializers.IntegerField(
        min_value=1, max_value=LARGEST, required=False, allow_null=True, help_text="本单位其他人员的 id；不填为本人"
    )
    union = UnionField(required=False, allow_null=True, help_text="回避的单位")
    record = serializers.RegexField(
        r"^[a-z]{3,30}:[0-9a-f]{32}$", required=False, max_length=80, help_text="或者回避的记录"
    )
    ground = Text(200, help_text="回避事由")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        union, record = attrs.get("union"), attrs.get("record")
        if (union is None) == (not record):
            raise serializers.ValidationError("请在 union 和 record 中填写一项。")
        post = post_of(self.context["request"])
        mine = Person.objects.filter(posts__union_id=post.union_id, posts__state=PostState.HELD)
        person = mine.filter(pk=attrs.get("person") or post.person_id).first()
        if person is None:
            raise serializers.ValidationError({"person": ["只能为本人或本单位人员申报回避。"]})
        return {"person": person, "subject": union_subject(union) if union else str(record), "ground": attrs["ground"]}


@extend_schema_view(list=extend_schema(summary="本单位申报的回避"))
class RelationViewSet(mixins.ListModelMixin, Records):
    """The relations of the people who hold a post at the acting post's union."""

    model = Relation
    serializer_class = RelationSerializer
    queryset = Relation.objects.none()

    def rows(self) -> QuerySet[Relation]:
        return relations_seen_by(post_of(self.request))

    @extend_schema(
        summary="申报回避",
        description="可能的拒绝代码：ground_needed、subject_needed、not_allowed。",
        request=RelationGiven,
        responses={201: RelationSerializer},
    )
    def create(self, request: Request) -> Response:
        """From then on this person takes no part in what concerns the subject (决定 15)."""
        said = given(RelationGiven, request)
        return self.told(declare_relation(by=post_of(request), at=now_of(request), **said), 201)


def register(router: Router) -> None:
    """`/api/relations/`."""
    router.register("relations", RelationViewSet, basename="relation")
