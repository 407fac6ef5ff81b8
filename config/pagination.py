from rest_framework.pagination import CursorPagination


class KeysetPages(CursorPagination):
    """Pages that cost the same however deep they are; a view with another order subclasses and names it."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    ordering = "-pk"
