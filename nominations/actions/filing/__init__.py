"""公示和申报: show name and deeds in the unit, take them back to revise, file, and file again after a return."""

from nominations.actions.filing.sending import file, resubmit
from nominations.actions.filing.showing import UNIT_MEDIUM, open_unit_notice, revise

__all__ = ["UNIT_MEDIUM", "file", "open_unit_notice", "resubmit", "revise"]
