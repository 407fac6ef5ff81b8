"""What people fill in about rounds, places, measures and the register."""

from honors.forms.measures import InterpretationForm, MeasureForm, RepealForm
from honors.forms.plan import DeadlinesForm, HonoursForm, RequirementForm, SettingsForm
from honors.forms.quotas import ConfirmForm, GrantForm, ImportForm
from honors.forms.register import CheckForm, RegisterForm
from honors.forms.rounds import CloneForm, ExtensionForm, NewRoundForm, RoundForm

__all__ = [
    "CheckForm",
    "CloneForm",
    "ConfirmForm",
    "DeadlinesForm",
    "ExtensionForm",
    "GrantForm",
    "HonoursForm",
    "ImportForm",
    "InterpretationForm",
    "MeasureForm",
    "NewRoundForm",
    "RegisterForm",
    "RepealForm",
    "RequirementForm",
    "RoundForm",
    "SettingsForm",
]
