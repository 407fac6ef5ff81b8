"""实施办法 over the API (第二十九条)."""

from __future__ import annotations

from fractions import Fraction

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from honors.actions.measures import (
    discard_measure,
    enact_measure,
    file_measure,
    interpret_measure,
    refer_measure,
    repeal_measure,
)
from honors.api.bodies import Interpretation, NewMeasure
from honors.api.serializers import MeasureSerializer
from honors.models import Measure
from honors.queries import measures_seen_by
from unions.api.calling import now_of, post_of
from unions.api.doors import ReadRecords, Reasoned, door, given


class MeasureViewSet(ReadRecords):
    """Measures of provinces and national industrial unions."""

    model = Measure
    queryset = Measure.objects.none()
    serializer_class = MeasureSerializer

    def rows(self) -> QuerySet[Measure]:
        return measures_seen_by(post_of(self.request))

    @extend_schema(summary="登记实施办法", request=NewMeasure, responses={201: MeasureSerializer})
    def create(self, request: Request) -> Response:
        """Draft a measure of the acting recommending unit; a looser value is refused with the article."""
        said = given(NewMeasure, request)
        post = post_of(request)
        said["parameters"] = {one["code"]: Fraction(one["numerator"], one["denominator"]) for one in said["parameters"]}
        said["documents"] = {one["honour"]: one["names"] for one in said["documents"]}
        return self.told(file_measure(union=post.union, by=post, at=now_of(request), **said), 201)

    enactment = door("enactment", "施行办法", enact_measure)
    referral = door("referral", "报全总解释", refer_measure)
    interpretation = door("interpretation", "全总作出解释", interpret_measure, Interpretation)
    discarding = door("discarding", "作废拟稿", discard_measure)
    repeal = door("repeal", "废止办法", repeal_measure, Reasoned)
