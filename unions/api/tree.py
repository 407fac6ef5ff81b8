"""Unions over the API: read below one's own, and the record kept by the union above."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from unions.actions import add_union, close, grant_post, merge, move_under, open_account, rename
from unions.api.accounts import AccountsFromSheet
from unions.api.calling import now_of, post_of
from unions.api.doors import AnySerializer, Versioned, asked, door, given
from unions.api.fields import Day, Text, UnionField
from unions.api.posts import PostSerializer
from unions.models import Kind, Person, Role, Union
from unions.models.tree import Level
from unions.personal import valid_credit_code
from unions.queries import posts_seen_by, unions_seen_by
from unions.search import matching

STATES = ["active", "merged", "closed"]


class UnionSerializer(serializers.ModelSerializer[Union]):
    """A union as the API shows it."""

    parent = serializers.IntegerField(source="parent_id", allow_null=True, read_only=True)  # type: ignore[assignment]  # a declared field, not the serializer's own
    industrial_parent = serializers.IntegerField(source="industrial_parent_id", allow_null=True, read_only=True)
    recommender = serializers.IntegerField(source="recommender_id", allow_null=True, read_only=True)
    successor = serializers.IntegerField(source="successor_id", allow_null=True, read_only=True)
    state = serializers.ChoiceField(choices=STATES, read_only=True)

    class Meta:
        model = Union
        fields = [
            "id", "code", "name", "level", "kind", "parent", "industrial_parent", "recommender", "successor",
            "region_code", "founded_on", "closed_on", "state", "version",
        ]  # fmt: skip
        read_only_fields = fields


class UnionQuestion(AnySerializer):
    """What the unions are asked by."""

    q = Text(40, required=False, help_text="名称中的字词")
    level = serializers.ChoiceField(choices=Level.choices, required=False, help_text="层级")
    state = serializers.ChoiceField(choices=STATES, required=False, help_text="状态")


class NewUnion(AnySerializer):
    """A union to be set up below another."""

    name = Text(120)
    kind = serializers.ChoiceField(choices=Kind.choices)
    level = serializers.ChoiceField(choices=Level.choices, required=False, allow_null=True)
    industrial_parent = UnionField(required=False, allow_null=True)
    region_code = serializers.RegexField(r"^[0-9]{6}$", required=False)
    credit_code = Text(18, required=False)
    founded_on = Day(required=False, allow_null=True)

    def validate_credit_code(self, code: str) -> str:
        try:
            return valid_credit_code(code) if code else ""
        except ValidationError as wrong:
            raise serializers.ValidationError(wrong.messages) from wrong

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        level = attrs.get("level")
        return {**attrs, "kind": Kind(attrs["kind"]), "level": Level(level) if level else None}


class Renaming(Versioned):
    """工会更名."""

    name = Text(120)
    on = Day()
    paper = Text(120)


class Moving(Versioned):
    """调整隶属关系."""

    parent = UnionField()  # type: ignore[assignment]  # a declared field, not the serializer's own
    industrial_parent = UnionField(required=False, allow_null=True)
    paper = Text(120)


class Merging(Versioned):
    """工会合并."""

    into = UnionField()
    on = Day()
    paper = Text(120)


class Closing(Versioned):
    """工会撤销."""

    on = Day()
    paper = Text(120)


class NewAccount(AnySerializer):
    """An account with its first post."""

    name = Text(60)
    role = serializers.ChoiceField(choices=Role.choices)
    since = Day()
    username = Text(60, required=False)
    title = Text(60, required=False)
    phone = Text(24, required=False)
    email = serializers.EmailField(required=False, allow_blank=True)
    id_number = Text(24, required=False)

    def validate_role(self, role: str) -> Role:
        return Role(role)


class OpenedAccount(AnySerializer):
    """The account, and the activation code that is told once."""

    username = serializers.CharField(source="0.username", read_only=True)
    name = serializers.CharField(source="0.name", read_only=True)
    code = serializers.CharField(source="1", read_only=True, help_text="激活码，只显示这一次")

    def to_representation(self, instance: Any) -> dict[str, Any]:
        person, code = instance
        return {"username": person.username, "name": person.name, "code": code}


class FurtherPost(AnySerializer):
    """A further post for somebody who has an account."""

    person = serializers.SlugRelatedField(slug_field="username", queryset=Person.objects.filter(is_active=True))
    role = serializers.ChoiceField(choices=Role.choices)
    since = Day()
    title = Text(60, required=False)

    def validate_role(self, role: str) -> Role:
        return Role(role)


def _open(union: Union, **said: Any) -> tuple[Person, str]:
    """Refused "username_taken", "username_form", "id_number", "not_allowed", "role_not_here", "not_active"."""
    return open_account(union=union, **said)


def _grant(union: Union, **said: Any) -> object:
    """Refused "not_allowed", "own_post", "role_not_here", "not_active", "post_held"."""
    return grant_post(union=union, **said)


@extend_schema_view(
    list=extend_schema(summary="本级及下级工会", parameters=[UnionQuestion]), retrieve=extend_schema(summary="一个工会")
)
class UnionViewSet(AccountsFromSheet):
    """The unions that the acting post sees: its own and those below."""

    model = Union
    serializer_class = UnionSerializer
    queryset = Union.objects.none()

    def rows(self) -> QuerySet[Union]:
        rows = unions_seen_by(post_of(self.request))
        if self.action == "list":
            said = asked(UnionQuestion, self.request)
            rows = matching(rows, said.pop("q", ""))
            rows = rows.filter(**said)
        return rows

    @extend_schema(summary="直接下级工会", responses=UnionSerializer(many=True))
    @action(detail=True, methods=["get"])
    def children(self, request: Request, **_kwargs: Any) -> Response:
        """The unions directly below one."""
        return self.paged(self.get_object().children.all(), UnionSerializer)

    @extend_schema(summary="登记下级工会", request=NewUnion, responses={201: UnionSerializer})
    @children.mapping.post
    def add_child(self, request: Request, **_kwargs: Any) -> Response:
        """Register a union below one that the acting post keeps."""
        parent = self.get_object()
        union = add_union(
            parent=parent, by=post_of(request), at=now_of(request), **given(NewUnion, request, parent=parent)
        )
        return self.told(union, 201)

    @extend_schema(summary="一个工会的岗位", responses=PostSerializer(many=True))
    @action(detail=True, methods=["get"])
    def posts(self, request: Request, **_kwargs: Any) -> Response:
        """The posts held at a union, as far as the acting post may know them."""
        return self.paged(posts_seen_by(post_of(request)).filter(union=self.get_object()), PostSerializer)

    renaming = door("renaming", "工会更名", rename, Renaming)
    moving = door("moving", "调整隶属关系", move_under, Moving)
    merger = door("merger", "工会合并", merge, Merging)
    closure = door("closure", "工会撤销", close, Closing)
    accounts = door("accounts", "开通账号", _open, NewAccount, answer=OpenedAccount, status=201)
    further_posts = door("further_posts", "授予岗位", _grant, FurtherPost, answer=PostSerializer, status=201)
