"""Who may begin what, and saving without losing anything."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from honors.models import Round
from nominations.actions.drafts import begin, save, save_all
from nominations.content import application_of, content_at
from nominations.models import Nomination, Revision
from nominations.moves import State
from nominations.sections import Filled
from regulation.honours import Honour
from regulation.refusals import Refused
from tests.cast import AT, Cast
from tests.honors.builders import drafted, opened
from tests.nominations import build

pytestmark = pytest.mark.django_db


def code_of(verb: Any, *args: Any, **kwargs: Any) -> str:
    """The code with which a verb refuses."""
    with pytest.raises(Refused) as refused:
        verb(*args, **kwargs)
    return refused.value.code


def test_beginning_twice_makes_one_draft(cast: Cast, round: Round) -> None:
    first = build.draft_home(cast, round)
    assert build.draft_home(cast, round) == first
    assert build.draft(cast, round, Honour.OUTSTANDING_WORKER) == build.draft(cast, round, Honour.OUTSTANDING_WORKER)
    assert Nomination.objects.count() == 2


@pytest.mark.parametrize(
    ("honour", "part", "code"),
    [
        (Honour.MODEL_HOME, "clerk", ""),
        (Honour.MODEL_HOME, "township_clerk", ""),
        (Honour.MODEL_HOME, "federation_clerk", ""),
        (Honour.MODEL_SMALL_HOME, "clerk", ""),
        (Honour.MODEL_SMALL_HOME, "other_clerk", "subject_not_below"),
        (Honour.MODEL_HOME, "county", "not_allowed"),
        (Honour.MODEL_HOME, "province_preparer", "not_allowed"),
    ],
)
def test_who_may_begin_what(cast: Cast, round: Round, honour: Honour, part: str, code: str) -> None:
    post = getattr(cast, part)
    if code:
        assert code_of(build.draft, cast, round, honour, by=post) == code
    else:
        assert build.draft(cast, round, honour, by=post).state == State.DRAFT


def test_a_clerk_files_for_no_other_union(cast: Cast, round: Round) -> None:
    found = code_of(begin, round=round, honour=Honour.MODEL_HOME, union=cast.unions["G2"], by=cast.clerk, at=AT)
    assert found == "not_allowed"


def test_only_honours_of_an_open_round(cast: Cast) -> None:
    closed = drafted(cast, name="草案")
    assert code_of(build.draft_home, cast, closed) == "round_not_open"
    three = (Honour.MODEL_HOME, Honour.MODEL_SMALL_HOME, Honour.OUTSTANDING_WORKER)
    mid_term = opened(cast, honours=three, kind="mid_term")
    assert code_of(build.draft, cast, mid_term, Honour.UNION_FRIEND) == "honour_not_offered"


def test_the_industrial_line_leads_to_the_industrial_union(cast: Cast, round: Round) -> None:
    local = build.draft_home(cast, round, by=cast.bank_clerk)
    assert local.recommender == cast.province
    worker = build.draft(cast, round, Honour.OUTSTANDING_WORKER, by=cast.bank_clerk, industrial_line=True)
    assert worker.recommender == cast.unions["900010"]
    assert code_of(build.draft_home, cast, round, industrial_line=True) == "no_industrial_line"


def test_an_incomplete_draft_saves_and_says_what_is_unsaid(cast: Cast, round: Round) -> None:
    case = build.draft_home(cast, round)
    before = application_of(case).revision
    after = save(case, section="basic", filled=Filled({"chair": "周建国"}), revision=before, by=cast.clerk, at=AT)
    assert after == before + 1
    assert application_of(case).is_legal_person is None


def test_saving_the_same_twice_is_saved_once(cast: Cast, round: Round) -> None:
    case = build.draft_home(cast, round)
    seen = application_of(case).revision
    filled = Filled({"chair": "周建国"})
    first = save(case, section="basic", filled=filled, revision=seen, by=cast.clerk, at=AT)
    assert save(case, section="basic", filled=filled, revision=seen, by=cast.clerk, at=AT) == first
    assert Revision.objects.filter(nomination=case).count() == first


def test_a_stale_save_is_refused_and_another_section_is_not_disturbed(cast: Cast, round: Round) -> None:
    case = build.draft_home(cast, round)
    seen = application_of(case).revision
    save(case, section="basic", filled=Filled({"chair": "周建国"}), revision=seen, by=cast.clerk, at=AT)
    stale = Filled({"chair": "钱建国"})
    assert code_of(save, case, section="basic", filled=stale, revision=seen, by=cast.clerk, at=AT) == "stale"
    save(case, section="deeds", filled=Filled({"deeds_short": "短"}), revision=seen, by=cast.clerk, at=AT)
    application = application_of(case)
    assert (application.deeds_short, getattr(application, "chair", "")) == ("短", "周建国")


def test_what_can_never_be_right_is_refused(cast: Cast, round: Round) -> None:
    case = build.draft_home(cast, round)
    seen = application_of(case).revision

    def refused(section: str, filled: Filled) -> str:
        return code_of(save, case, section=section, filled=filled, revision=seen, by=cast.clerk, at=AT)

    assert refused("years", Filled(rows={"years": build.years(members=101)})) == "invalid"
    assert refused("years", Filled(rows={"years": [*build.years(), build.years()[0]]})) == "invalid"
    assert refused("deeds", Filled({"deeds_short": "字" * 501})) == "invalid"
    assert refused("deeds", Filled({"deeds": "字" * 2001})) == "invalid"
    assert refused("basic", Filled({"union_credit_code": "91350100M000100Y43"})) == "invalid"
    assert refused("basic", Filled({"name": "周"})) == "invalid"
    assert refused("basic", Filled({"founded_on": date(2030, 1, 1)})) == "invalid"
    title = {"issuer": "province", "title": "省级模范职工之家", "number": "苏工发〔2099〕1号", "year": 2099}
    assert refused("title", Filled(rows={"title": [title]})) == "invalid"
    assert refused("nothing", Filled()) == "no_such_section"


def test_an_id_number_must_agree_with_sex_and_birth(cast: Cast, round: Round) -> None:
    case = build.draft(cast, round, Honour.OUTSTANDING_WORKER)
    seen = application_of(case).revision
    number = build.id_number(3)

    def refused(**values: Any) -> str:
        return code_of(
            save,
            case,
            section="basic",
            filled=Filled({"id_number": number, **values}),
            revision=seen,
            by=cast.clerk,
            at=AT,
        )

    assert refused(sex="female") == "invalid"
    assert refused(born_on=date(1980, 5, 7)) == "invalid"
    assert refused(id_number=number[:-1] + ("1" if number[-1] != "1" else "2")) == "invalid"
    right = Filled({"id_number": number, "sex": "male", "born_on": date(1980, 5, 6)})
    seen = save(case, section="basic", filled=right, revision=seen, by=cast.clerk, at=AT)
    assert refused(id_number="", sex="female") == "invalid"
    assert refused(id_number="", born_on=date(1980, 5, 7)) == "invalid"
    assert refused(id_number="", work_since=date(1970, 1, 1), born_on=date(1980, 5, 6)) == "invalid"
    case.refresh_from_db()
    assert len(case.person_key) == 64


def test_no_revision_and_no_entry_holds_an_id_number_or_a_phone(cast: Cast, round: Round) -> None:
    case = build.filed_case(cast, round, Honour.OUTSTANDING_WORKER, serial=5)
    number = build.id_number(5)
    texts = list(Revision.objects.values_list("content", flat=True))
    texts += list(case.chain.entries.values_list("text", flat=True))
    texts.append(bytes(build.notice_of(case).body).decode())
    assert [text for text in texts if number in text or "13800000000" in text] == []
    application = application_of(case)
    assert number not in getattr(application, "id_number_encrypted", "")


def test_the_text_is_locked_while_it_is_shown(cast: Cast, round: Round) -> None:
    case = build.on_notice(build.complete(build.draft_home(cast, round), by=cast.clerk), by=cast.clerk)
    seen = application_of(case).revision
    filled = {"deeds": Filled({"deeds": "改写"})}
    assert code_of(save_all, case, sections=filled, revision=seen, by=cast.clerk, at=AT) == "wrong_state"


def test_every_revision_can_be_read_again(cast: Cast, round: Round) -> None:
    case = build.complete(build.draft_home(cast, round), by=cast.clerk)
    content = content_at(case, application_of(case).revision)
    assert content is not None
    assert content["deeds"]["values"]["deeds_short"] == build.DEEDS_SHORT
    assert [row["year"] for row in content["years"]["rows"]["years"]] == [2023, 2024, 2025]
    assert content_at(case, 999) is None
