"""Save sections of an application, complete or not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from ledger import actions as ledger
from nominations.actions.drafts.revisions import revise
from nominations.actions.rows import replace_rows, write_values
from nominations.actions.summary import summarise
from nominations.checks import check_days, check_row, check_values
from nominations.content import Application, application_of, content_at, plain, section_content
from nominations.models import Nomination, PersonApplication
from nominations.moves import EDITABLE
from nominations.sections import SECRET, Filled, Section, section_of
from nominations.texts import missing_for_notice
from regulation.refusals import Refused, Stale
from regulation.windows import in_beijing
from unions.models import Post
from unions.personal import decrypt
from unions.queries import require


def save(nomination: Nomination, *, section: str, filled: Filled, revision: int, by: Post, at: datetime) -> int:
    """Save one section; answers the revision that now stands. See `save_all`."""
    return save_all(nomination, sections={section: filled}, revision=revision, by=by, at=at)


def save_all(nomination: Nomination, *, sections: Mapping[str, Filled], revision: int, by: Post, at: datetime) -> int:
    """Save sections of the application, complete or not; answers the revision that now stands.

    Another section saved meanwhile does not disturb; the same content saved twice is saved once.

    Refused: `not_allowed`, `wrong_state` (on notice or filed: the text is fixed), `no_such_section`, `invalid` (what
    can never be right, such as more members than employees), `incomplete` (what was shown cannot be emptied); Stale if
    one of these sections has changed since `revision`.
    """
    require(by, "nominate", nomination.union, on=in_beijing(at).date())
    chosen = {_section(nomination, code): filled for code, filled in sections.items()}
    _check(chosen, on=in_beijing(at).date())
    with transaction.atomic():
        ledger.touch(nomination, states=EDITABLE)
        application = application_of(nomination)
        _agree_with_number(application, chosen)
        changed = {s: f for s, f in chosen.items() if _differs(nomination, application, s, f)}
        if not changed:
            return application.revision
        if application.revision != revision:
            _require_untouched(nomination, application, changed, revision)
        for section, filled in changed.items():
            write_values(application, filled.values)
            replace_rows(nomination, section, filled.rows)
        summarise(nomination, application)
        if application.submitted and (faults := missing_for_notice(nomination, application)):
            raise Refused("incomplete", f"已经公示过，不能清空：{'、'.join(faults)}。", "第十六条第一款")
        application.save()
        revise(nomination, application, by, at)
    return application.revision


def _section(nomination: Nomination, code: str) -> Section:
    found = section_of(nomination.kind, code)
    if found is None:
        raise Refused("no_such_section", f"{nomination.kind.title}的申报材料没有“{code}”这一部分。")
    return found


def _check(sections: Mapping[Section, Filled], *, on: date) -> None:
    """Refused `invalid`, with every fault in one sentence."""
    faults: list[str] = []
    for section, filled in sections.items():
        unknown = [n for n in filled.values if n not in section.fields and n != "photo"]
        unknown += [n for n in filled.rows if n not in section.rows]
        faults += [f"“{section.title}”没有“{name}”这一栏。" for name in unknown]
        faults += check_values(filled.values).values()
        faults += check_days(filled.values, filled.rows, on=on)
        for name, rows in filled.rows.items():
            faults += [fault for row in rows for fault in check_row(name, row).values()]
            years = [row.get("year") for row in rows if "year" in row]
            if name in ("years", "grades") and len(years) != len(set(years)):
                faults.append("每一年度只能填写一行，请删去重复的年度。")
    if faults:
        raise Refused("invalid", "".join(faults))


def _agree_with_number(application: Application, sections: Mapping[Section, Filled]) -> None:
    """Refused `invalid`: sex or birth against the ID number that is already kept."""
    if not isinstance(application, PersonApplication) or not application.id_number_encrypted:
        return
    for filled in sections.values():
        given = filled.values
        if given.get("id_number") or not (given.get("born_on") or given.get("sex")):
            continue
        kept = {name: given.get(name) for name in ("born_on", "sex")}
        faults = check_values(kept | {"id_number": decrypt(application.id_number_encrypted)})
        if faults:
            named = {"born_on": "出生日期", "sex": "性别"}
            raise Refused("invalid", "".join(f"{named.get(name, '')}{fault}" for name, fault in faults.items()))


def _differs(nomination: Nomination, application: Application, section: Section, filled: Filled) -> bool:
    stored = section_content(nomination, application, section)
    if any(filled.values.get(name) for name in SECRET):
        return True  # secrets are in no content; writing the same one again changes nothing
    values = {name: plain(value) for name, value in filled.values.items() if name not in SECRET}
    if any(stored["values"].get(name) != value for name, value in values.items()):
        return True
    return any(_plain_rows(rows) != stored["rows"].get(name) for name, rows in filled.rows.items())


def _plain_rows(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{name: plain(value) for name, value in row.items()} for row in rows]


def _require_untouched(
    nomination: Nomination, application: Application, sections: Mapping[Section, Filled], revision: int
) -> None:
    """Stale if what the writer saw of these sections is no longer what stands."""
    seen = content_at(nomination, revision)
    for section in sections:
        if seen is None or seen.get(section.code) != section_content(nomination, application, section):
            raise Stale(
                f"“{section.title}”在您打开页面之后已被修改并保存。您填写的内容还在下面：请对照已保存的内容，改好后再保存。"
            )
