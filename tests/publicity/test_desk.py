"""What publishers and national staff are told on their first page about windows without an end."""

from __future__ import annotations

from desk.queries import tasks_of
from publicity.actions.notices import record_medium
from tests.publicity.conftest import Publish, Tree, beijing


def test_a_window_that_cannot_end_stands_on_two_desks(publish: Publish, tree: Tree) -> None:
    notice = publish(beijing(2026, 12, 25), medium_visible_at=None, medium_page="")
    at = beijing(2026, 12, 30, 10)
    record_medium(notice, visible_at=at, page="第2版", by=tree.clerk, at=at, version=1)
    waiting = f"公示末日待定：{notice.title}"
    for post, told in ((tree.clerk, True), (tree.staff, True), (tree.reviewer, False)):
        assert (waiting in [task.title for task in tasks_of(post, at=at)]) == told
    titles = [task.title for task in tasks_of(tree.staff, at=at)]
    assert "录入2027年放假安排" in titles
    assert "录入2027年放假安排" not in [task.title for task in tasks_of(tree.staff, at=beijing(2026, 3, 2))]
