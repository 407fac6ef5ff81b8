"""Certificates (第二十一条): worded, set in fonts that have every character, printed as A4, checked by a code."""

from honors.certificates.fonts import missing_characters
from honors.certificates.rendering import check_address, render, render_many
from honors.certificates.wording import Wording, wording_of

__all__ = ["Wording", "check_address", "missing_characters", "render", "render_many", "wording_of"]
