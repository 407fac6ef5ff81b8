"""Answering with a file: whatever kind the caller says it takes."""

from __future__ import annotations

from rest_framework.renderers import JSONRenderer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileRenderer(JSONRenderer):
    """A door that sends a file takes any `Accept`: `application/pdf` is no reason to refuse. A refusal is JSON as ever."""

    media_type = "*/*"
    format = "file"
