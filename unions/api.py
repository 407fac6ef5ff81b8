"""The API of unions, of the acting post, and of its tokens."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from regulation.windows import in_beijing
from unions import second_factor
from unions.actions import make_token, withdraw_token
from unions.actions.tokens import LONGEST
from unions.models import ApiToken, Post, Union
from unions.queries import held_posts, tokens_of, unions_seen_by
from unions.search import matching

if TYPE_CHECKING:
    from config.api import Router

    Unions = viewsets.ReadOnlyModelViewSet[Union]
    Tokens = viewsets.GenericViewSet[ApiToken]
    ListMixin = mixins.ListModelMixin
else:
    Unions = viewsets.ReadOnlyModelViewSet
    Tokens = viewsets.GenericViewSet
    ListMixin = mixins.ListModelMixin


def post_of(request: Request) -> Post:
    """The acting post of an API call: set by the authentication."""
    post: Post = request._request.post  # type: ignore[attr-defined]  # set by the authentication or the middleware
    return post


def now_of(request: Request) -> datetime:
    """The moment of an API call, read once."""
    now: datetime = request._request.now  # type: ignore[attr-defined]  # set by the clock's middleware
    return now


class UnionSerializer(serializers.ModelSerializer[Union]):
    """A union as the API shows it."""

    parent = serializers.IntegerField(source="parent_id", allow_null=True, read_only=True)  # type: ignore[assignment]  # a declared field, not the serializer's own
    industrial_parent = serializers.IntegerField(source="industrial_parent_id", allow_null=True, read_only=True)
    recommender = serializers.IntegerField(source="recommender_id", allow_null=True, read_only=True)
    successor = serializers.IntegerField(source="successor_id", allow_null=True, read_only=True)
    state = serializers.ChoiceField(choices=["active", "merged", "closed"], read_only=True)

    class Meta:
        model = Union
        fields = [
            "id", "code", "name", "level", "kind", "parent", "industrial_parent", "recommender", "successor",
            "region_code", "founded_on", "closed_on", "state", "version",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_view(
    list=extend_schema(
        summary="本级及下级工会",
        parameters=[
            OpenApiParameter("q", OpenApiTypes.STR, description="名称中的字词"),
            OpenApiParameter("level", OpenApiTypes.STR, description="层级代码"),
        ],
    ),
    retrieve=extend_schema(summary="一个工会"),
)
class UnionViewSet(Unions):
    """The unions that the acting post sees: its own and those below."""

    serializer_class = UnionSerializer
    queryset = Union.objects.none()
    lookup_value_converter = "int"

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Union.objects.none()
        rows = unions_seen_by(post_of(self.request))
        if self.action == "list":
            rows = matching(rows, self.request.query_params.get("q", ""))
            level = self.request.query_params.get("level")
            rows = rows.filter(level=level) if level else rows
        return rows

    @extend_schema(summary="直接下级工会", responses=UnionSerializer(many=True))
    @action(detail=True, methods=["get"])
    def children(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002  the router names the key
        """The unions directly below one."""
        page = self.paginate_queryset(self.get_object().children.all())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class PostSerializer(serializers.ModelSerializer[Post]):
    """A post of the caller."""

    union = UnionSerializer(read_only=True)
    person = serializers.CharField(source="person.name", read_only=True)
    acting = serializers.SerializerMethodField()

    class Meta:
        model = Post
        fields = ["id", "person", "union", "role", "title", "since", "until", "acting"]
        read_only_fields = fields

    def get_acting(self, post: Post) -> bool:
        return bool(post.pk == self.context["acting"])


class MyPosts(APIView):
    """The caller's posts held today, and which of them acts."""

    @extend_schema(summary="我的岗位", responses=PostSerializer(many=True), operation_id="posts_me")
    def get(self, request: Request) -> Response:
        acting = post_of(request)
        rows = held_posts(acting.person_id, on=in_beijing(now_of(request)).date())
        return Response(PostSerializer(rows, many=True, context={"acting": acting.pk}).data)


class TokenSerializer(serializers.ModelSerializer[ApiToken]):
    """A token, without its text."""

    class Meta:
        model = ApiToken
        fields = ["id", "name", "made_at", "expires_at", "withdrawn_at", "last_used_on"]
        read_only_fields = fields


class NewTokenSerializer(serializers.Serializer[Any]):
    """A token to be made."""

    name = serializers.CharField(max_length=60)
    days = serializers.IntegerField(min_value=1, max_value=LONGEST, default=90)


class MadeTokenSerializer(TokenSerializer):
    """A token that was just made: the only answer that holds its text."""

    token = serializers.CharField(read_only=True)

    class Meta(TokenSerializer.Meta):
        fields = [*TokenSerializer.Meta.fields, "token"]
        read_only_fields = fields


class TokenViewSet(ListMixin, Tokens):
    """The tokens of the acting post."""

    serializer_class = TokenSerializer
    queryset = ApiToken.objects.none()
    lookup_value_converter = "int"

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return ApiToken.objects.none()
        return tokens_of(post_of(self.request))

    @extend_schema(summary="生成令牌", request=NewTokenSerializer, responses={201: MadeTokenSerializer})
    def create(self, request: Request) -> Response:
        """Make a token; its text stands in this answer only."""
        asked = NewTokenSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        post = post_of(request)
        given = not second_factor.is_needed(post) or second_factor.is_given(request._request)
        token, text = make_token(post, second_factor=given, at=now_of(request), **asked.validated_data)
        token.token = text  # type: ignore[attr-defined]  # told once, kept nowhere
        return Response(MadeTokenSerializer(token).data, status=201)

    @extend_schema(summary="撤回令牌", request=None, responses=TokenSerializer)
    @action(detail=True, methods=["post"])
    def withdrawal(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002  the router names the key
        """Withdraw a token at once."""
        token = self.get_object()
        withdraw_token(token, by=post_of(request), at=now_of(request))
        token.refresh_from_db()
        return Response(TokenSerializer(token).data)


def register(router: Router) -> None:
    """`/api/unions/`, `/api/tokens/`, `/api/posts/me/`."""
    router.register("unions", UnionViewSet, basename="union")
    router.register("tokens", TokenViewSet, basename="token")
    router.add("posts/me/", MyPosts.as_view(), name="posts-me")
