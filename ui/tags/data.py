"""Tables, lists, files, tiles: what a page shows."""

from collections.abc import Iterable
from typing import Any

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ui.listing import Page
from ui.tags.base import component

register = Library()


@register.simple_block_tag
def datatable(content: str, caption: str, scroll: bool = False, quiet: bool = False) -> SafeString:
    """A table that becomes cards on a phone, or (scroll) moves inside its own box; never the page."""
    return component("datatable", {"content": content, "caption": caption, "scroll": scroll, "quiet": quiet})


@register.simple_tag
def kv(items: Iterable[tuple[str, Any]]) -> SafeString:
    """Names and values."""
    return component("kv", {"items": items})


@register.simple_block_tag
def kvlist(content: str) -> SafeString:
    """Names and values, written one `kvrow` at a time."""
    return format_html('<dl class="kv">{}</dl>', content)


@register.simple_block_tag
def kvrow(content: str, label: str) -> SafeString:
    """One name and its value."""
    return format_html('<div class="kv-row"><dt>{}</dt><dd>{}</dd></div>', label, content)


@register.simple_tag
def tiles(items: Iterable[Any]) -> SafeString:
    """A few large numbers, each a link to what it counts."""
    return component("tiles", {"items": items})


@register.simple_tag
def files(items: Iterable[Any], empty: str = "没有附件") -> SafeString:
    """Attachments with kind and size."""
    return component("files", {"items": items, "empty": empty})


@register.simple_tag
def tasks(items: Iterable[Any], empty: str = "现在没有等您办理的事项") -> SafeString:
    """等我办理: what waits, since whom, until when."""
    return component("tasks", {"items": items, "empty": empty})


@register.simple_tag
def pager(page: Page[Any]) -> SafeString:
    """Previous and next page of a keyset listing; nothing when everything is on one page."""
    return component("pager", {"page": page})


@register.simple_tag
def code_display(code: str, label: str = "", note: str = "") -> SafeString:
    """A receipt or certificate number, large enough to copy by hand."""
    return component("code_display", {"code": code, "label": label, "note": note})


@register.simple_tag
def diff(changes: Iterable[Any], old_label: str = "原内容", new_label: str = "现内容") -> SafeString:
    """What changed, old beside new."""
    return component("diff", {"changes": changes, "old_label": old_label, "new_label": new_label})
