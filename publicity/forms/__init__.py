"""What people type in: letters from the public, and what staff enter about notices, letters and the calendar."""

from publicity.forms.public import NoticeFilter, ObjectionForm, ReceiptForm
from publicity.forms.staff import (
    AcceptForm,
    AnswerForm,
    CalendarYearForm,
    CorrectionForm,
    DecisionForm,
    ForwardForm,
    MediumForm,
    PaperLetterForm,
    VoidForm,
)

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "CalendarYearForm",
    "CorrectionForm",
    "DecisionForm",
    "ForwardForm",
    "MediumForm",
    "NoticeFilter",
    "ObjectionForm",
    "PaperLetterForm",
    "ReceiptForm",
    "VoidForm",
]
