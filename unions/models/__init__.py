"""Unions, people and posts."""

from unions.models.accounts import ActivationCode, ApiToken, LoginFailure
from unions.models.people import Person, Post, Role
from unions.models.tree import (
    Kind,
    Level,
    Union,
    UnionGroupPermission,
    UnionName,
    UnionPersonPermission,
)

__all__ = [
    "ActivationCode",
    "ApiToken",
    "Kind",
    "Level",
    "LoginFailure",
    "Person",
    "Post",
    "Role",
    "Union",
    "UnionGroupPermission",
    "UnionName",
    "UnionPersonPermission",
]
