"""What the API of every app shows of a record's history: the ledger's entries, as the pages tell them."""

from __future__ import annotations

from rest_framework import serializers

from unions.api.doors import AnySerializer


class EntrySerializer(AnySerializer):
    """One entry: when, what, by whom, by which article, why, and what was found."""

    number = serializers.IntegerField()
    when = serializers.DateTimeField()
    act = serializers.CharField(help_text="办理事项")
    code = serializers.CharField(help_text="办理事项的代码")
    who = serializers.CharField(help_text="工会、岗位和姓名")
    article = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    from_state = serializers.CharField(allow_blank=True)
    to_state = serializers.CharField(allow_blank=True)
    findings = serializers.ListField(child=serializers.DictField(), help_text="当时逐条判断的结果")
    hash = serializers.CharField(help_text="与前一条相连的摘要")
