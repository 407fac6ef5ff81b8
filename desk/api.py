"""The API of the desk: what waits for the acting post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.queries import tasks_of
from unions.api.calling import now_of, post_of
from unions.api.doors import AnySerializer

if TYPE_CHECKING:
    from ui.routing import Router


class TaskSerializer(AnySerializer):
    """One thing that waits: what, until when, and the page on which it is done."""

    title = serializers.CharField()
    what = serializers.CharField(allow_blank=True)
    who = serializers.CharField(allow_blank=True)
    due = serializers.DateTimeField(allow_null=True)
    days = serializers.IntegerField(allow_null=True)
    url = serializers.CharField(help_text="办理的网页")


class Tasks(APIView):
    """What waits for the acting post, the nearest deadline first."""

    @extend_schema(summary="等我办理的", responses=TaskSerializer(many=True), operation_id="tasks_list")
    def get(self, request: Request) -> Response:
        return Response(TaskSerializer(tasks_of(post_of(request), at=now_of(request)), many=True).data)


def register(router: Router) -> None:
    """`/api/tasks/`."""
    router.add("tasks/", Tasks.as_view(), name="tasks")
