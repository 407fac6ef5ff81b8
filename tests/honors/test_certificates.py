"""Certificates: worded by the law, one page each, every character there, the code free of personal data."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from decisions.models import DecisionKind
from honors.actions.register import revoke
from honors.certificates import check_address, missing_characters, render, render_many, wording_of
from honors.certificates.fonts import faces_for, own_faces, rare_faces
from honors.certificates.wording import chinese_month
from regulation.conferral import require_wording, wording
from regulation.honours import Honour
from regulation.refusals import Refused
from tests.cast import Cast
from tests.honors.builders import conferred, document, opened, to_confer


def words(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize(
    ("honour", "elevated", "sentence"),
    [
        (Honour.MODEL_HOME, "", "授予全国模范职工之家荣誉称号"),
        (Honour.MODEL_SMALL_HOME, "", "授予全国模范职工小家荣誉称号"),
        (Honour.OUTSTANDING_WORKER, "", "授予全国优秀工会工作者荣誉称号"),
        (Honour.OUTSTANDING_ACTIVIST, "", "命名为全国优秀工会积极分子"),
        (Honour.UNION_FRIEND, "", "命名为全国优秀工会之友"),
        (Honour.MODEL_HOME, "red_flag_unit", "授予全国模范职工之家红旗单位荣誉称号"),
        (Honour.OUTSTANDING_WORKER, "pacesetter", "授予全国优秀工会工作者标兵荣誉称号"),
    ],
)
def test_worded_by_the_law(cast: Cast, honour: Honour, elevated: str, sentence: str) -> None:
    row = conferred(cast, opened(cast), to_confer(cast, "苏州某某", honour, elevated=elevated))[-1]
    said = wording_of(row)
    assert said.sentence == sentence
    assert sentence == wording(honour, elevated=said.title if elevated else "")
    require_wording(honour, said.sentence)


def test_rare_characters_and_one_page_each(cast: Cast) -> None:
    rows = conferred(
        cast,
        opened(cast),
        to_confer(cast, "㛃䶮𬱖𫖯", Honour.OUTSTANDING_WORKER),
        to_confer(cast, "新疆维吾尔自治区" * 6 + "工会委员会"),
    )
    pages = words(render_many(rows))
    assert [name in page for name, page in zip(("㛃䶮𬱖𫖯同志", "新疆维吾尔自治区"), pages, strict=True)] == [
        True,
        True,
    ]
    assert "二〇二六年三月" in pages[0]


@pytest.mark.skipif(not rare_faces(), reason="the fonts of rare characters are not installed")
def test_characters_beyond_the_fonts_of_the_site(cast: Cast) -> None:
    """𠮷 stands in CJK Extension B, 𰻝 in G: printed from the fonts of the machine, which a common name never opens."""
    rows = conferred(
        cast,
        opened(cast),
        to_confer(cast, "王㛃䶮𬱖𫖯𠮷", Honour.OUTSTANDING_WORKER),
        to_confer(cast, "𰻝𠂉", Honour.UNION_FRIEND),
    )
    pages = words(render_many(rows))
    assert ["王㛃䶮𬱖𫖯𠮷同志" in pages[0], "𰻝𠂉同志" in pages[1]] == [True, True]
    assert (missing_characters("王㛃䶮𬱖𫖯𠮷𰻝"), faces_for("王㛃䶮𬱖𫖯")) == ((), own_faces())


def test_a_character_without_a_glyph_is_reported_never_printed(cast: Cast) -> None:
    (row,) = conferred(cast, opened(cast), to_confer(cast, "王\ue000明", Honour.OUTSTANDING_WORKER))
    assert missing_characters("王\ue000明 ") == ("\ue000",)
    with pytest.raises(Refused) as refused:
        render(row)
    assert (refused.value.code, "U+E000" in refused.value.sentence) == ("missing_glyph", True)


def test_a_revoked_honour_is_not_printed(cast: Cast) -> None:
    (row,) = conferred(cast, opened(cast), to_confer(cast, "甲厂工会"))
    paper = document(cast, "总工发〔2026〕30号", DecisionKind.REVOCATION)
    revoke(row, decision=paper, by=cast.secretariat, at=cast.at, version=row.version)
    with pytest.raises(Refused) as refused:
        render(row)
    assert refused.value.code == "not_standing"


def test_the_code_holds_an_address_and_nothing_else(cast: Cast) -> None:
    (row,) = conferred(cast, opened(cast), to_confer(cast, "周晓梅", Honour.OUTSTANDING_WORKER))
    assert check_address(row) == f"http://127.0.0.1:8000/certificates/{row.check_code}/"


def test_invented_honours_are_printed_as_specimens(cast: Cast) -> None:
    rows = conferred(cast, opened(cast), to_confer(cast, "甲厂工会", invented=True), to_confer(cast, "乙厂工会"))
    assert ["演示样张" in page for page in words(render_many(rows))] == [True, False]


def test_months_in_numerals() -> None:
    assert [chinese_month(date(2026, month, 1)) for month in (1, 10, 12)] == [
        "二〇二六年一月",
        "二〇二六年十月",
        "二〇二六年十二月",
    ]
