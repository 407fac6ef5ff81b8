"""What every app's API is made of: one POST address per verb, a question with checked parameters, a record told again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from unions.api.calling import now_of, post_of
from unions.api.fields import Text, Whole
from unions.models import Union

if TYPE_CHECKING:
    Generic = viewsets.GenericViewSet[Any]
    AnySerializer = serializers.Serializer[Any]
else:
    Generic = viewsets.GenericViewSet
    AnySerializer = serializers.Serializer

Verb = Callable[..., object]
CODE = re.compile(r"[\"`]([a-z]+(?:_[a-z]+)*)[\"`]")


class Versioned(AnySerializer):
    """What every write says: the version of the record that its writer saw (决定: 谁先办谁算)."""

    version = Whole(help_text="读到的版本号；记录已被别人处理时返回 409 stale")


class Reasoned(Versioned):
    """A move with a written reason."""

    reason = Text(help_text="理由")


class UnionName(serializers.ModelSerializer[Union]):
    """A union by id and name."""

    class Meta:
        model = Union
        fields = ["id", "name"]
        read_only_fields = fields


def given(serializer: type[AnySerializer], request: Request, **context: Any) -> dict[str, Any]:
    """The checked body of a call."""
    asked = serializer(data=request.data, context={"request": request, **context})
    asked.is_valid(raise_exception=True)
    found: dict[str, Any] = asked.validated_data
    return found


def asked(serializer: type[AnySerializer], request: Request) -> dict[str, Any]:
    """The checked parameters of a call; one that is empty asks nothing."""
    said = {name: value for name, value in request.query_params.items() if value}
    wanted = serializer(data=said, context={"request": request})
    wanted.is_valid(raise_exception=True)
    found: dict[str, Any] = wanted.validated_data
    return found


class Records(Generic):
    """Records that the acting post sees. `rows()` names the query; nothing else decides what is found."""

    lookup_value_converter = "int"
    list_serializer_class: type[AnySerializer] | None = None
    model: type[Model]

    def rows(self) -> QuerySet[Any]:
        """What the acting post sees."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        if getattr(self, "swagger_fake_view", False):
            return self.model._default_manager.none()
        return self.rows()

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        if self.action == "list" and self.list_serializer_class is not None:
            return self.list_serializer_class
        return super().get_serializer_class()

    def told(self, record: Any, status: int = 200) -> Response:
        """The record as it stands now."""
        if isinstance(record, Model) and record.pk:
            record = type(record)._default_manager.get(pk=record.pk)
        return Response(self.get_serializer(record).data, status)

    def paged(
        self, rows: QuerySet[Any], serializer: type[AnySerializer], *, order: tuple[str, ...] = ("-pk",)
    ) -> Response:
        """A page of other rows, with their own serializer and order."""
        pages: Any = self.paginator
        pages.ordering = order
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(serializer(page, many=True, context=self.get_serializer_context()).data)


class ReadRecords(mixins.RetrieveModelMixin, mixins.ListModelMixin, Records):
    """The same with a list and a page of one."""


def door(
    name: str,
    summary: str,
    verb: Verb,
    body: type[AnySerializer] = Versioned,
    *,
    answer: type[AnySerializer] | None = None,
    rename: Mapping[str, str] | None = None,
    status: int = 200,
    path: str = "",
) -> Any:
    """One verb as a POST address below its record. The fields of `body` are the verb's own arguments.

    `rename` says which field is called otherwise by the verb; `path` where it stands, if not by its name. The answer
    is the record as it stands then, or with `answer` what the verb returned.
    """
    names = rename or {}

    def act(self: Records, request: Request, **_kwargs: Any) -> Response:
        record = self.get_object()
        said = {names.get(field, field): value for field, value in given(body, request, record=record).items()}
        done = verb(record, by=post_of(request), at=now_of(request), **said)
        if answer is not None:
            return Response(answer(done, context=self.get_serializer_context()).data, status)
        return self.told(record, status)

    act.__name__ = name
    act.__doc__ = f"{summary}。"
    told: dict[str, Any] = {} if answer is None else {"responses": {status: answer}}
    described = extend_schema(summary=summary, description=refusals_of(verb), request=body, **told)
    return described(action(detail=True, methods=["post"], url_path=path or name.replace("_", "-"))(act))


def refusals_of(verb: Verb) -> str:
    """The codes with which a verb refuses, as its docstring names them."""
    codes = list(dict.fromkeys(CODE.findall((verb.__doc__ or "").partition("Refused")[2])))
    return f"可能的拒绝代码：{'、'.join(codes)}；版本不符时 stale，不合规定时 unlawful。" if codes else ""
