"""Sending a file out. The caller has asked before whether the reader may see it."""

from __future__ import annotations

from django.http import FileResponse

from documents.models import Document


def send(document: Document, *, download: bool = False) -> FileResponse:
    """The file as it came in, under the name it came with; kept by no shared cache, interpreted as nothing else."""
    answer = FileResponse(
        document.file.open("rb"), as_attachment=download, filename=document.name, content_type=document.content_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=300"
    # No sandbox: some browsers then refuse to show a PDF. What is kept is never HTML, and nosniff keeps it so.
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer
