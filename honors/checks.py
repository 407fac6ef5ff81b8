"""What the machine must have so that certificates can be printed."""

from __future__ import annotations

from ctypes.util import find_library
from typing import Any

from django.core.checks import CheckMessage, Warning, register


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
