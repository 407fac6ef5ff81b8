"""Headers, panels, alerts, badges, buttons: what a page is put together from."""

from itertools import zip_longest
from typing import Any

from django.template import Context, Library, TemplateSyntaxError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ui.tags.base import TONES, Tone, component

register = Library()

BUTTONS = frozenset({"primary", "secondary", "danger", "quiet"})


@register.simple_tag
def crumbs(*pairs: str) -> SafeString:
    """Breadcrumbs: label, address, label, address, … and the page itself last, without an address."""
    steps = list(zip_longest(pairs[::2], pairs[1::2], fillvalue=""))
    return component("crumbs", {"steps": steps})


@register.simple_block_tag
def page_header(content: str, title: str, lead: str = "", kicker: str = "") -> SafeString:
    """The one h1 of a page, a line under it, and its badges and actions."""
    return component("page_header", {"content": content, "title": title, "lead": lead, "kicker": kicker})


@register.simple_block_tag
def panel(content: str, title: str = "", lead: str = "", tone: Tone = "", id: str = "") -> SafeString:
    """A titled section of a page."""
    return component("panel", {"content": content, "title": title, "lead": lead, "tone": tone, "id": id})


@register.simple_block_tag
def alert(content: str, tone: Tone = "info", title: str = "", id: str = "") -> SafeString:
    """Something the reader must know before going on. Danger and warning are announced at once."""
    return component("alert", {"content": content, "tone": tone, "title": title, "id": id})


@register.inclusion_tag("ui/messages.html", takes_context=True)
def message_list(context: Context) -> dict[str, Any]:
    """What the last action did (Django's messages)."""
    return {"messages": context.get("messages")}


# Badges and buttons stand in every row of long tables: plain formatting is many times cheaper than a template.
@register.simple_tag
def badge(label: str, tone: Tone = "neutral") -> SafeString:
    """A state in words; the colour only repeats what the words say."""
    if tone not in TONES:
        raise TemplateSyntaxError(f"unknown tone {tone!r}")
    return format_html('<span class="badge" data-tone="{}">{}</span>', tone or "neutral", label)


@register.simple_tag
def link_button(label: str, url: str, tone: str = "secondary", download: bool = False) -> SafeString:
    """A link that looks like a button: it leads somewhere and changes nothing."""
    _known_button(tone)
    return format_html(
        '<a class="button" data-tone="{}" href="{}"{}>{}</a>',
        tone,
        url,
        mark_safe(" download") if download else "",
        label,
    )


@register.simple_tag
def submit(label: str, tone: str = "primary", name: str = "", value: str = "", form: str = "") -> SafeString:
    """The button that sends the form it stands in."""
    _known_button(tone)
    given = [(k, v) for k, v in (("name", name), ("value", value), ("form", form)) if v]
    extra = format_html_join("", ' {}="{}"', given)
    return format_html('<button class="button" data-tone="{}" type="submit"{}>{}</button>', tone, extra, label)


def _known_button(tone: str) -> None:
    if tone not in BUTTONS:
        raise TemplateSyntaxError(f"unknown button tone {tone!r}, expected one of {sorted(BUTTONS)}")


@register.simple_block_tag
def actions(content: str) -> SafeString:
    """The buttons at the foot of a form, the main one first."""
    return format_html('<div class="actions">{}</div>', content)


@register.simple_block_tag
def hint(content: str) -> SafeString:
    """A quiet line of help."""
    return format_html('<p class="hint">{}</p>', content)


@register.simple_block_tag
def more(content: str, summary: str, open: bool = False) -> SafeString:
    """Text that opens on demand, without script."""
    return component("more", {"content": content, "summary": summary, "open": open})


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """Nothing here yet, and what to do about it."""
    return component("empty", {"content": content, "title": title})


@register.simple_tag
def tabs(items: Any, label: str = "本页导航") -> SafeString:
    """Pages beside this one: links, not hidden panes."""
    return component("tabs", {"items": items, "label": label})


@register.inclusion_tag("ui/demo_ribbon.html", takes_context=True)
def demo_ribbon(context: Context) -> dict[str, Any]:
    """“演示数据”, wherever the demo is loaded; printed pages carry it too."""
    return {"demo": context.get("demo")}


@register.simple_block_tag
def notice_document(
    content: str,
    title: str,
    org: str = "",
    on: Any = None,
    number: str = "",
    ended: bool = False,
    preview: bool = False,
) -> SafeString:
    """A public notice as a document: title, number, body, the body that issues it, its day.

    As a `preview` it stands below the heading of another page, so that its title is not the page's.
    """
    return component(
        "notice_document",
        {
            "content": content,
            "title": title,
            "org": org,
            "on": on,
            "number": number,
            "ended": ended,
            "heading": "h3" if preview else "h1",
        },
    )
