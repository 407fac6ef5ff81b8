"""姓氏笔画: the order of names on a notice (决定 12)."""

from __future__ import annotations

from publicity.ordering import UNKNOWN, order_collectives, order_persons, person_order, strokes


def test_surnames_go_by_their_strokes_and_one_surname_stays_together() -> None:
    names = ["赵六", "王五", "丁一", "欧阳娜娜", "张三", "李四", "马七", "毛一", "王一", "王二"]
    assert sorted(names, key=person_order) == [
        "丁一",
        "马七",
        "毛一",
        "王一",
        "王二",
        "王五",
        "张三",
        "李四",
        "欧阳娜娜",
        "赵六",
    ]


def test_rare_characters_have_strokes() -> None:
    assert [strokes(c) for c in "㛃䶮𬱖𫖯"] == [9, 20, 11, 12]
    assert strokes("A") == UNKNOWN


def test_the_region_comes_first() -> None:
    rows = [("320000", "丁一"), ("110000", "赵六"), ("", "王五"), ("110000", "马七")]
    assert sorted(rows, key=lambda row: order_persons(*row)) == [rows[3], rows[1], rows[0], rows[2]]
    assert sorted(rows, key=lambda row: order_collectives(*row))[-1] == ("", "王五")
