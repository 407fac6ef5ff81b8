import logging

import pytest

from config.logs import PlainLine


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("ID 11010519491231002X 已登记", "ID 〔号码〕 已登记"),
        ("phone=13800138000", "phone=〔号码〕"),
        ("to clerk@union.example", "to 〔邮箱〕"),
        ("81110000000000000X is a union's code", "〔号码〕 is a union's code"),
        ("nomination 1234567890 filed", "nomination 1234567890 filed"),
    ],
)
def test_a_log_line_holds_no_number_that_finds_a_person(said: str, written: str) -> None:
    record = logging.LogRecord("honors", logging.INFO, "", 0, said, None, None)

    assert PlainLine().format(record).endswith(f"INFO honors {written}")
