"""Files that people hand in: kept outside the web root under a random name, served only through a permission check."""

from __future__ import annotations

import uuid

from django.db import models


def stored_name(document: Document, _filename: str) -> str:
    """Where a file lies: by its key, never by what the person called it."""
    return f"documents/{document.key.hex[:2]}/{document.key.hex}"


class Document(models.Model):
    """One file whose content has been checked (PDF, JPEG or PNG). Who may see it is decided by what refers to it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("类型", max_length=40)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("摘要", max_length=64)
    pages = models.PositiveIntegerField("页数", null=True)
    file = models.FileField(upload_to=stored_name)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.CharField("上传人", max_length=200)
    uploaded_by_union_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="document_sha256")]

    def __str__(self) -> str:
        return self.name
