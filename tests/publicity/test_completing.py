"""A notice is over by its dates and with proof; then each name passes on its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ledger.actors import SYSTEM
from ledger.models import Entry, Seal
from publicity.actions import sweep
from publicity.actions.calendar import enter_year
from publicity.actions.notices import complete, correct, item_left, record_medium, take_items, void
from publicity.models import Notice
from publicity.queries import calendar, standing
from regulation.refusals import Refused
from tests.publicity.conftest import Publish, Tree, beijing, named

LAST_DAY = beijing(2026, 3, 6, 23, 59)
DAY_AFTER = beijing(2026, 3, 7, 0, 0)
NO_MEDIUM = {"medium_visible_at": None, "medium_page": ""}


def acts(notice: Notice) -> list[str]:
    return list(Entry.objects.filter(chain=notice.chain).order_by("number").values_list("act", flat=True))


def refusal(notice: Notice, *subjects: str) -> str:
    with pytest.raises(Refused) as refused, transaction.atomic():
        take_items(notice, subjects)
    return refused.value.code


def test_it_runs_to_midnight_of_its_last_day(publish: Publish) -> None:
    notice = publish()
    assert complete(notice, at=LAST_DAY).state == "open"
    assert complete(notice, at=DAY_AFTER).state == "over"
    assert notice.over_at == DAY_AFTER
    assert notice.public_until == date(2026, 4, 5)


def test_completing_twice_is_one_entry(publish: Publish) -> None:
    notice = publish()
    seen_before = Notice.objects.get(pk=notice.pk)
    complete(notice, at=DAY_AFTER)
    complete(notice, at=DAY_AFTER)
    complete(seen_before, at=DAY_AFTER)
    assert seen_before.state == "over"
    assert acts(notice) == ["open_notice", "complete"]


def test_without_proof_of_its_medium_it_does_not_complete(publish: Publish, tree: Tree) -> None:
    notice = publish(**NO_MEDIUM)
    assert sweep.run(at=beijing(2026, 3, 20)).completed == 0
    assert refusal(notice, notice.items.get().subject) == "notice_running"
    record_medium(
        notice, visible_at=beijing(2026, 3, 2), page="厂务公开栏", by=tree.clerk, at=beijing(2026, 3, 20), version=1
    )
    assert notice.last_on == date(2026, 3, 6)
    assert sweep.run(at=beijing(2026, 3, 20, 10)).completed == 1


def test_the_database_itself_refuses_an_end_without_proof(publish: Publish) -> None:
    notice = publish(**NO_MEDIUM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(state="over", over_at=DAY_AFTER)


def test_a_medium_that_appeared_late_counts_from_when_it_was_visible(publish: Publish, tree: Tree) -> None:
    notice = publish(**NO_MEDIUM)
    record_medium(
        notice,
        visible_at=beijing(2026, 3, 4, 18),
        address="https://example.org/gongshi/1",
        by=tree.clerk,
        at=beijing(2026, 3, 5),
        version=1,
    )
    assert (notice.first_on, notice.last_on) == (date(2026, 3, 5), date(2026, 3, 11))


def test_a_medium_before_the_site_does_not_start_the_window_earlier(publish: Publish) -> None:
    notice = publish(medium_visible_at=beijing(2026, 2, 25))
    assert (notice.first_on, notice.last_on) == (date(2026, 3, 2), date(2026, 3, 6))


def test_a_later_record_of_the_medium_never_shortens(publish: Publish, tree: Tree) -> None:
    notice = publish(**NO_MEDIUM)
    for visible_at, version in ((beijing(2026, 3, 4), 1), (beijing(2026, 3, 2), 2)):
        record_medium(
            notice, visible_at=visible_at, page="第2版", by=tree.clerk, at=beijing(2026, 3, 5), version=version
        )
    assert notice.last_on == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("medium", "code"),
    [
        ({"visible_at": beijing(2026, 3, 6), "page": "第2版"}, "medium_in_future"),
        ({"visible_at": beijing(2026, 3, 2)}, "medium_without_proof"),
        ({"visible_at": beijing(2016, 3, 2), "page": "第2版"}, "medium_too_early"),
    ],
)
def test_a_medium_needs_a_past_moment_and_proof(
    publish: Publish, tree: Tree, medium: dict[str, object], code: str
) -> None:
    notice = publish(**NO_MEDIUM)
    with pytest.raises(Refused) as refused:
        record_medium(notice, **medium, by=tree.clerk, at=beijing(2026, 3, 5), version=1)  # type: ignore[arg-type]  # keywords of several types
    assert refused.value.code == code


def test_only_the_publisher_records_corrects_and_voids(publish: Publish, tree: Tree) -> None:
    notice = publish()
    for verb, words in ((correct, {"text": "“某某”应为“某"}), (void, {"reason": "名单有误"})):
        with pytest.raises(Refused) as refused:
            verb(notice, **words, by=tree.stranger, at=DAY_AFTER, version=1)
        assert refused.value.code == "not_allowed"


def test_a_correction_stands_beside_the_frozen_bytes(publish: Publish, tree: Tree) -> None:
    notice = publish()
    correct(notice, text="“某有限公司”应为“某某有限公司”。", by=tree.clerk, at=beijing(2026, 3, 3), version=1)
    kept = Notice.objects.get(pk=notice.pk)
    assert (bytes(kept.body), kept.body_digest) == (bytes(notice.body), notice.body_digest)
    assert (kept.last_on, kept.corrections.get().text) == (date(2026, 3, 6), "“某有限公司”应为“某某有限公司”。")


def test_a_void_notice_passes_nobody_and_is_replaced_by_a_new_one(publish: Publish, tree: Tree) -> None:
    notice = publish()
    with pytest.raises(Refused) as refused:
        publish(beijing(2026, 3, 4), replaces=notice)
    assert refused.value.code == "replaces_running"
    void(notice, reason="事迹有实质变化", by=tree.clerk, at=beijing(2026, 3, 4), version=1)
    second = publish(beijing(2026, 3, 4), replaces=notice)
    assert second.last_on == date(2026, 3, 10)
    assert refusal(notice, notice.items.get().subject) == "not_on_notice"
    assert sweep.run(at=beijing(2026, 3, 11)).completed == 1


def test_each_name_passes_on_its_own(publish: Publish) -> None:
    notice = publish(items=named("甲工会", "乙工会", "丙工会"))
    a, b, c = notice.items.all()
    assert refusal(notice, a.subject) == "notice_running"
    complete(notice, at=DAY_AFTER)
    item_left(notice, c.subject, reason="撤回", at=DAY_AFTER)
    assert refusal(notice, a.subject, c.subject) == "not_on_notice"
    assert refusal(notice, "nomination:elsewhere") == "not_on_notice"
    take_items(notice, [a.subject, b.subject])
    assert [(s.passes, s.code) for s in standing(notice).values()] == [(True, ""), (True, ""), (False, "not_on_notice")]


def test_a_move_does_not_wait_for_a_worker(publish: Publish) -> None:
    notice = publish()
    with transaction.atomic():
        take_items(notice, [notice.items.get().subject], at=DAY_AFTER)
    assert acts(notice) == ["open_notice", "complete"]


def test_the_sweep_completes_extends_and_seals_once(publish: Publish) -> None:
    publish(title="一")
    publish(title="二")
    first = sweep.run(at=DAY_AFTER)
    second = sweep.run(at=DAY_AFTER)
    assert (first.completed, second.completed, second.extended, second.seals) == (2, 0, 0, 0)
    assert Seal.objects.count() == first.seals


def test_one_broken_notice_does_not_hold_up_the_others(publish: Publish) -> None:
    broken, sound = publish(title="一"), publish(title="二")
    Notice.objects.filter(pk=broken.pk).update(state="gone")
    assert sweep.run(at=DAY_AFTER).completed == 1
    assert Notice.objects.get(pk=sound.pk).state == "over"


def enter_2026(tree: Tree, *off: date, worked: tuple[date, ...] = ()) -> None:
    known = [day for day, works in calendar().exceptions.items() if day.year == 2026 and not works]
    made_up = [day for day, works in calendar().exceptions.items() if day.year == 2026 and works]
    enter_year(
        year=2026,
        paper="国办发明电〔2026〕1号",
        off={*known, *off},
        worked={*made_up, *worked} - set(off),
        by=tree.staff,
        at=beijing(2026, 3, 3),
    )


def test_a_changed_calendar_extends_a_running_window_and_the_version_follows(publish: Publish, tree: Tree) -> None:
    notice = publish()
    before = notice.calendar_version
    enter_2026(tree, date(2026, 3, 5))
    assert (sweep.run(at=beijing(2026, 3, 3)).extended, sweep.run(at=beijing(2026, 3, 3)).extended) == (1, 0)
    notice.refresh_from_db()
    assert (notice.first_on, notice.last_on) == (date(2026, 3, 2), date(2026, 3, 9))
    assert notice.calendar_version != before
    assert acts(notice) == ["open_notice", "extend_window"]


def test_a_changed_calendar_never_shortens(publish: Publish, tree: Tree) -> None:
    notice = publish(days_needed=6)
    assert notice.last_on == date(2026, 3, 9)
    before = notice.calendar_version
    enter_2026(tree, worked=(date(2026, 3, 7),))
    assert sweep.run(at=beijing(2026, 3, 3)).extended == 0
    notice.refresh_from_db()
    assert (notice.last_on, notice.calendar_version) == (date(2026, 3, 9), before)


def test_the_last_day_turns_into_a_holiday_while_every_worker_is_down(publish: Publish, tree: Tree) -> None:
    notice = publish()
    enter_2026(tree, date(2026, 3, 6))
    assert complete(notice, at=DAY_AFTER).state == "open"
    assert notice.last_on == date(2026, 3, 9)


def test_a_medium_that_pushes_the_window_into_an_unknown_year_keeps_it_open(publish: Publish, tree: Tree) -> None:
    notice = publish(beijing(2026, 12, 25), **NO_MEDIUM)
    assert notice.last_on == date(2026, 12, 31)
    record_medium(
        notice, visible_at=beijing(2026, 12, 30), page="第2版", by=tree.clerk, at=beijing(2026, 12, 30, 10), version=1
    )
    assert notice.end_unknown
    assert sweep.run(at=beijing(2027, 2, 1)).completed == 0
    enter_year(
        year=2027,
        paper="国办发明电〔2026〕7号",
        off=[date(2027, 1, 1)],
        worked=[],
        by=tree.staff,
        at=beijing(2026, 12, 31),
    )
    assert sweep.run(at=beijing(2026, 12, 31)).extended == 1
    notice.refresh_from_db()
    assert (notice.first_on, notice.last_on, notice.end_unknown) == (date(2026, 12, 30), date(2027, 1, 6), False)


@pytest.mark.parametrize(
    ("year", "off", "worked", "paper", "code"),
    [
        (2027, [date(2027, 1, 1)], [], "", "no_paper"),
        (2027, [], [], "国办发明电〔2026〕7号", "bad_days"),
        (2027, [date(2026, 1, 1)], [], "国办发明电〔2026〕7号", "bad_days"),
        (2027, [date(2027, 1, 1)], [date(2027, 1, 4)], "国办发明电〔2026〕7号", "bad_days"),
        (2027, [date(2027, 1, 2)], [date(2027, 1, 2)], "国办发明电〔2026〕7号", "bad_days"),
    ],
)
def test_a_year_needs_its_paper_and_sound_days(
    tree: Tree, year: int, off: list[date], worked: list[date], paper: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        enter_year(year=year, paper=paper, off=off, worked=worked, by=tree.staff, at=beijing(2026, 11, 3))
    assert refused.value.code == code


def test_only_national_staff_enter_a_year(tree: Tree) -> None:
    with pytest.raises(Refused) as refused:
        enter_year(
            year=2027, paper="文", off=[date(2027, 1, 1)], worked=[], by=tree.recommender, at=beijing(2026, 11, 3)
        )
    assert refused.value.code == "not_allowed"


def test_a_unit_does_not_handle_objections_to_its_own_notice(publish: Publish, tree: Tree) -> None:
    with pytest.raises(Refused) as refused:
        publish(handler=tree.works, by=SYSTEM)
    assert refused.value.code == "handler_is_publisher"


def test_a_notice_by_which_a_name_has_gone_on_is_not_voided(publish: Publish, tree: Tree) -> None:
    notice = publish(items=named("甲工会", "乙工会"))
    complete(notice, at=DAY_AFTER)
    take_items(notice, [notice.items.earliest("position").subject])
    with pytest.raises(Refused) as refused:
        void(notice, reason="名单有误", by=tree.clerk, at=DAY_AFTER, version=notice.version)
    assert refused.value.code == "already_advanced"
    assert list(notice.items.values_list("left_at", "advanced")) == [(None, True), (None, False)]
