"""The end of a round over the API: what was not settled in time lapses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from honors.api.serializers import RoundSerializer
from honors.models import Round
from honors.queries import rounds_seen_by
from reviews.actions.departures import lapse_round
from unions.api.calling import post_of
from unions.api.doors import AnySerializer, Records, door


class LapsedSerializer(AnySerializer):
    """How many cases lapsed."""

    lapsed = serializers.IntegerField()

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {"lapsed": instance}


class RoundEnd(Records):
    """What ends with a round."""

    model = Round
    serializer_class = RoundSerializer
    queryset = Round.objects.none()

    def rows(self) -> QuerySet[Round]:
        return rounds_seen_by(post_of(self.request))

    lapse = door("lapse", "未办结的申报期满失效", lapse_round, answer=LapsedSerializer)
