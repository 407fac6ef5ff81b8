"""推荐名单: from draft to recommendation (第十七条)."""

from reviews.views.lists.deciding import decision, notice, reopening
from reviews.views.lists.pages import entries, index, order, page
from reviews.views.lists.recommending import recommendation, supplement

__all__ = ["decision", "entries", "index", "notice", "order", "page", "recommendation", "reopening", "supplement"]
