"""征求意见、证明材料和认定: papers that may still come in while the notice in the unit runs."""

from nominations.actions.papers.attachments import attach, detach, set_photo
from nominations.actions.papers.attesting import attest, attest_all, retract
from nominations.actions.papers.opinions import Heard, record_opinion, record_opinions
from nominations.actions.papers.taking import OPEN_FOR_PAPERS, OPEN_FOR_REVIEWERS

__all__ = [
    "OPEN_FOR_PAPERS",
    "OPEN_FOR_REVIEWERS",
    "Heard",
    "attach",
    "attest",
    "attest_all",
    "detach",
    "record_opinion",
    "record_opinions",
    "retract",
    "set_photo",
]
