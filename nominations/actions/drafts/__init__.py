"""起草: begin a nomination in an open round, and save its application in any state of completeness."""

from nominations.actions.drafts.barring import barred_this_round, require_not_barred
from nominations.actions.drafts.beginning import begin
from nominations.actions.drafts.revisions import renew_revision
from nominations.actions.drafts.saving import save, save_all

__all__ = ["barred_this_round", "begin", "renew_revision", "require_not_barred", "save", "save_all"]
