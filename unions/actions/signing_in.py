"""Signing in with account and password; setting another password."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from regulation.refusals import Refused
from unions.actions.accounts import activate
from unions.actions.lockout import failed, key, refuse_locked, succeeded
from unions.models import Person

WRONG = "账号或密码不正确，或者账号尚未激活。"


def sign_in(*, username: str, password: str, address: str, machine_at: datetime) -> Person:
    """Who signs in. Refused "locked", "wrong" (the same sentence for a wrong account and a wrong password)."""
    account, origin = key("account", username), key("address", address)
    refuse_locked(account, origin, at=machine_at)
    person = authenticate(None, username=username.strip(), password=password)
    if not isinstance(person, Person):
        failed(account, origin, at=machine_at)
        raise Refused("wrong", WRONG)
    succeeded(account)
    return person


def activate_guarded(*, code: str, password: str, address: str, at: datetime, machine_at: datetime) -> Person:
    """`activate`, with wrong codes counted per address. Refused as `activate`, and "locked"."""
    origin = key("code", address)
    refuse_locked(origin, at=machine_at)
    try:
        person = activate(code=code, password=password, at=at)
    except Refused as refused:
        if refused.code == "code_invalid":
            failed(origin, at=machine_at)
        raise
    succeeded(key("account", person.username))
    return person


def change_password(person: Person, *, old: str, new: str, machine_at: datetime) -> None:
    """Set another password. Refused "wrong" (the old one), "locked", "password_weak"."""
    account = key("account", person.username)
    refuse_locked(account, at=machine_at)
    if not person.check_password(old):
        failed(account, at=machine_at)
        raise Refused("wrong", "当前密码不正确。")
    try:
        validate_password(new, person)
    except ValidationError as weak:
        raise Refused("password_weak", "".join(weak.messages)) from weak
    person.set_password(new)
    person.save(update_fields=["password"])
