"""What people type in: letters from the public, and what staff enter about notices, letters and the calendar."""

from publicity.forms.letters import (
    AcceptForm,
    AnswerForm,
    DecisionForm,
    FindingForm,
    ForwardForm,
    HandlingForm,
    InvestigationForm,
    OnPaper,
    PaperLetterForm,
    ReportAnswerForm,
)
from publicity.forms.public import LetterForm, NoticeFilter, ObjectionForm, ReceiptForm, ReportForm
from publicity.forms.staff import CalendarYearForm, CorrectionForm, MediumForm, VoidForm

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "CalendarYearForm",
    "CorrectionForm",
    "DecisionForm",
    "FindingForm",
    "ForwardForm",
    "HandlingForm",
    "InvestigationForm",
    "LetterForm",
    "MediumForm",
    "NoticeFilter",
    "ObjectionForm",
    "OnPaper",
    "PaperLetterForm",
    "ReceiptForm",
    "ReportAnswerForm",
    "ReportForm",
    "VoidForm",
]
