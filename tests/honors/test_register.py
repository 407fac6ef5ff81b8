"""The register: numbers without gap, revocation by decision, titles that stand and fall with their base, earlier honours."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.models import DecisionKind
from honors.actions.register import confer_all, recover, reinstate, revoke
from honors.models import CertificateSeries, Conferral
from honors.queries import earlier_honours, earlier_honours_of_all, recoverers
from honors.queries.register import Sought, conferrals_shown
from ledger.actors import SYSTEM
from ledger.models import Entry
from regulation.facts import MatchedBy
from regulation.honours import Honour
from regulation.refusals import Refused
from tests.cast import Cast
from tests.honors.builders import conferred, document, opened, to_confer
from unions.actions import merge


def test_numbers_follow_one_another_per_title(cast: Cast) -> None:
    round = opened(cast)
    conferred(cast, round, to_confer(cast, "甲厂工会", elevated="red_flag_unit"), to_confer(cast, "乙厂工会"))
    conferred(cast, round, to_confer(cast, "丙厂工会"), to_confer(cast, "丁某", Honour.UNION_FRIEND), number="补充决定")
    assert list(Conferral.objects.order_by("certificate_number").values_list("certificate_number", "subject_name")) == [
        ("总工之友〔2026〕0001号", "丁某"),
        ("总工模家〔2026〕0001号", "甲厂工会"),
        ("总工模家〔2026〕0002号", "乙厂工会"),
        ("总工模家〔2026〕0003号", "丙厂工会"),
        ("总工红旗〔2026〕0001号", "甲厂工会"),
    ]
    assert {len(code) for code in Conferral.objects.values_list("check_code", flat=True)} == {32}


def test_each_has_its_chain_and_entry(cast: Cast) -> None:
    rows = conferred(cast, opened(cast), to_confer(cast, "甲厂工会", elevated="red_flag_unit"))
    assert [Entry.objects.filter(chain=row.chain, act="表彰和命名").count() for row in rows] == [1, 1]
    assert rows[1].base == rows[0]


def test_all_or_none(cast: Cast) -> None:
    round = opened(cast)
    with pytest.raises(Refused) as refused:
        conferred(cast, round, to_confer(cast, "甲厂工会"), to_confer(cast, "乙小组", elevated="pacesetter"))
    assert refused.value.code == "no_such_title"
    assert (Conferral.objects.count(), CertificateSeries.objects.count()) == (0, 0)


def test_a_decision_is_not_dated_ahead(cast: Cast) -> None:
    """The date goes on every certificate: nothing is conferred on a day that has not come (第二十一条)."""
    round, on = opened(cast), date(2030, 1, 1)
    paper = document(cast, "总工发〔2030〕1号")
    with pytest.raises(Refused) as refused:
        confer_all([to_confer(cast, "甲厂工会")], round=round, decision=paper, on=on, by=cast.nation_signer, at=cast.at)
    assert (refused.value.code, Conferral.objects.count()) == ("issued_ahead", 0)


def test_an_honour_that_the_round_does_not_offer(cast: Cast) -> None:
    round = opened(cast, honours=(Honour.MODEL_HOME,))
    with pytest.raises(Refused) as refused:
        conferred(cast, round, to_confer(cast, "丁某", Honour.OUTSTANDING_WORKER))
    assert refused.value.code == "honour_not_offered"


def test_a_title_falls_and_stands_with_its_base(cast: Cast) -> None:
    base, title = conferred(cast, opened(cast), to_confer(cast, "甲厂工会", elevated="red_flag_unit"))
    paper = document(cast, "总工发〔2026〕30号", DecisionKind.REVOCATION)
    revoke(base, decision=paper, by=cast.secretariat, at=cast.at, version=base.version)
    title.refresh_from_db()
    assert (base.state, title.state, title.ended_by) == ("revoked", "revoked", paper)
    with pytest.raises(Refused) as refused:
        reinstate(base, decision=paper, by=cast.secretariat, at=cast.at, version=base.version)
    assert refused.value.code == "no_reversal_decision"
    paper = document(cast, "总工发〔2026〕31号", DecisionKind.REVERSAL)
    with pytest.raises(Refused) as refused:
        reinstate(title, decision=paper, by=cast.secretariat, at=cast.at, version=title.version)
    assert refused.value.code == "base_not_standing"
    reinstate(base, decision=paper, by=cast.secretariat, at=cast.at, version=base.version)
    title.refresh_from_db()
    assert (base.state, base.ended_by, title.state, title.ended_on) == ("valid", None, "valid", None)


def test_revoked_by_the_secretariat_and_by_a_revocation_only(cast: Cast) -> None:
    (row,) = conferred(cast, opened(cast), to_confer(cast, "甲厂工会"))
    paper = document(cast, "总工发〔2026〕30号", DecisionKind.REVOCATION)
    with pytest.raises(Refused) as refused:
        revoke(row, decision=paper, by=cast.nation_signer, at=cast.at, version=row.version)
    assert refused.value.code == "not_allowed"
    with pytest.raises(Refused) as refused:
        revoke(row, decision=row.decision, by=cast.secretariat, at=cast.at, version=row.version)
    assert refused.value.code == "no_revocation_decision"
    row.refresh_from_db()
    assert row.state == "valid"


def test_the_next_higher_union_recovers(cast: Cast) -> None:
    (row,) = conferred(cast, opened(cast), to_confer(cast, "甲厂工会"))
    on = date(2026, 3, 2)
    with pytest.raises(Refused) as refused:
        recover(row, on=on, reason="单位破产", by=cast.province_signer, at=cast.at, version=row.version)
    assert refused.value.code == "not_next_higher"
    recover(row, on=on, reason="单位破产", by=cast.county, at=cast.at, version=row.version)
    assert row.state == "recovered"


def test_where_the_next_higher_union_is_gone_the_one_above_it_recovers(cast: Cast) -> None:
    """Of a 小家 that ends with its grassroots union, and of a unit whose county union was merged (第二十七条)."""
    home, small = conferred(
        cast,
        opened(cast),
        to_confer(cast, "甲厂工会"),
        to_confer(cast, "第四班小组", Honour.MODEL_SMALL_HOME, union=cast.group),
    )
    assert recoverers(small) == [cast.union]
    assert recoverers(small, ended=cast.union) == [cast.unions["320508"]]
    merge(
        cast.unions["320508"], into=cast.unions["320506"], on=date(2026, 3, 1), paper="苏工〔2026〕1号", by=SYSTEM,
        at=cast.at, version=1,
    )  # fmt: skip
    home.refresh_from_db()
    assert recoverers(home) == [cast.unions["320506"]]
    with pytest.raises(Refused) as refused:
        recover(small, on=date(2026, 3, 2), reason="破产", by=cast.prefecture, at=cast.at, version=1, ended=cast.union)
    assert refused.value.code == "not_next_higher"


def test_a_unit_on_two_lines_has_two_next_higher_unions(cast: Cast) -> None:
    (row,) = conferred(cast, opened(cast), to_confer(cast, "银行工会", union=cast.unions["G5"]))
    assert recoverers(row) == [cast.unions["320508"], cast.unions["900010"]]
    recover(row, on=date(2026, 3, 2), reason="终止", by=cast.finance_signer, at=cast.at, version=row.version)
    assert (row.state, row.ended_on) == ("recovered", date(2026, 3, 2))


def test_a_person_keeps_the_honour_when_the_unit_ends(cast: Cast) -> None:
    (row,) = conferred(cast, opened(cast), to_confer(cast, "王芳", Honour.OUTSTANDING_WORKER, person_key="k" * 64))
    with pytest.raises(Refused) as refused:
        recover(row, on=date(2026, 3, 2), reason="破产", by=cast.county, at=cast.at, version=row.version)
    assert (refused.value.code, row.state) == ("not_collective", "valid")


def test_earlier_honours_by_code_are_findings_by_name_hints(cast: Cast) -> None:
    rows = conferred(
        cast,
        opened(cast),
        to_confer(cast, "甲厂工会", subject_code="913205000000000001", elevated="red_flag_unit"),
        to_confer(cast, "王芳", Honour.OUTSTANDING_WORKER, person_key="k" * 64),
    )
    found = earlier_honours_of_all(
        [
            Sought(code="913205000000000001", name="改了名的工会"),
            Sought(name="甲厂工会"),
            Sought(person_key="k" * 64, name="王芳"),
            Sought(person_key="x" * 64, name="王芳"),
            Sought(name="没有的人"),
        ]
    )
    assert [[(h.honour, h.matched_by) for h in held] for held in found] == [
        [(Honour.MODEL_HOME, MatchedBy.CODE)],
        [(Honour.MODEL_HOME, MatchedBy.NAME)],
        [(Honour.OUTSTANDING_WORKER, MatchedBy.CODE)],
        [(Honour.OUTSTANDING_WORKER, MatchedBy.NAME)],
        [],
    ]
    assert earlier_honours(person_key="k" * 64, code="", name="", excluding_round=rows[0].round_id) == ()


def test_a_revoked_honour_is_shown_but_not_held(cast: Cast) -> None:
    (row,) = conferred(cast, opened(cast), to_confer(cast, "甲厂工会"))
    paper = document(cast, "总工发〔2026〕30号", DecisionKind.REVOCATION)
    revoke(row, decision=paper, by=cast.secretariat, at=cast.at, version=row.version)
    assert earlier_honours(person_key="", code="", name="甲厂工会") == ()
    assert conferrals_shown(Sought(name="甲厂工会")) == [(row, MatchedBy.NAME)]
