"""Who calls the API: a post's token, or the signed-in person's acting post. The same checks as for a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from regulation.windows import in_beijing
from unions.actions.tokens import hashed
from unions.models import ApiToken, Person
from unions.queries import held_posts

WRONG = "令牌无效：不存在、已过期、已撤回，或者它的岗位今天不在任。"


class PostTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer …`: acts with the token's post, and with no other of that person's."""

    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        if len(words) != 2:
            raise AuthenticationFailed(WRONG)
        now: datetime = request._request.now  # type: ignore[attr-defined]  # the clock's middleware reads it
        on = in_beijing(now).date()
        token = (
            ApiToken.objects.filter(
                token_hash=hashed(words[1].decode("latin-1")), withdrawn_at=None, expires_at__gt=now
            )
            .select_related("post")
            .first()
        )
        post = held_posts(token.post.person_id, on=on).filter(pk=token.post_id).first() if token else None
        if token is None or post is None:
            raise AuthenticationFailed(WRONG)
        if token.last_used_on != on:
            ApiToken.objects.filter(pk=token.pk).update(last_used_on=on)
        request._request.post = post  # type: ignore[attr-defined]  # the request carries the acting post
        return post.person, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class PostSessionAuthentication(SessionAuthentication):
    """The signed-in person with the chosen post; with CSRF check, and nobody without a post."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        found = super().authenticate(request)
        if found is None or getattr(request._request, "post", None) is None:
            return None
        return found


class PostTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # spectacular registers by subclassing
    target_class = "unions.api_auth.PostTokenAuthentication"
    name = "postToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:  # noqa: ARG002  spectacular passes it
        return {"type": "http", "scheme": "bearer", "description": "岗位令牌：在“接口令牌”页面生成，只显示一次。"}


class PostSessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # as above
    target_class = "unions.api_auth.PostSessionAuthentication"
    name = "postSession"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:  # noqa: ARG002  spectacular passes it
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "网页登录后的会话，写操作另需 CSRF 令牌。",
        }
