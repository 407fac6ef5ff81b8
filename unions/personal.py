"""Personal data at rest: encrypted so that it can be shown to those who may, hashed with a key so that it can be matched."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength
from stdnum.exceptions import ValidationError as NumberError
from stdnum.util import isdigits


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """Encrypt with the first of FIELD_ENCRYPTION_KEYS; nothing stays nothing."""
    return _fernet(tuple(settings.FIELD_ENCRYPTION_KEYS)).encrypt(text.encode()).decode() if text else ""


def decrypt(text: str) -> str:
    """Decrypt with whichever of FIELD_ENCRYPTION_KEYS fits."""
    return _fernet(tuple(settings.FIELD_ENCRYPTION_KEYS)).decrypt(text.encode()).decode() if text else ""


def person_key(id_number: str) -> str:
    """The keyed hash by which two records of one person are matched without decrypting either."""
    plain = _compact(id_number)
    return hmac.new(settings.FIELD_HASH_KEY.encode(), plain.encode(), hashlib.sha256).hexdigest() if plain else ""


def valid_id_number(text: str) -> str:
    """The 公民身份号码 in its compact form; ValidationError says in Chinese what is wrong with it."""
    return _valid(_resident, text, "公民身份号码", 18)


def valid_credit_code(text: str) -> str:
    """The 统一社会信用代码 in its compact form; ValidationError says in Chinese what is wrong with it."""
    return _valid(uscc.validate, text, "统一社会信用代码", 18)


def _resident(number: str) -> str:
    """Length, digits, check digit and day of birth, but not the county: its code is the one of the first registration,
    which real people hold who were born before the county was formed or registered after it was merged."""
    if len(number) != 18:
        raise InvalidLength
    if not isdigits(number[:-1]):
        raise InvalidFormat
    if number[-1] != ric.calc_check_digit(number):
        raise InvalidChecksum
    ric.get_birth_date(number)
    return number


def _compact(text: str) -> str:
    return "".join(text.split()).replace("-", "").upper()


def _valid(check: Callable[[str], str], text: str, title: str, length: int) -> str:
    compact = _compact(text)
    try:
        return str(check(compact))
    except InvalidLength:
        raise ValidationError(f"{title}应为 {length} 位，现为 {len(compact)} 位。", code="length") from None
    except InvalidChecksum:
        raise ValidationError(f"{title}校验位不符，请逐位核对。", code="checksum") from None
    except NumberError:
        raise ValidationError(f"{title}格式不正确，请逐位核对。", code="format") from None
