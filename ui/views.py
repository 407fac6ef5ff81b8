"""The gallery: every component in every state, for those who build pages."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ui.gallery import samples


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Shown while building (DEBUG, or the embedded profile) and to staff; for everybody else there is no such page."""
    if not (settings.DEBUG or getattr(settings, "EMBEDDED", False) or getattr(request.user, "is_staff", False)):
        raise Http404
    messages.success(request, "已同意并上报至下一级。")
    messages.error(request, "附件没有保存，请重新上传。")
    return render(request, "ui/gallery.html", samples())
