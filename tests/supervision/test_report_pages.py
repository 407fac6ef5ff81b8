"""举报 of an honouree: the public form, where it goes, the pages and API of those who handle it, and who never knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from decisions.actions import declare_relation
from decisions.queries import union_subject
from desk.statistics import By, statistics
from honors.models import Conferral
from ledger.actors import SYSTEM
from ledger.models import Entry
from publicity.actions.attempts import LETTERS_AN_HOUR
from publicity.actions.letters import Sent
from publicity.invariants import check
from publicity.models import Letter
from publicity.queries import honour_of, letters_seen_by
from regulation.honours import Honour
from regulation.refusals import Refused
from supervision.actions.rechecks import open_recheck
from supervision.actions.reports import enter_report, report_honour
from supervision.queries.reports import accused_by, handler_of_report, reportable_by
from tests.cast import Cast, set_clock
from tests.honors.builders import a_pdf, conferred, opened, to_confer
from unions.actions import grant_post, make_token, merge
from unions.models import Person, Post, Role, Union

ClientOf = Callable[[Post], Client]
PERSON = {"sender": "person", "name": "郑市民", "contact": "13800000000", "text": "会员大会没有开过，纪要是编的。"}
KEY = "7d3f1d66-58a2-4a3b-9f0e-0f3b6f0a7a11"
CONSENT = {"submission": KEY, "consent": "on"}


@pytest.fixture
def honours(cast: Cast) -> dict[str, Conferral]:
    """之家 and 工作者 of the clerk's union, the 小家 below it, and a 工作者 of the county's own staff."""
    rows = conferred(
        cast,
        opened(cast),
        to_confer(cast, "甲厂工会"),
        to_confer(cast, "周某", Honour.OUTSTANDING_WORKER, person_key="z" * 64),
        to_confer(cast, "总装四班小组", Honour.MODEL_SMALL_HOME, union=cast.group),
        to_confer(cast, "钱某", Honour.OUTSTANDING_WORKER, union=cast.unions["320508"]),
        to_confer(cast, "孙某", Honour.OUTSTANDING_WORKER, union=cast.province),
        to_confer(cast, "何某", Honour.OUTSTANDING_WORKER, union=cast.unions["G5"], recommender=cast.unions["900010"]),
    )
    cache.clear()  # what the throttle of the API has counted
    return dict(zip(("home", "worker", "small", "county", "province", "bank"), rows, strict=True))


def report(cast: Cast, row: Conferral, **more: Any) -> Letter:
    sent = Sent(**(PERSON | more))
    return report_honour(row, sent=sent, submission=KEY, at=cast.at).letter


def reviewer(cast: Cast, union: Union, name: str = "华某") -> Post:
    person = Person.objects.create_user(f"reports-{name}", name=name)
    return grant_post(person=person, union=union, role=Role.REVIEWER, since=date(2024, 1, 1), by=SYSTEM, at=cast.at)


def bearer(cast: Cast, post: Post) -> dict[str, str]:
    _, text = make_token(post, name="测试", days=30, second_factor=True, at=cast.at)
    return {"Authorization": f"Bearer {text}"}


# --- the public form --------------------------------------------------------------------------------------------------------


def test_everybody_reports_from_the_public_page_and_follows_the_answer(
    cast: Cast, honours: dict[str, Conferral], client: Client, client_of: ClientOf
) -> None:
    row = honours["home"]
    address = reverse("supervision:report", args=[row.pk])
    assert address == f"/honours/{row.pk}/report/"
    assert address in client.get(reverse("honors:honour", args=[row.pk])).content.decode()
    form = client.get(address).content.decode()
    assert [words in form for words in ("苏州市姑苏区总工会", "匿名", "被举报的单位和个人看不到举报")] == [True] * 3

    files = {"evidence_1": SimpleUploadedFile("照片.pdf", a_pdf(), "application/pdf")}
    answer = client.post(address, PERSON | CONSENT | files)
    assert answer.status_code == 201
    page = answer.content.decode()
    code = re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", page)
    assert code is not None
    assert "举报已提交" in page
    letter = Letter.objects.get()
    assert (letter.kind, letter.late, letter.conferral, letter.handler) == ("report", False, row, cast.county.union)
    assert (letter.about, letter.evidence.count(), honour_of(letter)) == (cast.union, 1, row)

    handler = client_of(cast.county)
    for step, said in STEPS:
        sent = {f"{step}-{name}": value for name, value in (said | {"version": letter.version}).items()}
        assert handler.post(reverse(f"publicity:{step}", args=[letter.pk]), sent).status_code == 302, step
        letter.refresh_from_db()
        shown = client.post(reverse("publicity:receipts"), {"code": code.group(0)}).content.decode()
        assert WORDS[letter.state] in shown
        assert ("经核查属实，已立项复查。" in shown) is (letter.state == "answered")
    assert (letter.state, letter.substantiated, letter.follow_up) == ("answered", True, "recheck")
    assert list(check()) == []


STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("acceptance", {}),
    ("investigation", {"on": "2026-03-02", "by_whom": "张某、李某", "text": "查阅会议纪要。"}),
    ("finding", {"substantiated": "yes", "finding": "纪要系事后补写。"}),
    ("handling", {"follow_up": "recheck", "handling": "需全面复查。"}),
    ("answering", {"answer": "经核查属实，已立项复查。"}),
)
WORDS = {
    "accepted": "已受理，正在核查",
    "investigated": "正在调查核实",
    "found": "正在研究处理意见",
    "handled": "即将答复",
    "answered": "已办结，已答复：属实",
}


def test_anonymous_ones_are_kept_and_marked(honours: dict[str, Conferral], client: Client) -> None:
    said = {"sender": "anonymous", "text": "有人弄虚作假。"}
    address = reverse("supervision:report", args=[honours["worker"].pk])
    assert client.post(address, said | CONSENT).status_code == 201
    letter = Letter.objects.get()
    assert (letter.sender, letter.identity_encrypted, letter.state) == ("anonymous", "", "received")


def test_the_same_form_sent_twice_is_one_letter(honours: dict[str, Conferral], client: Client) -> None:
    address = reverse("supervision:report", args=[honours["home"].pk])
    pages = [client.post(address, PERSON | CONSENT).content.decode() for _ in range(2)]
    codes = {match.group(0) for page in pages if (match := re.search(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", page))}
    assert (len(codes), Letter.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": "", "contact": ""}, "请填写真实姓名或单位名称。"),
        ({"sender": "unit"}, "请上传加盖公章的材料"),
        ({"text": ""}, "请填写这一项"),
        ({"consent": ""}, "请勾选"),
        ({"evidence_1": SimpleUploadedFile("说明.docx", b"x")}, "PDF"),
        ({"evidence_1": SimpleUploadedFile("说明.pdf", b"x")}, "按内容判断"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    honours: dict[str, Conferral], client: Client, said: dict[str, Any], words: str
) -> None:
    answer = client.post(reverse("supervision:report", args=[honours["home"].pk]), PERSON | CONSENT | said)
    assert answer.status_code in (409, 422)
    assert words in answer.content.decode()
    assert Letter.objects.count() == 0


def test_who_writes_too_often_is_asked_to_wait(honours: dict[str, Conferral], client: Client) -> None:
    address = reverse("supervision:report", args=[honours["home"].pk])
    for n in range(LETTERS_AN_HOUR):
        client.post(address, PERSON | CONSENT | {"text": f"第{n}件。"})
    answer = client.post(address, PERSON | CONSENT | {"text": "再一件。"})
    assert (answer.status_code, "一小时后再试" in answer.content.decode()) == (409, True)
    assert Letter.objects.count() == LETTERS_AN_HOUR


def test_nobody_is_reported_who_is_not_in_the_register(honours: dict[str, Conferral], client: Client) -> None:
    missing = max(row.pk for row in honours.values()) + 1
    assert client.get(f"/honours/{missing}/report/").status_code == 404
    assert client.post(f"/api/honours/{missing}/reports/", PERSON, content_type="application/json").status_code == 404


# --- where it goes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("honour", "accused", "handler"),
    [
        ("home", "G1", "320508"),
        ("worker", "G1", "320508"),
        ("small", "G1", "320508"),  # never the grassroots union that recommended it
        ("county", "320508", "320500"),
        ("province", "320000", "000000"),
        ("bank", "G5", "900010"),  # along the industrial line that recommended it
    ],
)
def test_it_goes_to_the_next_higher_union(
    cast: Cast, honours: dict[str, Conferral], honour: str, accused: str, handler: str
) -> None:
    row = honours[honour]
    assert accused_by(row) == cast.unions[accused]
    assert handler_of_report(row) == cast.unions[handler]
    assert report(cast, row).handler == cast.unions[handler]


def test_a_grassroots_union_without_anybody_for_letters_is_passed_over(cast: Cast) -> None:
    """平江街道 has a clerk alone: a report on a unit below it goes to the county, until somebody reviews there."""
    from unions.actions import Row, plant
    from unions.models import Kind

    works = plant([Row("G7", "平江某某公司工会委员会", Kind.SINGLE, "T1")], by=SYSTEM, at=cast.at)[0]
    row = conferred(cast, opened(cast), to_confer(cast, "乙厂工会", union=works))[0]
    assert handler_of_report(row) == cast.county.union
    reviewer(cast, cast.unions["T1"])
    assert handler_of_report(row) == cast.unions["T1"]


def test_the_successor_of_the_accused_is_accused_too(cast: Cast, honours: dict[str, Conferral]) -> None:
    letter = report(cast, honours["home"])
    heir = cast.unions["G2"]
    merge(cast.union, into=heir, on=cast.at.date(), paper="文", by=SYSTEM, at=cast.at, version=1)
    row = Conferral.objects.get(pk=honours["home"].pk)
    assert (accused_by(row), handler_of_report(row)) == (heir, cast.county.union)
    post = reviewer(cast, heir)
    assert (list(letters_seen_by(post)), list(letters_seen_by(cast.county))) == ([], [letter])


# --- nobody of the accused unit, no stranger, nobody recused -------------------------------------------------------------------


def outsiders(cast: Cast) -> dict[str, Post]:
    """Posts that must not notice anything: of the accused unit, next door, above the handler, and recused ones."""
    recused = reviewer(cast, cast.county.union, "回避甲")
    declare_relation(
        person=recused.person, subject=union_subject(cast.union), ground="近亲属在该单位", by=recused, at=cast.at
    )
    own = reviewer(cast, cast.county.union, "本人")
    own.person.person_key = "z" * 64
    own.person.save(update_fields=["person_key"])
    return {
        "clerk": cast.clerk,
        "reviewer of the accused unit": reviewer(cast, cast.union, "单位审查"),
        "recused by a relation": recused,
        "the accused person": own,
        "prefecture": cast.prefecture,
        "next county": cast.next_county,
        "next province": cast.next_province,
        "secretariat": cast.secretariat,
    }


def test_they_find_nothing_and_count_the_same(cast: Cast, honours: dict[str, Conferral], client_of: ClientOf) -> None:
    posts = outsiders(cast)
    desks = ("/desk/", "/letters/", "/letters/?state=closed", "/nominations/")
    browsers = {who: client_of(post) for who, post in posts.items()}
    tokens = {who: bearer(cast, post) for who, post in posts.items()}

    def told(who: str) -> list[Any]:
        browser = browsers[who]
        pages = [browser.get(address) for address in desks]
        listed = browser.get("/api/letters/", headers=tokens[who]).content
        return [[(page.status_code, _plain(page.content.decode())) for page in pages], listed]

    before = {who: told(who) for who in posts}
    letter = report(cast, honours["worker"])
    assert {who: told(who) for who in posts} == before
    for who in posts:
        shown = browsers[who].get(reverse("publicity:letter", args=[letter.pk]))
        assert shown.status_code in (403, 404), who
        for step in ("acceptance", "rejection", "forwarding", "investigation", "finding", "handling", "answering"):
            page = browsers[who].post(reverse(f"publicity:{step}", args=[letter.pk]), {f"{step}-version": 1})
            api = browsers[who].post(
                f"/api/letters/{letter.pk}/{step}/",
                {"version": 1},
                content_type="application/json",
                headers=tokens[who],
            )
            assert (page.status_code in (403, 404), api.status_code) == (True, 404), (who, step)
        assert browsers[who].get(f"/api/letters/{letter.pk}/", headers=tokens[who]).status_code == 404
    letter.refresh_from_db()
    assert (letter.state, letter.version) == ("received", 1)
    text = client_of(cast.county).get(reverse("publicity:letter", args=[letter.pk])).content.decode()
    assert ("郑市民" in text, "待办理的异议和举报 1 件" in client_of(cast.county).get("/desk/").content.decode()) == (
        True,
        True,
    )


def _plain(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_the_statistics_count_no_report_for_whom_it_accuses(cast: Cast, honours: dict[str, Conferral]) -> None:
    """A 小家 stands below the grassroots union that recommended it, and is counted there; a report on it is not."""
    own = reviewer(cast, cast.union)
    posts = {"own": own, "county": cast.county, "prefecture": cast.prefecture}

    def reports() -> dict[str, int]:
        found = {who: statistics(post, by=By.HONOUR, on=cast.at.date()) for who, post in posts.items()}
        return {who: one.total.counts["reports"] for who, one in found.items()}

    assert reports() == dict.fromkeys(posts, 0)
    report(cast, honours["small"])
    assert reports() == {"own": 0, "county": 1, "prefecture": 1}
    assert statistics(own, by=By.HONOUR, on=cast.at.date()).total.counts["honours"] == 1


def test_who_wrote_stands_in_no_ledger(cast: Cast, honours: dict[str, Conferral]) -> None:
    letter = report(cast, honours["home"])
    texts = "".join(Entry.objects.values_list("text", flat=True))
    assert [words in texts for words in ("郑市民", "13800000000", "纪要是编的")] == [False] * 3
    assert "郑市民" not in letter.identity_encrypted


# --- staff ------------------------------------------------------------------------------------------------------------------


def test_every_state_has_its_form_and_says_what_is_wrong(
    cast: Cast, honours: dict[str, Conferral], client_of: ClientOf
) -> None:
    letter = report(cast, honours["home"])
    browser = client_of(cast.county)
    page = reverse("publicity:letter", args=[letter.pk])
    for step, said in STEPS:
        text = browser.get(page).content.decode()
        assert f'action="{reverse(f"publicity:{step}", args=[letter.pk])}"' in text
        if said:
            empty = browser.post(reverse(f"publicity:{step}", args=[letter.pk]), {f"{step}-version": letter.version})
            assert (empty.status_code, "请填写这一项" in empty.content.decode()) == (422, True)
        sent = {f"{step}-{name}": value for name, value in (said | {"version": letter.version}).items()}
        browser.post(reverse(f"publicity:{step}", args=[letter.pk]), sent)
        again = browser.post(reverse(f"publicity:{step}", args=[letter.pk]), sent)
        assert again.status_code == 409, step
        letter.refresh_from_db()
    done = browser.get(page).content.decode()
    assert [words in done for words in ("张某、李某", "纪要系事后补写", "开展复查", "需全面复查")] == [True] * 4
    link = reverse("supervision:new-recheck", args=[honours["home"].pk]) + f"?letter={letter.pk}"
    assert link in done


@pytest.mark.parametrize(
    ("follow_up", "page"), [("recheck", "supervision:new-recheck"), ("revocation", "revocations:new")]
)
def test_what_a_report_leads_to_is_opened_from_it_and_shown_there(
    cast: Cast, honours: dict[str, Conferral], client_of: ClientOf, follow_up: str, page: str
) -> None:
    row = honours["home"]
    letter = report(cast, row)
    browser = client_of(cast.county)
    shown = reverse("publicity:letter", args=[letter.pk])
    for step, said in STEPS[:4]:
        told = said | {"version": letter.version} | ({"follow_up": follow_up} if step == "handling" else {})
        browser.post(reverse(f"publicity:{step}", args=[letter.pk]), {f"{step}-{n}": v for n, v in told.items()})
        letter.refresh_from_db()
    link = f"{reverse(page, args=[row.pk])}?letter={letter.pk}"
    assert link in browser.get(shown).content.decode()
    assert browser.get(link).status_code == 200
    opened = open_recheck(row, reason="举报查实", due_on=date(2026, 4, 1), letter=letter, by=cast.county, at=cast.at)
    text = browser.get(shown).content.decode()
    assert (reverse("supervision:recheck", args=[opened.pk]) in text, link in text) == (True, False)


def test_what_was_not_found_true_leads_to_no_revocation(
    cast: Cast, honours: dict[str, Conferral], client_of: ClientOf
) -> None:
    letter = report(cast, honours["home"])
    browser = client_of(cast.county)
    for step, said in STEPS[:2]:
        sent = {f"{step}-{name}": value for name, value in (said | {"version": letter.version}).items()}
        browser.post(reverse(f"publicity:{step}", args=[letter.pk]), sent)
        letter.refresh_from_db()
    no = {"finding-version": letter.version, "finding-substantiated": "no", "finding-finding": "查无实据。"}
    browser.post(reverse("publicity:finding", args=[letter.pk]), no)
    letter.refresh_from_db()
    text = browser.get(reverse("publicity:letter", args=[letter.pk])).content.decode()
    assert ('value="recheck"' in text, 'value="revocation"' in text, 'value="candidacy"' in text) == (
        True,
        False,
        False,
    )
    wish = {"version": letter.version, "follow_up": "revocation", "handling": "理由"}
    answer = browser.post(
        f"/api/letters/{letter.pk}/handling/", wish, content_type="application/json", headers=bearer(cast, cast.county)
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_follow_up")


def test_a_report_on_paper_is_entered_by_whoever_stands_above(
    cast: Cast, honours: dict[str, Conferral], client_of: ClientOf
) -> None:
    row = honours["home"]
    address = reverse("supervision:paper-report", args=[row.pk])
    assert address in client_of(cast.county).get(reverse("supervision:paper-report-names")).content.decode()
    said = PERSON | {"submission": KEY, "received_at": "2026-03-01T09:00", "sent_on": "2026-02-27"}
    assert client_of(cast.county).post(address, said).status_code == 201
    letter = Letter.objects.get()
    assert (letter.handler, letter.sent_on) == (cast.county.union, date(2026, 2, 27))

    province = client_of(cast.province_preparer)
    assert "由谁办理" in province.get(address).content.decode()
    for here, key, handler in (("no", "1", cast.county.union), ("yes", "2", cast.province)):
        told = said | {"here": here, "submission": KEY[:-1] + key}
        page = province.post(address, told)
        assert page.status_code == 201
        assert Letter.objects.latest("pk").handler == handler
        assert (reverse("publicity:letter", args=[Letter.objects.latest("pk").pk]) in page.content.decode()) is (
            here == "yes"
        )
    late = said | {"received_at": "2026-03-03T09:00", "submission": KEY[:-1] + "3"}
    assert client_of(cast.county).post(address, late).status_code == 409


def test_nobody_else_enters_one(cast: Cast, honours: dict[str, Conferral], client_of: ClientOf) -> None:
    own = reviewer(cast, cast.union)
    cases = [
        (cast.next_county, "home", 404),
        (cast.county, "county", 404),
        (own, "home", 404),
        (cast.clerk, "small", 403),
    ]
    for post, honour, status in cases:
        row = honours[honour]
        assert client_of(post).get(reverse("supervision:paper-report", args=[row.pk])).status_code == status
        answer = client_of(post).post(
            f"/api/archive/{row.pk}/reports/", PERSON, content_type="application/json", headers=bearer(cast, post)
        )
        assert answer.status_code == 404
        assert not reportable_by(post).filter(pk=row.pk).exists()
    sent = Sent(sender="anonymous", text="线索。")
    for post, honour, code in ((cast.next_county, "home", "not_allowed"), (own, "small", "own_unit")):
        with pytest.raises(Refused) as refused:
            enter_report(honours[honour], sent=sent, submission=KEY, received_at=cast.at, by=post, at=cast.at)
        assert refused.value.code == code
    assert Letter.objects.count() == 0


# --- the API ----------------------------------------------------------------------------------------------------------------


def test_the_same_over_the_api(cast: Cast, honours: dict[str, Conferral], client: Client) -> None:
    row, headers = honours["home"], bearer(cast, cast.county)
    answer = client.post(f"/api/honours/{row.pk}/reports/", PERSON, content_type="application/json")
    assert (answer.status_code, answer.json()["kind"], answer.json()["why_report"]) == (201, "report", "")
    letter = Letter.objects.get()
    for version, (step, said) in enumerate(STEPS, start=1):
        told = said | {"version": version} | ({"substantiated": True} if step == "finding" else {})
        done = client.post(f"/api/letters/{letter.pk}/{step}/", told, content_type="application/json", headers=headers)
        assert done.status_code == 200, done.content
    shown = done.json()
    assert (shown["state"], shown["conferral_id"], shown["about_id"]) == ("answered", row.pk, cast.union.pk)
    assert (shown["name"], [one["by_whom"] for one in shown["investigations"]]) == ("郑市民", ["张某、李某"])
    outcome = client.post("/api/receipts/", {"code": answer.json()["code"]}, content_type="application/json").json()
    assert (outcome["state"], outcome["substantiated"], outcome["answer"]) == ("answered", True, STEPS[-1][1]["answer"])

    set_clock(cast.at + timedelta(days=1))
    paper = PERSON | {"received_at": "2026-03-02T10:00:00+08:00", "text": "另一件事。"}
    kept = client.post(f"/api/archive/{row.pk}/reports/", paper, content_type="application/json", headers=headers)
    assert (kept.status_code, kept.json()["handler"]) == (201, "苏州市姑苏区总工会")
