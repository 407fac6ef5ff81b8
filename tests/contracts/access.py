"""Who may do what, by address: what `test_access` compares the site with. A new address is added here or refused.

Each line was read against the regulation and the table of permissions: a name here says that the law lets this person do it.
"""

from __future__ import annotations

PUBLIC = {
    "desk:home", "unions:activation", "unions:login", "publicity:calendar", "publicity:index", "publicity:notice",
    "publicity:objections", "publicity:objection", "publicity:proof", "publicity:receipts", "honors:honours", "honors:honour",
    "honors:certificate-checks", "honors:certificate-check", "demo:cast", "demo:clock", "ui:gallery", "health",
    "reviews:None", "calendar", "certificate-check", "api-docs", "api-schema", "honour-list", "honour-detail", "notice-list",
    "notice-detail", "notice-items",
}  # fmt: skip
"""Read without an account: notices, honourees, certificates, the calendar, the ways in; `reviews:None` only leads on."""
PERSONAL = {
    "unions:password",
    "unions:posts",
    "unions:second-factor",
    "unions:second-factor-enrolment",
    "unions:interrupted",
}
"""For whoever has an account, with or without a post that acts."""

EVERYBODY = {
    "POST demo:clock",
    "POST publicity:objection",
    "foreign POST demo:clock",
    "foreign POST publicity:objection",
}
"""An objection needs no account; the demo's clock stands in the embedded profile only."""
ANY_POST = EVERYBODY | {"POST relation-list", "foreign POST relation-list"}
"""Every post declares its own relations (回避)."""

MAY: dict[str, set[str]] = {
    # The union that files: its own application, papers, notice, and withdrawal.
    "clerk": ANY_POST | {
        "DELETE nomination-attachment", "POST case-withdrawal", "POST nomination-attachments",
        "POST nomination-attestation-removal", "POST nomination-attestations", "POST nomination-resubmission",
        "POST nomination-revision", "POST nomination-unit-notice", "POST nominations:attachment-removal",
        "POST nominations:attestation-removal", "POST nominations:opinion", "POST nominations:opinions",
        "POST nominations:papers", "POST nominations:photo", "POST nominations:resubmission",
        "POST nominations:revision", "POST nominations:section", "POST nominations:unit-notice",
        "POST notice-corrections", "POST notice-voiding", "POST publicity:correction", "POST publicity:medium",
        "POST publicity:voiding", "POST reviews:withdrawal", "PUT nomination-opinion", "PUT nomination-section",
    },
    # The holder of the case `filed`: it alone moves it, handles letters to the unit notice, keeps the record of its unions.
    "county": ANY_POST | {
        "POST case-endorsement", "POST case-refusal", "POST case-sending-back", "POST letter-acceptance",
        "POST letter-forwarding", "POST letter-rejection", "POST post-activation-code", "POST post-ending",
        "POST publicity:paper", "POST reviews:endorsement", "POST reviews:refusal", "POST reviews:return",
        "POST union-accounts", "POST union-merger", "POST union-moving", "POST union-renaming",
        "POST unions:end-post", "POST unions:issue-code", "POST unions:merge", "POST unions:move",
        "POST unions:open-account", "POST unions:rename", "POST unions:reset-second-factor",
    },
    # The recommending unit: its list, its measure, the papers asked of it, the record of the unions below.
    "province_preparer": ANY_POST | {
        "POST case-departure", "POST case-entry", "POST case-mended", "POST case-striking",
        "POST honors:new-measure", "POST reviews:departure", "POST reviews:entry", "POST reviews:mended",
        "POST reviews:striking", "POST union-merger", "POST union-moving", "POST union-renaming",
        "POST unions:merge", "POST unions:move", "POST unions:rename", "foreign POST honors:new-measure",
    },
    # The national department: audit, inquiries, the national list, the round; the record of every union.
    "nation_preparer": ANY_POST | {
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
    "next_province": ANY_POST | {
        "POST honors:new-measure", "foreign POST case-departure", "foreign POST honors:new-measure",
        "foreign POST reviews:departure", "foreign POST union-closure", "foreign POST union-renaming",
        "foreign POST unions:close", "foreign POST unions:rename",
    },
    "ended": EVERYBODY,
    "anonymous": EVERYBODY,
}  # fmt: skip
"""Who changes something with a body in which everything is filled in: on the 姑苏 line, and (foreign) on the 杭州 line."""
