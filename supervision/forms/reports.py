"""A report on an honouree that came on paper."""

from __future__ import annotations

from django import forms

from publicity.forms import OnPaper, ReportForm
from ui.forms import Radios
from unions.models import Union


class PaperReportForm(OnPaper, ReportForm):
    """登记纸质举报: what the letter says, and who looks into it."""

    here = forms.TypedChoiceField(
        label="由谁办理", initial="no", choices=[("no", "")], coerce=lambda said: said == "yes", widget=Radios
    )
    field_order = ["submission", "here", "received_at", "sent_on", "sender"]

    def offer(self, handler: Union, own: Union) -> None:
        """The union that answers for the honour, and the one that received the letter; nothing to choose where it is one."""
        if handler == own:
            del self.fields["here"]
            return
        choices = [("no", f"{handler}（按隶属关系受理）"), ("yes", f"{own}（本工会直接办理）")]
        self.fields["here"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
