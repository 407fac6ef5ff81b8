"""The smallest picture that is one."""

from __future__ import annotations

import io

from PIL import Image


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(buffer, "PNG")
    return buffer.getvalue()
