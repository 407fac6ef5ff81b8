"""The API of nominations: the same queries and the same verbs as the pages."""

from nominations.api.views import register

__all__ = ["register"]
