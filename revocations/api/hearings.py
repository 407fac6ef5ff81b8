"""陈述意见 over the API: what the acting post's union was told, and its answer."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view

from revocations.actions.hearings import state
from revocations.api.asked import StatementGiven
from revocations.api.shown import HearingSerializer
from revocations.models import Hearing
from revocations.queries import hearings_of
from unions.api.calling import post_of
from unions.api.doors import ReadRecords, door


@extend_schema_view(list=extend_schema(summary="本单位被告知的情形"), retrieve=extend_schema(summary="一次告知"))
class HearingViewSet(ReadRecords):
    """The hearings of the acting post's union and its people."""

    model = Hearing
    serializer_class = HearingSerializer
    queryset = Hearing.objects.none()

    def rows(self) -> QuerySet[Hearing]:
        return hearings_of(post_of(self.request))

    statement = door("statement", "陈述意见", state, StatementGiven)
