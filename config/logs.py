"""Log lines without personal data: numbers that could identify or reach a person are struck out before writing."""

import logging
import re

_IDENTIFIERS = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


class PlainLine(logging.Formatter):
    """One line per record, ID numbers, mobile numbers and mail addresses replaced."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return _MAIL.sub("〔邮箱〕", _IDENTIFIERS.sub("〔号码〕", super().format(record)))
