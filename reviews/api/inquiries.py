"""核查和补正 over the API."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view

from reviews.actions import audit
from reviews.api.asked import FindingGiven
from reviews.api.shown import InquirySerializer, MendingSerializer
from reviews.models import Inquiry, Mending
from reviews.queries import inquiries_seen_by, mendings_seen_by
from unions.api.calling import post_of
from unions.api.doors import ReadRecords, door


@extend_schema_view(list=extend_schema(summary="核查"), retrieve=extend_schema(summary="一件核查"))
class InquiryViewSet(ReadRecords):
    """The inquiries of the national department (第十九条第二款)."""

    model = Inquiry
    serializer_class = InquirySerializer
    queryset = Inquiry.objects.none()

    def rows(self) -> QuerySet[Inquiry]:
        return inquiries_seen_by(post_of(self.request))

    verification = door("verification", "查证属实", audit.verify, FindingGiven)
    unfounding = door("unfounding", "查无实据", audit.unfound, FindingGiven)


@extend_schema_view(list=extend_schema(summary="补正"), retrieve=extend_schema(summary="一件补正"))
class MendingViewSet(ReadRecords):
    """Requests for papers: the nation's own, and those put to the acting post's union."""

    model = Mending
    serializer_class = MendingSerializer
    queryset = Mending.objects.none()

    def rows(self) -> QuerySet[Mending]:
        return mendings_seen_by(post_of(self.request))
