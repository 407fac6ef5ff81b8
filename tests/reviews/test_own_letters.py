"""Who is related to the nominating union never handles a letter about its case, on a list's notice either (决定 15)."""

from __future__ import annotations

import pytest

from decisions.actions import declare_relation
from decisions.queries import union_subject
from honors.models import Round
from publicity.actions.letters import accept
from publicity.models import NoticeItem
from publicity.queries import letters_seen_by
from regulation.refusals import Refused
from tests.cast import Cast
from tests.reviews import build

pytestmark = pytest.mark.django_db


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
