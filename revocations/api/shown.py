"""How a case and a hearing are told over the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from clock.reading import law_day
from regulation.grounds import GROUNDS
from revocations.facts.charges import judge_case
from revocations.models import (
    CaseGround,
    CaseStep,
    CaseSubject,
    GroundEvidence,
    Hearing,
    RecommenderNotice,
    RevocationCase,
)
from revocations.moves import ENDED, State
from revocations.queries import grounds_of, source_words, subjects_seen_by
from unions.api.calling import now_of, post_of
from unions.api.doors import AnySerializer, UnionName


class CaseRow(serializers.ModelSerializer[RevocationCase]):
    """A case in a list."""

    state = serializers.ChoiceField(choices=[str(state) for state in State], read_only=True)
    origin = serializers.SerializerMethodField()
    holder = UnionName(read_only=True)

    class Meta:
        model = RevocationCase
        fields = ["id", "state", "route", "origin", "summary", "holder", "opened_at", "version"]
        read_only_fields = fields

    def get_origin(self, case: RevocationCase) -> str:
        """As this post may know it."""
        return source_words(case, post_of(self.context["request"]))


class SubjectSerializer(serializers.ModelSerializer[CaseSubject]):
    """One honour of a case."""

    honour = serializers.IntegerField(source="conferral_id", read_only=True)
    subject_name = serializers.CharField(source="conferral.subject_name", read_only=True)
    title = serializers.CharField(source="conferral.title_name", read_only=True)
    honour_state = serializers.CharField(source="conferral.state", read_only=True)
    original = UnionName(read_only=True)

    class Meta:
        model = CaseSubject
        fields = ["id", "honour", "subject_name", "title", "honour_state", "original", "dropped_at", "dropped_reason"]
        read_only_fields = fields


class EvidenceSerializer(serializers.ModelSerializer[GroundEvidence]):
    """One document of evidence."""

    name = serializers.CharField(source="paper.name", read_only=True)
    sha256 = serializers.CharField(source="paper.sha256", read_only=True)

    class Meta:
        model = GroundEvidence
        fields = ["id", "element", "name", "sha256", "about"]
        read_only_fields = fields


class ElementSerializer(AnySerializer):
    """One fact that an item asks evidence of."""

    key = serializers.CharField(help_text="要件编号，补充证据时写明")
    alternatives = serializers.ListField(child=serializers.CharField(), help_text="证明其中一项即可")


class GroundSerializer(serializers.ModelSerializer[CaseGround]):
    """One item against a case."""

    article = serializers.SerializerMethodField()
    elements = serializers.SerializerMethodField()
    evidence = EvidenceSerializer(many=True, read_only=True)

    class Meta:
        model = CaseGround
        fields = [
            "id", "code", "article", "elements", "subject", "facts", "happened_on", "sanction", "lawfully_removed", "ballots",
            "grades", "document_number", "evidence",
        ]  # fmt: skip
        read_only_fields = fields

    def get_article(self, ground: CaseGround) -> str:
        return GROUNDS[ground.code].article

    @extend_schema_field(ElementSerializer(many=True))
    def get_elements(self, ground: CaseGround) -> Any:
        return ElementSerializer(GROUNDS[ground.code].elements, many=True).data


class CaseStepSerializer(serializers.ModelSerializer[CaseStep]):
    """One union of the frozen chain."""

    class Meta:
        model = CaseStep
        fields = ["position", "union", "union_name", "opinion", "agreed_at"]
        read_only_fields = fields


class RecommenderNoticeSerializer(serializers.ModelSerializer[RecommenderNotice]):
    """One written notice."""

    recommender = UnionName(read_only=True)

    class Meta:
        model = RecommenderNotice
        fields = ["recommender", "number", "sent_on"]
        read_only_fields = fields


class CaseFindings(AnySerializer):
    """One finding on the case."""

    article = serializers.CharField()
    code = serializers.CharField()
    title = serializers.CharField()
    result = serializers.CharField()


class CaseSerializer(CaseRow):
    """One case with its file."""

    subjects = serializers.SerializerMethodField()
    grounds = serializers.SerializerMethodField()
    steps = CaseStepSerializer(many=True, read_only=True)
    notices = RecommenderNoticeSerializer(many=True, read_only=True)
    findings = serializers.SerializerMethodField()
    decision_number = serializers.CharField(source="document.number", read_only=True, default=None)
    reversal_number = serializers.CharField(source="reversal.number", read_only=True, default=None)

    class Meta(CaseRow.Meta):
        fields = [
            *CaseRow.Meta.fields, "subjects", "grounds", "steps", "notices", "findings", "applied_at", "report_number",
            "verification", "request_number", "decision_number", "reversal_number", "ended_at", "ended_reason",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(SubjectSerializer(many=True))
    def get_subjects(self, case: RevocationCase) -> Any:
        rows = subjects_seen_by(case, post_of(self.context["request"])).order_by("position")
        return SubjectSerializer(rows, many=True).data

    @extend_schema_field(GroundSerializer(many=True))
    def get_grounds(self, case: RevocationCase) -> Any:
        return GroundSerializer(grounds_of(case), many=True).data

    @extend_schema_field(CaseFindings(many=True))
    def get_findings(self, case: RevocationCase) -> Any:
        """What the law says of items and evidence today; nothing once the case has ended."""
        if case.state in ENDED:
            return []
        judged = judge_case(case, on=law_day(now_of(self.context["request"])))
        return CaseFindings([finding.as_json() for finding in judged.findings], many=True).data


class HearingSerializer(serializers.ModelSerializer[Hearing]):
    """What one honour's holder was told, and what was said."""

    honour = serializers.IntegerField(source="subject.conferral_id", read_only=True)
    subject_name = serializers.CharField(source="subject.conferral.subject_name", read_only=True)

    class Meta:
        model = Hearing
        fields = [
            "id", "honour", "subject_name", "notified_on", "means", "due_on", "told", "statement", "stated_at", "waived",
        ]  # fmt: skip
        read_only_fields = fields
