"""What the machine must have so that certificates can be printed."""

from __future__ import annotations

from ctypes.util import find_library
from typing import Any

from django.core.checks import CheckMessage, Info, Warning, register


@register()
def printing_libraries(**_kwargs: Any) -> list[CheckMessage]:
    """Without libharfbuzz-subset0 the printer falls from thirty pages a second to one in three, with only a line in a log."""
    if find_library("harfbuzz-subset"):
        return []
    return [
        Warning(
            "缺少 libharfbuzz-subset0：证书打印会慢一百倍。",
            hint="请安装：apt-get install libharfbuzz-subset0",
            id="honors.W001",
        )
    ]


@register()
def fonts_of_rare_characters(**_kwargs: Any) -> list[CheckMessage]:
    """Without them a name with a character such as 𠮷 is refused at the printer, never printed as a box."""
    from honors.certificates.fonts import RARE, RARE_PACKAGES  # no other command waits for the printer

    if all(path.exists() for path in RARE):
        return []
    return [
        Info(
            "缺少生僻字字体：姓名中有 𠮷 这一类生僻字的证书不能打印，系统会指出是哪个字。",
            hint=f"请安装：apt-get install {RARE_PACKAGES}",
            id="honors.I001",
        )
    ]
