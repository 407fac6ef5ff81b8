"""Names are found by any part of them, on both databases."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from unions.models import Union
from unions.search import matching, tokens


def found(text: str) -> set[str]:
    return set(matching(Union.objects.all(), text).values_list("code", flat=True))


def test_a_text_is_cut_into_characters_pairs_and_words() -> None:
    assert tokens("总装车间第4班") == "总 装 车 间 第 总装 装车 车间 间第 4 班"
    assert tokens("ABC公司（A）") == "abc 公 司 公司 a"
    assert tokens("䶮𬱖") == "䶮 𬱖 䶮𬱖"
    assert tokens("") == ""


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("总装车间", {"S1"}),
        ("装", {"S1"}),
        ("姑苏区 联合会", {"F1"}),
        ("兵团第一师", {"660100"}),
        ("没有这样的工会名", set()),
        ("%", set()),
        ("'; --", set()),
        ("姑苏区%", {"320508", "T1", "F1", "G2"}),
    ],
)
def test_names_are_found_by_any_part(text: str, codes: set[str]) -> None:
    assert found(text) == codes


def test_an_empty_text_matches_all(cast: Cast) -> None:
    assert len(found(" ")) == len(cast.unions)
