"""Lists and what is decided on them; inquiries and requests for papers of the national department."""

from reviews.models.elevations import ElevationItem
from reviews.models.inquiries import Inquiry, InquiryGround
from reviews.models.lists import ListItem, ProposedItem, ProposedList, RecommendationList
from reviews.models.mending import Mending

__all__ = [
    "ElevationItem",
    "Inquiry",
    "InquiryGround",
    "ListItem",
    "Mending",
    "ProposedItem",
    "ProposedList",
    "RecommendationList",
]
