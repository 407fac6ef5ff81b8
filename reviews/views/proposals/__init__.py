"""建议名单: drawn up, submitted, approved by the secretariat, published, settled, conferred."""

from reviews.views.proposals.deciding import approval, elevation, notice, returning, submission
from reviews.views.proposals.earlier import earlier_elevation, earlier_removal
from reviews.views.proposals.pages import drawing, index, page
from reviews.views.proposals.settling import conferral, final, supplement

__all__ = [
    "approval",
    "conferral",
    "drawing",
    "earlier_elevation",
    "earlier_removal",
    "elevation",
    "final",
    "index",
    "notice",
    "page",
    "returning",
    "submission",
    "supplement",
]
