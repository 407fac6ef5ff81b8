"""Who is related to the nominating union never handles a letter about its case, on a list's notice either (决定 15)."""

from __future__ import annotations

import pytest

from decisions.actions import declare_relation
from decisions.queries import union_subject
from honors.models import Round
from publicity.actions.letters import accept
from publicity.models import NoticeItem
from publicity.queries import letters_seen_by
from regulation.honours import Honour
from regulation.refusals import Refused
from tests.cast import Cast
from tests.reviews import build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["G1", "S1"])
def test_a_small_home_concerns_its_own_unit_and_the_union_that_filed(cast: Cast, round: Round, code: str) -> None:
    case = build.at_province(cast, round, Honour.MODEL_SMALL_HOME)
    found = build.published(cast, build.decided(cast, build.listed(cast, case)))
    letter, post = build.objection(case, found.notice, at=build.FILED), cast.province_preparer
    related = union_subject(cast.unions[code])
    declare_relation(person=post.person, subject=related, ground="配偶在该班组", by=post, at=build.FILED)
    assert list(letters_seen_by(post)) == []
    with pytest.raises(Refused) as refused:
        accept(letter, by=post, at=build.FILED, version=letter.version)
    assert refused.value.code == "own_case"


def test_a_relation_to_a_unit_below_keeps_nobody_from_the_union_itself(cast: Cast, round: Round) -> None:
    case = build.at_province(cast, round)
    found = build.published(cast, build.decided(cast, build.listed(cast, case)))
    letter, post = build.objection(case, found.notice, at=build.FILED), cast.province_preparer
    related = union_subject(cast.group)
    declare_relation(person=post.person, subject=related, ground="配偶在该班组", by=post, at=build.FILED)
    assert list(letters_seen_by(post)) == [letter]
    accept(letter, by=post, at=build.FILED, version=letter.version)


def test_people_of_the_nominating_union_are_kept_off_its_letters(cast: Cast, round: Round) -> None:
    case = build.at_province(cast, round)
    found = build.published(cast, build.decided(cast, build.listed(cast, case)))
    item = NoticeItem.objects.get(notice=found.notice)
    assert (item.union_id, item.person_key, item.drafters) == (case.union_id, case.person_key, {case.drafted_by_id})

    letter = build.objection(case, found.notice, at=build.FILED)
    post = cast.province_preparer
    assert list(letters_seen_by(post)) == [letter]
    declare_relation(
        person=post.person, subject=union_subject(case.union), ground="曾任该工会主席", by=post, at=build.FILED
    )
    assert list(letters_seen_by(post)) == []
    with pytest.raises(Refused) as refused:
        accept(letter, by=post, at=build.FILED, version=letter.version)
    assert refused.value.code == "own_case"
    assert list(letters_seen_by(cast.province_signer)) == [letter]
