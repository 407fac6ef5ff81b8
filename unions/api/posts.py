"""Posts over the API: one's own, and those of the unions whose accounts one opens."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from unions.actions import end_post, issue_code
from unions.actions.second_factor import reset_second_factor
from unions.api.calling import day_of, post_of
from unions.api.doors import AnySerializer, ReadRecords, UnionName, Versioned, door
from unions.api.fields import Day
from unions.models import Post, Role
from unions.queries import held_posts, posts_seen_by


class PostSerializer(serializers.ModelSerializer[Post]):
    """A post."""

    union = UnionName(read_only=True)
    person = serializers.CharField(source="person.name", read_only=True)
    role = serializers.ChoiceField(choices=Role.choices, read_only=True)
    acting = serializers.SerializerMethodField(help_text="是否为当前岗位")

    class Meta:
        model = Post
        fields = ["id", "person", "union", "role", "title", "since", "until", "acting", "version"]
        read_only_fields = fields

    def get_acting(self, post: Post) -> bool:
        return bool(post.pk == post_of(self.context["request"]).pk)


class MyPosts(APIView):
    """The caller's posts held today, and which of them acts."""

    @extend_schema(summary="我的岗位", responses=PostSerializer(many=True), operation_id="posts_me")
    def get(self, request: Request) -> Response:
        rows = held_posts(post_of(request).person_id, on=day_of(request))
        return Response(PostSerializer(rows, many=True, context={"request": request}).data)


class EndingPost(Versioned):
    """终止岗位."""

    on = Day(help_text="任职最后一日")


class IssuedCode(AnySerializer):
    """An activation code, told once."""

    code = serializers.CharField(read_only=True)

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {"code": instance}


@extend_schema_view(list=extend_schema(summary="本单位和直接下级的岗位"), retrieve=extend_schema(summary="一个岗位"))
class PostViewSet(ReadRecords):
    """The posts whose holders the acting post may know."""

    model = Post
    serializer_class = PostSerializer
    queryset = Post.objects.none()

    def rows(self) -> QuerySet[Post]:
        return posts_seen_by(post_of(self.request))

    ending = door("ending", "终止岗位", end_post, EndingPost)
    activation_code = door("activation_code", "重发激活码", issue_code, answer=IssuedCode, status=201)
    second_factor_reset = door("second_factor_reset", "重置动态口令", reset_second_factor)
