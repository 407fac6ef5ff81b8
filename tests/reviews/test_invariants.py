"""`check_invariants` finds nothing after the verbs, and names what was altered behind them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection

from honors.models import Quota, Round
from ledger.models import Entry
from ledger.sealing import seal_all
from nominations.models import ChainStep, Nomination, Opinion
from nominations.moves import State
from publicity.models import NoticeItem
from regulation.honours import Honour
from reviews import invariants
from reviews.models import ListItem, ProposedItem
from tests.cast import Cast
from tests.reviews import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast, round: Round) -> Nomination:
    """A conferred 之家, beside a 工作者 that still waits at the province."""
    case = build.at_province(cast, round)
    build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    build.whole_path(cast, round, [case])
    seal_all(at=cast.at)
    return build.fresh(case)


@pytest.mark.usefixtures("case")
def test_the_verbs_leave_nothing_to_find(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_invariants")
    assert capsys.readouterr().out.splitlines()[-1] == "全部不变量成立，没有发现不符之处。"


ALTERED: dict[str, Callable[[Nomination], object]] = {
    "没有同意的记录": lambda case: ChainStep.objects.filter(nomination=case, position=1).update(endorsed_at=None),
    "没有写明听取各方面意见的情况": lambda case: ChainStep.objects.filter(nomination=case, position=2).update(
        opinions_heard=""
    ),
    "没有会员大会或会员代表大会的意见": lambda case: Opinion.objects.filter(nomination=case, kind="members").delete(),
    "没有期满且有载体证明的推荐单位公示": lambda case: NoticeItem.objects.filter(
        subject=case.key, notice__kind="provincial"
    ).update(upheld=True),
    "名单与集体研究确定的不一致": lambda case: ListItem.objects.filter(nomination=case).update(rank=7),
    "名单与书记处审议通过的不一致": lambda case: ProposedItem.objects.filter(nomination=case).update(position=7),
    "登记的附加称号与名单上的不一致": lambda case: ProposedItem.objects.filter(nomination=case).update(
        elevated="red_flag_unit",
        elevated_statement="补写",
        elevated_document_id=case.opinions.values_list("document")[:1],
    ),
    "在推荐名单上，状态却是": lambda case: Nomination.objects.filter(pk=case.pk).update(state=State.LAPSED),
    "名单上实有 1 个": lambda case: Quota.objects.filter(recommender=case.recommender, honour=case.honour).update(
        used=0
    ),
}


@pytest.mark.parametrize("words", list(ALTERED))
def test_what_was_altered_is_named(case: Nomination, words: str) -> None:
    ALTERED[words](case)
    assert any(words in str(fault) for fault in invariants.check())


def test_one_altered_byte_of_one_entry_is_named(case: Nomination, capsys: pytest.CaptureFixture[str]) -> None:
    entry = Entry.objects.filter(chain=case.chain, act="endorse").first()
    assert entry is not None
    with connection.cursor() as cursor:
        _unguard(cursor)
        cursor.execute(
            "UPDATE ledger_entry SET text = %s WHERE id = %s", [entry.text.replace("听取", "听収", 1), entry.pk]
        )
    with pytest.raises(SystemExit) as ended:
        call_command("check_invariants")
    assert ended.value.code == 1
    told = capsys.readouterr()
    assert f"（entry {entry.pk}）：内容与摘要不符" in told.err
    assert told.out.splitlines()[-1] == "共发现 1 处不符。"


def _unguard(cursor: object) -> None:
    """Whoever owns the database can take the guard away; the chain shows what was done behind it."""
    execute = cursor.execute  # type: ignore[attr-defined]  # a cursor of either database
    if connection.vendor == "postgresql":
        execute("SET CONSTRAINTS ALL IMMEDIATE")
        execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        return
    execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_entry'")
    for (name,) in cursor.fetchall():  # type: ignore[attr-defined]  # a cursor of either database
        execute(f"DROP TRIGGER {name}")
