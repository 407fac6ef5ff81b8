"""动态口令: enrolment, check, backup codes, and the reset by the union above when a phone is lost."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django_otp import match_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from ledger.actions import note, touch
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.actions.posts import ARTICLE, may_grant
from unions.models import Person, Post
from unions.moves import PostState
from unions.queries import actor

BACKUP_CODES = 10


def confirmed(person: Person) -> TOTPDevice | None:
    """The device that a person has enrolled."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).order_by("pk").first()


def pending(person: Person) -> TOTPDevice | None:
    """The device that is being enrolled and has not given its first code yet."""
    return TOTPDevice.objects.filter(user=person, confirmed=False).order_by("pk").first()


def begin_enrolment(person: Person) -> TOTPDevice:
    """The device being enrolled: one per person until it is confirmed. Refused "enrolled_already"."""
    if confirmed(person) is not None:
        raise Refused("enrolled_already", "已经绑定动态口令。如需更换设备，请联系上级工会重置。")
    device: TOTPDevice = TOTPDevice.objects.get_or_create(user=person, confirmed=False, defaults={"name": "动态口令"})[
        0
    ]
    return device


def confirm_enrolment(person: Person, *, token: str) -> tuple[TOTPDevice, list[str]]:
    """Bind the device by its first code; the backup codes are told once. Refused "token_wrong", "enrolled_already"."""
    device = begin_enrolment(person)
    if not device.verify_token(token):
        raise Refused("token_wrong", "动态口令不正确。请核对手机时间，用最新的 6 位数字再试。")
    with transaction.atomic():
        device.confirmed = True
        device.save()
        return device, _new_codes(person)


def check_token(person: Person, *, token: str) -> Device:
    """Check a code of the device or a backup code (used up by this). Refused "token_wrong".

    Each device slows guessing down by itself, in the database.
    """
    device: Device | None = match_token(person, token.replace(" ", "").replace("-", ""))
    if device is None:
        raise Refused("token_wrong", "动态口令或备用码不正确。连续输错时，请稍等片刻再试。")
    return device


def renew_backup_codes(person: Person) -> list[str]:
    """New backup codes; the old ones end. Refused "not_enrolled"."""
    if confirmed(person) is None:
        raise Refused("not_enrolled", "请先绑定动态口令。")
    with transaction.atomic():
        return _new_codes(person)


def reset_second_factor(post: Post, *, by: Post, at: datetime, version: int) -> None:
    """Take away the device of a person who lost it. Refused "not_allowed", "own_post", "wrong_state" (an ended post)."""
    if not may_grant(by, post.union, on=in_beijing(at).date()):
        raise Refused("not_allowed", "动态口令由上级工会重置。", ARTICLE)
    if by.person_id == post.person_id:
        raise Refused("own_post", "不能重置自己的动态口令，请由他人办理。", ARTICLE)
    with transaction.atomic():
        touch(post, states=[PostState.HELD], version=version)
        TOTPDevice.objects.filter(user_id=post.person_id).delete()
        StaticDevice.objects.filter(user_id=post.person_id).delete()
        note(post, act="重置动态口令", article=ARTICLE, by=actor(by), at=at)


def _new_codes(person: Person) -> list[str]:
    StaticDevice.objects.filter(user=person).delete()
    device = StaticDevice.objects.create(user=person, name="备用码")
    codes = [StaticToken.random_token() for _ in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return codes
