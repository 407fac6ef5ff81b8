"""Who may do what, by address: what `test_access` compares the site with. A new address is added here or refused.

Each line was read against the regulation and the table of permissions: a name here says that the law lets this person do it.
"""

from __future__ import annotations

PUBLIC = {
    "desk:home", "unions:activation", "unions:login", "publicity:calendar", "publicity:index", "publicity:notice",
    "publicity:objections", "publicity:objection", "publicity:proof", "supervision:report", "publicity:receipts", "honors:honours", "honors:honour",
    "honors:certificate-checks", "honors:certificate-check", "demo:cast", "demo:clock", "ui:gallery", "health", "demo:play", "unions:logout",
    "reviews:None", "supervision:home", "calendar", "certificate-check", "api-docs", "api-schema", "honour-list", "honour-detail", "notice-list",
    "notice-detail", "notice-items",
}  # fmt: skip
"""Read without an account: notices, honourees, certificates, the calendar, the ways in.

`reviews:None`, `supervision:home`, `demo:play` and `unions:logout` only lead on.
"""
PERSONAL = {
    "unions:password",
    "unions:posts",
    "unions:second-factor",
    "unions:second-factor-enrolment",
    "unions:second-factor-start",
    "unions:backup-codes",
    "unions:interrupted",
}
"""For whoever has an account, with or without a post that acts."""

EVERYBODY = {
    "POST demo:clock",
    "POST publicity:objection",
    "POST supervision:report",
    "foreign POST demo:clock",
    "foreign POST publicity:objection",
    "foreign POST supervision:report",
}
"""An objection and a report need no account; the demo's clock stands in the embedded profile only."""
ANY_POST = EVERYBODY | {"POST relation-list", "foreign POST relation-list"}
"""Every post declares its own relations (回避)."""
SUPERVISOR = ANY_POST | {
    "POST programme-list",
    "POST supervision:new-programme",
    "foreign POST programme-list",
    "foreign POST supervision:new-programme",
}
"""Every union drafts programmes of re-checks of what stands below it (第二十二条第（四）项)."""
ABOVE = {
    "POST recheck-list",
    "POST supervision:new-recheck",
    "foreign POST recheck-list",
    "foreign POST supervision:new-recheck",
}
"""A union above an honouree opens a re-check of it; the world has honourees on the 姑苏 line alone."""
ITS_RECHECKS = {
    f"{side}POST {door}"
    for side in ("", "foreign ")
    for door in (
        "programme-cancellation", "programme-drawing", "recheck-checklist", "revocations:recheck-unfit",
        "supervision:programme-cancellation", "supervision:programme-draw", "supervision:recheck-checklist",
    )
}  # fmt: skip
"""The union that drafted the programme and opened the re-check goes on with them; it alone."""
ON_PAPER = {"POST supervision:paper-report", "foreign POST supervision:paper-report"}
"""Who stands above an honouree enters a report that came on paper; the world has honourees on the 姑苏 line alone."""
IN_THE_CHAIN = {"POST end-list", "POST supervision:report-end"}
"""The unit's own clerk and every union above it report that it has ended (第二十七条)."""
COLLECTS = {
    f"POST {door}"
    for door in (
        "recovery-reminder", "recovery-receipt", "recovery-loss", "recovery-reminders", "recovery-receipts",
        "recovery-losses", "supervision:recovery-reminder", "supervision:recovery-receipt", "supervision:recovery-loss",
        "supervision:recovery-reminders", "supervision:recovery-receipts", "supervision:recovery-losses",
    )
}  # fmt: skip
"""The next higher union and those above it take in what the unit hands in; the unit itself never."""
COLLECTS_NEXT_DOOR = {f"foreign {door}" for door in COLLECTS}
EXAMINES = {
    "POST end-dismissal", "POST end-establishment", "POST end-keeping", "POST supervision:end-dismissal",
    "POST supervision:end-establishment", "POST supervision:end-keeping",
}  # fmt: skip
"""The next higher union alone finds out whether the unit has ended."""


def _both(*doors: str) -> set[str]:
    """On either line: there is one honour of the bank and one case in this world, and 杭州 has nothing to do with them."""
    return {f"{side}POST {door}" for side in ("", "foreign ") for door in doors}


WATCHERS = _both(
    "event-list", "event-withdrawal", "revocation-list", "revocations:new", "supervision:event-withdrawal",
    "supervision:new-event", "supervision:year-again", "supervision:year-confirmation", "supervision:year-return",
    "year-again", "year-confirmation", "year-list", "year-returning",
)  # fmt: skip
"""Who stands above an honouree keeps its record, confirms its years, and may open a case to examine (第二十二、二十六条)."""
PAYERS = _both("supervision:new-support", "support-list")
"""县级以上地方工会 and industrial unions may subsidise honoured collectives (第二十八条第一款); 全总 is not among them."""
ITS_CASE = _both(
    "revocation-application", "revocation-evidence", "revocation-evidence-removal", "revocation-ground-change",
    "revocation-ground-removal", "revocation-grounds", "revocation-handing-over", "revocation-statement",
    "revocation-summary", "revocation-unfitness", "revocation-withdrawal", "revocations:application",
    "revocations:evidence-removal", "revocations:ground", "revocations:ground-removal", "revocations:handing-over",
    "revocations:new-evidence", "revocations:new-ground", "revocations:statement", "revocations:summary",
    "revocations:withdrawal", "supervision:support-voiding", "support-voiding",
)  # fmt: skip
"""The union that holds the case works on it, it alone; the union that paid takes its entry back (第二十六、二十八条)."""
OWN_HONOURS = _both("event-list", "revocation-list", "revocations:new", "supervision:new-event")
"""The unit itself reports what happened to it, and as the original recommender may ask for its own honour to be withdrawn."""
ROUND_ENDS = _both("reviews:round-lapse", "round-end-lapse")
"""全总 lets lapse what a round has left open."""
NATION_AFTER = _both(
    "revocation-taking-over",
    "revocation-whole-decision",
    "revocations:taking-over",
    "revocations:whole",
    "supervision:year-due",
    "year-due",
)
"""全总 takes a case into its own hands, opens one about a whole decision, and sets the days of a year (第二十六条第三款)."""

MAY: dict[str, set[str]] = {
    # The union that files: its own application, papers, notice, and withdrawal.
    "clerk": SUPERVISOR | IN_THE_CHAIN | OWN_HONOURS | {
        "DELETE nomination-attachment", "POST nomination-attachment-removal", "POST case-withdrawal", "POST nomination-attachments",
        "POST nomination-attestation-removal", "POST nomination-attestations", "POST nomination-resubmission",
        "POST nomination-revision", "POST nomination-unit-notice", "POST nominations:attachment-removal",
        "POST nominations:attestation-removal", "POST nominations:opinion", "POST nominations:opinions",
        "POST nominations:papers", "POST nominations:photo", "POST nominations:resubmission",
        "POST nominations:revision", "POST nominations:section", "POST nominations:unit-notice",
        "POST notice-corrections", "POST notice-voiding", "POST publicity:correction", "POST publicity:medium",
        "POST publicity:voiding", "POST reviews:withdrawal", "PUT nomination-opinion", "PUT nomination-section",
    },
    # The holder of the case `filed`: it alone moves it, handles letters to the unit notice, keeps the record of its unions.
    "county": SUPERVISOR | ABOVE | ITS_RECHECKS | ON_PAPER | IN_THE_CHAIN | COLLECTS | EXAMINES | WATCHERS | PAYERS | ITS_CASE | {
        "POST post-second-factor-reset", "POST case-endorsement", "POST case-refusal", "POST case-sending-back", "POST letter-acceptance",
        "POST letter-forwarding", "POST letter-rejection", "POST post-activation-code", "POST post-ending",
        "POST publicity:paper", "POST reviews:endorsement", "POST reviews:refusal", "POST reviews:return",
        "POST union-accounts", "POST union-merger", "POST union-moving", "POST union-renaming",
        "POST unions:end-post", "POST unions:issue-code", "POST unions:merge", "POST unions:move",
        "POST unions:open-account", "POST unions:rename", "POST unions:reset-second-factor",
    },
    # The recommending unit: its list, its measure, the papers asked of it, the record of the unions below.
    "province_preparer": SUPERVISOR | ABOVE | ON_PAPER | IN_THE_CHAIN | COLLECTS | WATCHERS | PAYERS | {
        "POST case-departure", "POST case-entry", "POST case-mended", "POST case-striking", "POST list-entries",
        "POST reviews:list-entries", "POST honors:new-measure", "POST reviews:departure", "POST reviews:entry", "POST reviews:mended",
        "POST reviews:striking", "POST union-merger", "POST union-moving", "POST union-renaming",
        "POST unions:merge", "POST unions:move", "POST unions:rename", "foreign POST honors:new-measure",
        "POST honors:discard-measure", "POST measure-discarding",
    },
    # The national department: audit, inquiries, the national list, the round; the record of every union.
    "nation_preparer": SUPERVISOR | ABOVE | ON_PAPER | IN_THE_CHAIN | COLLECTS | COLLECTS_NEXT_DOOR | WATCHERS | NATION_AFTER | ROUND_ENDS | {
        "POST case-clearance", "POST case-inquiries", "POST case-lapse", "POST case-unfitness",
        "POST case-unproposal", "POST honors:closing", "POST honors:grant", "POST inquiry-unfounding",
        "POST inquiry-verification", "POST proposal-drawing", "POST proposal-list", "POST reviews:audit",
        "POST reviews:inquiries", "POST reviews:lapse", "POST reviews:proposal-drawing",
        "POST reviews:proposals", "POST reviews:unfit", "POST reviews:unproposal", "POST round-closing",
        "POST round-extensions", "POST round-grants", "POST union-merger", "POST union-moving",
        "POST union-renaming", "POST unions:merge", "POST unions:move", "POST unions:rename",
        "foreign POST case-lapse", "foreign POST honors:closing", "foreign POST honors:grant",
        "foreign POST inquiry-unfounding", "foreign POST inquiry-verification", "foreign POST proposal-drawing",
        "foreign POST proposal-list", "foreign POST reviews:lapse", "foreign POST reviews:proposal-drawing",
        "foreign POST reviews:proposals", "foreign POST round-closing", "foreign POST round-extensions",
        "foreign POST round-grants", "foreign POST union-closure", "foreign POST union-merger",
        "foreign POST union-moving", "foreign POST union-renaming", "foreign POST unions:close",
        "foreign POST unions:merge", "foreign POST unions:move", "foreign POST unions:rename",
    },
    # The secretariat decides on a submitted list; none is submitted in this world.
    "secretariat": ANY_POST,
    # Next door: its own list and the record of its own unions, and nothing of 姑苏.
    "next_province": SUPERVISOR | COLLECTS_NEXT_DOOR | {
        "foreign POST list-entries", "foreign POST reviews:list-entries",
        "POST honors:new-measure", "foreign POST case-departure", "foreign POST honors:new-measure",
        "foreign POST reviews:departure", "foreign POST union-closure", "foreign POST union-renaming",
        "foreign POST unions:close", "foreign POST unions:rename",
        "foreign POST honors:discard-measure", "foreign POST measure-discarding",
    },
    "ended": EVERYBODY,
    "anonymous": EVERYBODY,
}  # fmt: skip
"""Who changes something with a body in which everything is filled in: on the 姑苏 line, and (foreign) on the 杭州 line."""
