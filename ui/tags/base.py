"""What the tag modules share: the tones, and one way to render a component's template."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

Tone = Literal["", "neutral", "info", "success", "warning", "danger", "honour"]
TONES: frozenset[str] = frozenset(get_args(Tone))


def component(name: str, context: Mapping[str, Any]) -> SafeString:
    """Render `templates/ui/<name>.html`; a tone that does not exist is an error of the page, not a silent grey."""
    tone = context.get("tone") or ""
    if tone not in TONES:
        raise TemplateSyntaxError(f"unknown tone {tone!r}, expected one of {sorted(TONES)}")
    return render_to_string(f"ui/{name}.html", dict(context))


def attribute(item: Any, name: str, default: Any = None) -> Any:
    """A field of a mapping or of an object: components take JSON and dataclasses alike."""
    if isinstance(item, Mapping):
        return item.get(name, default)
    return getattr(item, name, default)
