"""Personal data at rest, and the numbers that carry a check digit."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError
from pytest_django import Settings
from stdnum.cn import ric

from unions.personal import decrypt, encrypt, person_key, valid_credit_code, valid_id_number

ID_NUMBER = "11010519491231002X"  # the example of GB 11643


def test_what_is_encrypted_reads_again_and_looks_different_each_time() -> None:
    first, second = encrypt("13800000000"), encrypt("13800000000")
    assert [decrypt(first), decrypt(second), first == second, "138" in first] == ["13800000000"] * 2 + [False, False]
    assert (encrypt(""), decrypt("")) == ("", "")


def test_a_new_key_comes_first_and_the_old_still_reads(settings: Settings) -> None:
    old = encrypt("秘密")
    fresh = Fernet.generate_key().decode()
    settings.FIELD_ENCRYPTION_KEYS = [fresh, *settings.FIELD_ENCRYPTION_KEYS]
    assert decrypt(old) == "秘密"
    assert Fernet(fresh).decrypt(encrypt("秘密").encode()).decode() == "秘密"


def test_the_key_of_a_person_matches_however_the_number_is_written(settings: Settings) -> None:
    key = person_key(ID_NUMBER)
    assert [person_key(f" {ID_NUMBER.lower()} ") == key, len(key), person_key("")] == [True, 64, ""]
    settings.FIELD_HASH_KEY = "another"
    assert person_key(ID_NUMBER) != key


@pytest.mark.parametrize(
    ("text", "code"), [("1101051949123100", "length"), ("110105194912310021", "checksum"), ("A" * 18, "format")]
)
def test_a_wrong_id_number_is_refused_in_chinese(text: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        valid_id_number(text)
    assert refused.value.code == code


def test_right_numbers_come_back_compact() -> None:
    assert valid_id_number(" 110105 19491231 002x ") == ID_NUMBER
    assert valid_credit_code("91110000600037341l") == "91110000600037341L"
    with pytest.raises(ValidationError):
        valid_credit_code("91110000600037341A")


def test_a_county_that_was_formed_later_is_no_fault_of_the_number() -> None:
    assert valid_id_number("320508198003021239"[:17] + ric.calc_check_digit("32050819800302123X")) != ""
