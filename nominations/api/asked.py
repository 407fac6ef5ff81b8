"""What the API is asked with."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from honors.models import Round
from nominations.actions.filing import UNIT_MEDIUM
from nominations.models import AttachmentKind
from regulation.honours import Honour
from regulation.opinions import Assembly
from unions.api.doors import Versioned
from unions.api.fields import LARGEST, Day, Moment, PaperField, ReasonsField, Text, UnionField, Whole

MOST = 99_999_999


class BeginSerializer(serializers.Serializer[Any]):
    """A nomination to begin, for the union of the acting post."""

    round = serializers.PrimaryKeyRelatedField(
        queryset=Round.objects.all(), pk_field=serializers.IntegerField(min_value=1, max_value=LARGEST)
    )
    honour = serializers.ChoiceField(choices=[(h.value, h.title) for h in Honour])
    subject_union = UnionField(required=False, allow_null=True)
    industrial_line = serializers.BooleanField(default=False)
    office_reason = serializers.CharField(default="", allow_blank=True, max_length=300)


class SaveSerializer(serializers.Serializer[Any]):
    """One section: the revision that was seen, columns by name, and whole lists of rows by name."""

    revision = Whole()
    columns = serializers.DictField(child=serializers.JSONField(allow_null=True), required=False)
    rows = serializers.DictField(
        child=serializers.ListField(child=serializers.DictField(child=serializers.JSONField(allow_null=True))),
        required=False,
    )


class SavedSerializer(serializers.Serializer[Any]):
    """The revision of the application and the version of the case that now stand."""

    revision = serializers.IntegerField()
    version = serializers.IntegerField()


class ChangesQuestion(serializers.Serializer[Any]):
    """Two savings of the application, by their numbers."""

    since = Whole(min_value=1, required=False, help_text="从第几次保存起；不填为最近一次退回时")
    until = Whole(min_value=1, required=False, help_text="到第几次保存止；不填为最近一次")


class MoveSerializer(Versioned):
    """A move, or what is written before it: with reasons for departing from 一般 rules, by the code of the rule."""

    reasons = ReasonsField()


class ReviseSerializer(Versioned):
    """Why the notice in the unit is stopped."""

    reason = Text(1000)


class UnitNoticeSerializer(Versioned):
    """The notice in the unit; its medium may be recorded later."""

    contacts = Text(1000)
    medium = serializers.CharField(default=UNIT_MEDIUM, max_length=120)
    medium_visible_at = Moment(required=False, allow_null=True)
    medium_address = serializers.URLField(required=False, allow_blank=True, max_length=500)
    medium_page = serializers.CharField(required=False, allow_blank=True, max_length=120)
    medium_photo = PaperField(required=False, allow_null=True)


class OpinionInputSerializer(Versioned):
    """One opinion with its paper (multipart); given again without a paper, the former paper stays."""

    giver = Text(160)
    agrees = serializers.BooleanField(default=True)
    statement = serializers.CharField(default="", allow_blank=True, max_length=4000)
    as_of = Day()
    assembly = serializers.ChoiceField(choices=Assembly.choices(), default="", allow_blank=True)
    within_authority = serializers.BooleanField(default=True)
    entitled = Whole(required=False, allow_null=True, max_value=MOST)
    present = Whole(required=False, allow_null=True, max_value=MOST)
    in_favour = Whole(required=False, allow_null=True, max_value=MOST)
    against = Whole(required=False, allow_null=True, max_value=MOST)
    abstained = Whole(required=False, allow_null=True, max_value=MOST)
    dissent_answer = serializers.CharField(default="", allow_blank=True, max_length=4000)
    document = serializers.FileField(required=False)


class AttachmentInputSerializer(Versioned):
    """A document to add (multipart)."""

    kind = serializers.ChoiceField(choices=AttachmentKind.choices)
    note = serializers.CharField(default="", allow_blank=True, max_length=200)
    document = serializers.FileField()


class PhotoInputSerializer(Versioned):
    """The person's photo (multipart)."""

    photo = serializers.FileField(help_text="JPG 或 PNG")


class AttestationInputSerializer(Versioned):
    """Conditions that one paper answers (multipart)."""

    keys = serializers.ListField(child=Text(240), min_length=1, max_length=200)
    attested_by = Text(160)
    statement = Text(4000)
    holds = serializers.BooleanField(default=True)
    on = Day(required=False, allow_null=True)
    document = serializers.FileField(required=False)


class RetractSerializer(Versioned):
    """The condition whose attestation is taken back."""

    key = Text(240)
