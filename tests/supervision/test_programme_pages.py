"""The pages of programmes: from the count before the draft to the end, and the choice to be drawn again."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from decisions.actions import declare_relation
from supervision.models import RecheckProgramme
from supervision.moves import ProgrammeState
from tests.cast import Cast
from tests.supervision.build import draft, filled, homes
from tests.supervision.pages import no_english, said
from unions.models import Post

Browser = Callable[[Post], Client]
PROGRAMME = {
    "title": "2026年复查",
    "due_on": "2026-06-30",
    "honour": "",
    "region": "",
    "round": "",
    "least_years": "",
    "most_years": "",
    "indicator": "",
    "method": "sample",
    "size": "2",
    "seed": "20260302",
}


# --- a programme from the form to its end -----------------------------------------------------------------------------


def test_a_programme_from_draft_to_end(cast: Cast, client_of: Browser) -> None:
    homes(cast, 5)
    county = client_of(cast.county)
    new = reverse("supervision:new-programme")
    preview = county.post(new, {**PROGRAMME, "title": "", "seed": "", "preview": "1"})
    page = preview.content.decode()
    assert (preview.status_code, "符合条件的荣誉：<strong>5 个</strong>" in page) == (200, True)
    assert not RecheckProgramme.objects.exists()
    assert county.post(new, {**PROGRAMME, "size": ""}).status_code == 422
    answer = county.post(new, PROGRAMME)
    programme = RecheckProgramme.objects.get()
    assert answer["Location"] == reverse("supervision:programme", args=[programme.pk])
    assert "待确定对象" in said(county, "programme", programme.pk)
    no_english(said(county, "programme-draw", programme.pk))
    draw = reverse("supervision:programme-draw", args=[programme.pk])
    assert county.post(draw, {"version": 7}).status_code == 409
    assert county.post(draw, {"version": programme.version}).status_code == 302
    page = said(county, "programme", programme.pk)
    assert "重新抽取，结果一致" in page
    no_english(page)
    programme.refresh_from_db()
    finish = reverse("supervision:programme-finish", args=[programme.pk])
    refused = county.post(finish, {"version": programme.version})
    assert (refused.status_code, "还有2件复查没有结论" in refused.content.decode()) == (409, True)
    for recheck in programme.rechecks.all():
        filled(cast, recheck)
        keeping = reverse("supervision:recheck-keeping", args=[recheck.pk])
        assert county.post(keeping, {"keeping-version": recheck.version}).status_code == 302
    assert county.post(finish, {"version": programme.version}).status_code == 302
    programme.refresh_from_db()
    assert programme.state == ProgrammeState.FINISHED
    assert "已结束" in said(county, "programmes")


def test_the_choice_can_be_drawn_again_in_a_spreadsheet(cast: Cast, client_of: Browser) -> None:
    homes(cast, 3)
    county = client_of(cast.county)
    county.post(reverse("supervision:new-programme"), PROGRAMME)
    programme = RecheckProgramme.objects.get()
    address = reverse("supervision:programme-choice", args=[programme.pk])
    assert county.get(address).status_code == 404
    county.post(reverse("supervision:programme-draw", args=[programme.pk]), {"version": programme.version})
    lines = county.get(address).content.decode("utf-8-sig").splitlines()
    assert [line.rpartition(",")[2] for line in lines] == ["结果", "选中", "选中", "未选中"]
    ranks = [line.split(",")[4] for line in lines[1:]]
    assert ranks == sorted(ranks)


def test_a_draft_is_cancelled(cast: Cast, client_of: Browser) -> None:
    programme = draft(cast)
    county = client_of(cast.county)
    address = reverse("supervision:programme-cancellation", args=[programme.pk])
    assert county.post(address, {"version": programme.version, "reason": ""}).status_code == 422
    assert county.post(address, {"version": programme.version, "reason": "重复"}).status_code == 302
    assert "已取消" in said(county, "programme", programme.pk)


def test_the_filters_say_what_is_wrong_with_them(cast: Cast, client_of: Browser) -> None:
    county = client_of(cast.county)
    new = reverse("supervision:new-programme")
    for wrong in ({"region": "没有这个工会"}, {"region": "330106"}, {"least_years": "-1"}, {"round": "999"}):
        assert county.post(new, {**PROGRAMME, **wrong}).status_code == 422
        assert county.post(new, {**PROGRAMME, **wrong, "preview": "1"}).status_code == 422
    refused = county.post(new, {**PROGRAMME, "least_years": "3", "most_years": "1"})
    assert (refused.status_code, "填反了" in refused.content.decode()) == (409, True)


def test_whoever_is_recused_from_one_of_them_is_told_no_number(cast: Cast, client_of: Browser) -> None:
    home = homes(cast, 2)[0]
    declare_relation(
        person=cast.county.person, subject=f"union:{home.union_id}", ground="近亲属", by=cast.county, at=cast.at
    )
    county = client_of(cast.county)
    page = county.post(reverse("supervision:new-programme"), {**PROGRAMME, "preview": "1"}).content.decode()
    assert "请由本单位其他人员办理" in page
    assert "符合条件的荣誉" not in page
    programme = draft(cast, cast.prefecture)
    assert client_of(cast.prefecture).get(reverse("supervision:programme", args=[programme.pk])).status_code == 200
