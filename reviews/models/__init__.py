"""Lists and what is decided on them; inquiries of the national department."""

from reviews.models.inquiries import Inquiry, InquiryGround
from reviews.models.lists import ListItem, ProposedItem, ProposedList, RecommendationList

__all__ = ["Inquiry", "InquiryGround", "ListItem", "ProposedItem", "ProposedList", "RecommendationList"]
