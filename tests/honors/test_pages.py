"""Pages: who sees what, each verb through its form, the sheet with its dry run, the public register and check."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from decisions.models import DecisionKind
from honors.actions.register import revoke
from honors.models import Conferral, Measure, Quota, Round
from tests.cast import Cast
from tests.honors.builders import conferred, document, drafted, opened, ready, to_confer
from unions.models import Post

Browser = Callable[[Post], Client]
PAGES = (
    "round",
    "revise-round",
    "round-honours",
    "deadlines",
    "settings",
    "requirements",
    "opening",
    "extensions",
    "closing",
    "quotas",
    "grant",
    "quota-import",
    "copy-round",
)


def test_every_page_of_a_draft_opens_for_national_staff(cast: Cast, client_of: Browser) -> None:
    round = ready(cast)
    browser = client_of(cast.nation_signer)
    assert {
        name: browser.get(reverse(f"honors:{name}", args=[round.pk])).status_code for name in PAGES
    } == dict.fromkeys(PAGES, 200)


def test_nobody_else_sees_a_draft(cast: Cast, client_of: Browser) -> None:
    round = ready(cast)
    for post in (cast.province_signer, cast.clerk):
        browser = client_of(post)
        assert {browser.get(reverse(f"honors:{name}", args=[round.pk])).status_code for name in PAGES} <= {403, 404}


def test_each_sees_the_places_of_its_own_recommending_unit(cast: Cast, client_of: Browser) -> None:
    round = opened(cast)
    pages = {
        post.union.name: client_of(post).get(reverse("honors:quotas", args=[round.pk])).content.decode()
        for post in (cast.province_signer, cast.clerk, cast.next_province, cast.nation_signer)
    }
    assert ["江苏省总工会" in page and "北京市总工会" in page for page in pages.values()] == [False, False, False, True]
    assert ["还没有下达名额" in page for page in pages.values()] == [False, False, True, False]


def test_a_round_from_first_page_to_open(cast: Cast, client_of: Browser) -> None:
    preparer, signer = client_of(cast.nation_preparer), client_of(cast.nation_signer)
    answer = preparer.post(
        reverse("honors:new-round"),
        {"name": "2026年届中评选表彰", "year": 2026, "kind": "mid_term", "honours": ["model_home"]},
    )
    round = Round.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("honors:round", args=[round.pk]))

    def send(page: str, **data: object) -> int:
        round.refresh_from_db()
        given = {"version": round.version, **data}
        return preparer.post(reverse(f"honors:{page}", args=[round.pk]), given).status_code

    assert (
        send(
            "revise-round",
            name="2026年届中评选表彰",
            year=2026,
            kind="mid_term",
            notice_number="总工发〔2026〕3号",
            notice_title="通知",
            subjects="对象",
            conditions="条件",
            procedure="程序",
            organisation="组织",
            contacts="电话",
            discipline_contacts="电话",
        )
        == 302
    )
    assert send("deadlines", file="2026-05-29T18:00", recommend="2026-07-31T18:00", audit="2026-09-30T18:00") == 302
    grant = {"recommender": cast.province.pk, "honour": "model_home", "cell": "", "amount": 2, "reason": ""}
    assert send("grant", **grant) == 302
    opening = reverse("honors:opening", args=[round.pk])
    round.refresh_from_db()
    assert preparer.post(opening, {"version": round.version}).status_code == 409
    assert signer.post(opening, {"version": round.version}).status_code == 302
    round.refresh_from_db()
    assert round.state == "open"


def test_an_unlawful_draft_shows_what_is_missing(cast: Cast, client_of: Browser) -> None:
    round = drafted(cast)
    page = client_of(cast.nation_signer).post(reverse("honors:opening", args=[round.pk]), {"version": round.version})
    assert (page.status_code, "写明名额分配" in page.content.decode()) == (422, True)


def test_a_stale_save_loses_nothing(cast: Cast, client_of: Browser) -> None:
    round = drafted(cast)
    data = {"version": 1, "name": "改了名", "year": 2026, "kind": "congress", "contacts": "留着我"}
    page = client_of(cast.nation_preparer).post(reverse("honors:revise-round", args=[round.pk]), data)
    assert (page.status_code, "留着我" in page.content.decode(), "页面已过期" in page.content.decode()) == (
        409,
        True,
        True,
    )


def test_settings_keep_who_set_them(cast: Cast, client_of: Browser) -> None:
    round = drafted(cast)
    browser = client_of(cast.nation_signer)
    address = reverse("honors:settings", args=[round.pk])
    form = browser.get(address).context["form"]
    data = {name: value for name, value in form.initial.items() if value is not None}
    data |= {"unit_notice_days": 7, "unit_notice_days_paper": "基层〔2026〕5号"}
    assert browser.post(address, data).status_code == 302
    (row,) = round.settings.all()
    assert (row.code, row.value, row.paper, "王淑芬" in row.set_by) == ("unit_notice_days", 7, "基层〔2026〕5号", True)


# --- The sheet --------------------------------------------------------------------------------------------------------


def sheet(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("名额.xlsx", out.getvalue())


HEAD = ("编码", "推荐单位", "全国模范职工之家", "全国模范职工之家·非公有制单位")


def upload(browser: Client, round: Round, *rows: tuple[object, ...]) -> tuple[int, str, str]:
    page = browser.post(reverse("honors:quota-import", args=[round.pk]), {"file": sheet(*rows)})
    return page.status_code, page.context.get("signed", ""), page.content.decode()


def test_a_sheet_writes_nothing_until_confirmed_and_twice_changes_nothing(cast: Cast, client_of: Browser) -> None:
    round = drafted(cast)
    browser = client_of(cast.nation_preparer)
    rows = (HEAD, ("320000", "江苏省总工会", 5, 2), ("110000", "北京市总工会", 3, None))
    status, signed, page = upload(browser, round, *rows)
    assert (status, "将变更 3 个名额数" in page, Quota.objects.count()) == (200, True, 0)
    confirm = reverse("honors:quota-import-confirmation", args=[round.pk])
    assert browser.post(confirm, {"rows": signed}).status_code == 302
    assert sorted(Quota.objects.values_list("recommender__code", "cell", "granted")) == [
        ("110000", "", 3),
        ("320000", "", 5),
        ("320000", "non_public", 2),
    ]
    status, signed, page = upload(browser, round, *rows)
    assert ("没有变化" in page, Quota.objects.count()) == (True, 3)
    exported = browser.get(reverse("honors:quota-export", args=[round.pk])).content
    cells = list(load_workbook(io.BytesIO(exported)).worksheets[0].iter_rows(values_only=True))
    heads = cells[0]
    jiangsu = dict(zip(heads, next(row for row in cells if row[0] == "320000"), strict=True))
    assert (jiangsu["全国模范职工之家"], jiangsu["全国模范职工之家·非公有制单位"]) == (5, 2)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("320500", "苏州市总工会", 1, None), "没有编码为“320500”的推荐单位"),
        (("320000", "浙江省总工会", 1, None), "编码“320000”是江苏省总工会，与所填“浙江省总工会”不一致"),
        (("320000", "江苏省总工会", "三", None), "“全国模范职工之家”的名额“三”不是整数"),
        (("320000", "江苏省总工会", -1, None), "“全国模范职工之家”的名额“-1”不是整数"),
    ],
)
def test_a_row_at_fault_is_named(cast: Cast, client_of: Browser, row: tuple[object, ...], said: str) -> None:
    round = drafted(cast)
    status, signed, page = upload(client_of(cast.nation_preparer), round, HEAD, row)
    assert (status, said in page, "还不能导入" in page) == (200, True, True)
    confirm = reverse("honors:quota-import-confirmation", args=[round.pk])
    assert client_of(cast.nation_preparer).post(confirm, {"rows": signed}).status_code == 409
    assert Quota.objects.count() == 0


def test_a_file_that_is_no_sheet(cast: Cast, client_of: Browser) -> None:
    round = drafted(cast)
    browser = client_of(cast.nation_preparer)
    page = browser.post(
        reverse("honors:quota-import", args=[round.pk]), {"file": SimpleUploadedFile("a.xlsx", b"not a sheet")}
    )
    assert (page.status_code, "打不开这个文件" in page.content.decode()) == (409, True)


# --- Measures ---------------------------------------------------------------------------------------------------------


def test_a_measure_is_drafted_and_enacted_by_two(cast: Cast, client_of: Browser) -> None:
    preparer, signer = client_of(cast.province_preparer), client_of(cast.province_signer)
    data = {"title": "江苏省实施办法", "number": "苏工发〔2026〕1号", "effective_on": "2026-03-01", "text": "全文"}
    loose = preparer.post(reverse("honors:new-measure"), {**data, "p_least_membership_rate": "85"})
    assert (loose.status_code, "与第六条" in loose.content.decode(), Measure.objects.count()) == (422, True, 0)
    strict = {**data, "p_least_membership_rate": "95", "d_model_home": "民主管理报告\n集体合同"}
    assert preparer.post(reverse("honors:new-measure"), strict).status_code == 302
    measure = Measure.objects.get()
    assert (measure.parameters, measure.documents) == (
        {"least_membership_rate": "19/20"},
        {"model_home": ["民主管理报告", "集体合同"]},
    )
    assert client_of(cast.next_province).get(reverse("honors:measure", args=[measure.pk])).status_code == 404
    assert "等待另一人施行" in preparer.get(reverse("honors:measure", args=[measure.pk])).content.decode()
    enact = reverse("honors:enact-measure", args=[measure.pk])
    assert signer.post(enact, {"version": measure.version}).status_code == 302
    assert client_of(cast.clerk).get(reverse("honors:measure", args=[measure.pk])).status_code == 200


# --- Register and check -----------------------------------------------------------------------------------------------


@pytest.fixture
def row(cast: Cast) -> Conferral:
    return conferred(cast, opened(cast), to_confer(cast, "苏州某某有限公司工会委员会"))[0]


def test_the_register_is_public_and_searched_by_name(row: Conferral, client: Client) -> None:
    found = client.get(reverse("honors:honours"), {"q": "某某有限"})
    assert [shown[0].pk for shown in found.context["rows"]] == [row.pk]
    assert client.get(reverse("honors:honours"), {"q": "别的"}).context["rows"] == []
    assert client.get(reverse("honors:honours"), {"title": "red_flag_unit"}).context["rows"] == []
    assert "no-cache" in found["Cache-Control"]
    detail = client.get(reverse("honors:honour", args=[row.pk])).content.decode()
    assert (row.certificate_number in detail, row.check_code in detail) == (True, False)


def test_the_check_answers_valid_revoked_unknown(cast: Cast, row: Conferral, client: Client) -> None:
    address = reverse("honors:certificate-check", args=[row.check_code])
    valid = client.get(address)
    assert (valid.status_code, "证书有效" in valid.content.decode(), "no-cache" in valid["Cache-Control"]) == (
        200,
        True,
        True,
    )
    paper = document(cast, "总工发〔2026〕30号", DecisionKind.REVOCATION)
    revoke(row, decision=paper, by=cast.secretariat, at=cast.at, version=row.version)
    revoked = client.get(address).content.decode()
    assert ("总工发〔2026〕30号" in revoked, "证书有效" in revoked) == (True, False)
    unknown = client.get(reverse("honors:certificate-check", args=["0" * 32]))
    assert (unknown.status_code, "没有这张证书" in unknown.content.decode()) == (404, True)
    assert [client.head(address).status_code, client.post(address).status_code] == [200, 405]


def test_a_typed_code_leads_to_its_answer(row: Conferral, client: Client) -> None:
    typed = " ".join(row.check_code[n : n + 4] for n in range(0, 32, 4)).upper()
    answer = client.get(reverse("honors:certificate-checks"), {"code": typed})
    assert answer["Location"] == reverse("honors:certificate-check", args=[row.check_code])


def test_the_archive_and_certificates_of_the_subtree(cast: Cast, row: Conferral, client_of: Browser) -> None:
    pdf = reverse("honors:certificate", args=[row.pk])
    assert {
        post.union.name: client_of(post).get(pdf).status_code
        for post in (
            cast.clerk,
            cast.county,
            cast.province_signer,
            cast.nation_signer,
            cast.other_clerk,
            cast.next_province,
        )
    } == {
        "苏州某某有限公司工会委员会": 200,
        "苏州市姑苏区总工会": 200,
        "江苏省总工会": 200,
        "中华全国总工会": 200,
        "姑苏区某某事业单位工会委员会": 404,
        "浙江省总工会": 404,
    }
    browser = client_of(cast.county)
    assert browser.get(pdf).content[:5] == b"%PDF-"
    assert [shown[0].pk for shown in browser.get(reverse("honors:archive")).context["rows"]] == [row.pk]
    assert browser.get(reverse("honors:record", args=[row.pk])).status_code == 200


def test_the_page_of_a_round_asks_few_questions(
    cast: Cast, client_of: Browser, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    running, draft = opened(cast), ready(cast, name="拟稿")
    for post, round, most in (
        (cast.clerk, running, 12),
        (cast.nation_signer, running, 12),
        (cast.nation_signer, draft, 20),
    ):
        browser = client_of(post)
        with django_assert_max_num_queries(most):  # type: ignore[attr-defined]  # a context manager
            assert browser.get(reverse("honors:round", args=[round.pk])).status_code == 200


def test_the_register_asks_few_questions(
    cast: Cast, client: Client, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    round = opened(cast)
    conferred(cast, round, *(to_confer(cast, f"第{n}工会") for n in range(5)))
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]  # a context manager
        client.get(reverse("honors:honours"))
