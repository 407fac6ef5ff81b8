"""The tokens of the acting post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from unions import second_factor
from unions.actions import make_token, withdraw_token
from unions.actions.tokens import LONGEST
from unions.api.calling import now_of, post_of
from unions.models import ApiToken
from unions.queries import tokens_of

if TYPE_CHECKING:
    Tokens = viewsets.GenericViewSet[ApiToken]
    ListMixin = mixins.ListModelMixin
else:
    Tokens = viewsets.GenericViewSet
    ListMixin = mixins.ListModelMixin


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
    def withdrawal(self, request: Request, **_kwargs: Any) -> Response:
        """Withdraw a token at once."""
        token = self.get_object()
        withdraw_token(token, by=post_of(request), at=now_of(request))
        token.refresh_from_db()
        return Response(TokenSerializer(token).data)
