"""Accounts: opened by the union above, activated once with a code, never by self-registration."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from ledger.actions import note, touch
from ledger.actors import Actor
from regulation.refusals import Refused
from unions.actions.posts import ARTICLE, grant_post, require_opener
from unions.models import ActivationCode, Person, Post, Role, Union
from unions.moves import PostState
from unions.personal import encrypt, person_key, valid_id_number
from unions.queries import actor

CODE_LIFE = timedelta(days=14)
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_USERNAME = re.compile(r"[0-9A-Za-z_.\-]{3,60}")


def open_account(
    *,
    name: str,
    union: Union,
    role: Role,
    since: date,
    username: str = "",
    title: str = "",
    phone: str = "",
    email: str = "",
    id_number: str = "",
    invented: bool = False,
    by: Post | Actor,
    at: datetime,
) -> tuple[Person, str]:
    """Open an account with its first post; the activation code is told once and kept as a hash.

    Refused "username_taken", "username_form", "id_number", and as `grant_posts`.
    """
    if not name.strip():
        raise Refused("name_needed", "请填写姓名。")
    chosen = username.strip() or _free_username(union)
    if not _USERNAME.fullmatch(chosen):
        raise Refused("username_form", "账号由 3 至 60 个字母、数字、下划线、点或短横线组成。")
    if Person.objects.filter(username__iexact=chosen).exists():
        raise Refused("username_taken", f"账号“{chosen}”已被使用，请换一个。")
    person = Person(
        username=chosen,
        name=name.strip(),
        phone_encrypted=encrypt(phone.strip()),
        email=email.strip(),
        person_key=person_key(_checked(id_number)),
        invented=invented,
    )
    person.set_unusable_password()
    with transaction.atomic():
        _save_new(person)
        grant_post(person=person, union=union, role=role, since=since, title=title, by=by, at=at)
        return person, _new_code(person, at=at)


def issue_code(post: Post, *, by: Post | Actor, at: datetime, version: int) -> str:
    """A new activation code for the holder of a post; older codes end, the password is kept until the code is used.

    Refused "not_allowed": only the union that grants the post; "own_post"; "wrong_state" once the post has ended.
    """
    if isinstance(by, Post):
        require_opener(by, post.union, at=at)
        if by.person_id == post.person_id:
            raise Refused("own_post", "不能给自己补发激活码，请由他人办理。", ARTICLE)
    with transaction.atomic():
        touch(post, states=[PostState.HELD], version=version)
        note(post, act="补发激活码", article=ARTICLE, by=actor(by), at=at)
        return _new_code(post.person, at=at)


def activate(*, code: str, password: str, at: datetime) -> Person:
    """Use an activation code: set the password, once.

    Refused "code_invalid" (unknown, used, expired or withdrawn: the sentence never says which), "password_weak".
    """
    found = (
        ActivationCode.objects.select_related("person")
        .filter(code_hash=_hash(code), used_at=None, expires_at__gt=at)
        .first()
    )
    if found is None or not found.person.is_active:
        raise Refused("code_invalid", "激活码不正确，或者已经使用、已经过期。请核对，或联系上级工会补发。")
    person = found.person
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise Refused("password_weak", "".join(weak.messages)) from weak
    with transaction.atomic():
        if not ActivationCode.objects.filter(pk=found.pk, used_at=None).update(used_at=at):
            raise Refused("code_invalid", "激活码不正确，或者已经使用、已经过期。请核对，或联系上级工会补发。")
        person.set_password(password)
        person.activated_at = at
        person.save(update_fields=["password", "activated_at"])
    return person


def _save_new(person: Person) -> None:
    """Somebody else may have taken the name since it was asked for."""
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as taken:
        raise Refused("username_taken", f"账号“{person.username}”已被使用，请换一个。") from taken


def _new_code(person: Person, *, at: datetime) -> str:
    ActivationCode.objects.filter(person=person, used_at=None).update(used_at=at)
    raw = "".join(secrets.choice(LETTERS) for _ in range(16))
    ActivationCode.objects.create(person=person, code_hash=_hash(raw), made_at=at, expires_at=at + CODE_LIFE)
    return "-".join(raw[i : i + 4] for i in range(0, 16, 4))


def _hash(code: str) -> str:
    plain = "".join(c for c in code.upper() if c in LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()


def _checked(id_number: str) -> str:
    if not id_number.strip():
        return ""
    try:
        return valid_id_number(id_number)
    except ValidationError as wrong:
        raise Refused("id_number", "".join(wrong.messages)) from wrong


def _free_username(union: Union) -> str:
    """The union's code and a number: short, unique, without any personal data."""
    stem = slugify(union.code) or "u"
    return f"{stem}-{secrets.randbelow(900000) + 100000}"
