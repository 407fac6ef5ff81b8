"""起草: begin a nomination in an open round, and save its application in any state of completeness."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from honors.models import Round
from honors.moves import RoundState
from ledger import actions as ledger
from ledger.canonical import canonical
from nominations.actions.rows import replace_rows, write_values
from nominations.actions.summary import summarise
from nominations.checks import check_days, check_row, check_values
from nominations.content import (
    Application,
    Content,
    application_of,
    blank_content,
    content_at,
    content_of,
    plain,
    section_content,
)
from nominations.models import CollectiveApplication, Nomination, PersonApplication, Revision
from nominations.moves import EDITABLE, NOMINATION, State
from nominations.queries import LIVE, barred_in, names_of
from nominations.sections import SECRET, Filled, Section, section_of, sections_of
from nominations.texts import missing_for_notice
from regulation.honours import Honour
from regulation.model_home import Founding, Level, UnionKind
from regulation.model_small_home import SubUnit
from regulation.refusals import Refused, Stale
from regulation.windows import in_beijing
from unions.models import Kind, Post, Union
from unions.personal import decrypt
from unions.placing import BELOW_GRASSROOTS, OFFICES
from unions.queries import actor, recommender_of, require

BEGIN = "begin"
SAVE = "save"

UNION_KINDS = {
    Kind.SINGLE: UnionKind.GRASSROOTS,
    Kind.JOINT: UnionKind.GRASSROOTS,
    Kind.TOWNSHIP: UnionKind.TOWNSHIP,
    Kind.ZONE: UnionKind.ZONE,
    Kind.VILLAGE: UnionKind.VILLAGE,
    Kind.AREA_FEDERATION: UnionKind.REGIONAL_FEDERATION,
}
"""Kinds of unions from which a 之家 comes (第五条第一款)."""
SUB_UNITS = {
    Kind.SUBSIDIARY: SubUnit.SUBSIDIARY,
    Kind.BRANCH: SubUnit.WORKSHOP,
    Kind.TEAM: SubUnit.TEAM,
    Kind.GROUP: SubUnit.GROUP,
}


def begin(
    *,
    round: Round,
    honour: Honour | str,
    union: Union,
    subject_union: Union | None = None,
    by: Post,
    at: datetime,
    industrial_line: bool = False,
    office_reason: str = "",
) -> Nomination:
    """Begin a nomination (第十六条第一款: the grassroots union files, also for a 小家 below it).

    Asked twice, the open draft of the same subject is answered, so that a double click makes one.

    Refused: `not_allowed`; `round_not_open`, `honour_not_offered` (第十五条); `union_closed`; `not_grassroots` (a union's
    office without a reason, or for another honour than 工作者); `sub_union_files` ; `out_of_scope`, `subject_not_below`
    (第五条); `barred_this_round` (第十九条第二款); `no_recommender`, `no_industrial_line` (第十四条第二款).
    """
    asked = Honour(honour)
    require(by, "nominate", union, on=in_beijing(at).date())
    _offered(round, asked)
    subject = _subject(asked, union, subject_union)
    _filing_union(asked, union, office_reason.strip())
    recommender = recommender_of(union, industrial=industrial_line)
    if subject is not None:
        require_not_barred(round, Q(subject_union__in=names_of(subject)))
    with transaction.atomic():
        Union.objects.select_for_update().get(pk=union.pk)  # two clicks at once make one draft
        known = _open_already(round, asked, union, subject)
        if known is not None:
            return known
        nomination = Nomination(
            round=round,
            honour=asked.value,
            union=union,
            subject_union=subject,
            recommender=recommender,
            holder=union,
            drafted_by=by.person,
            industrial_line=industrial_line,
            region_code=union.region_code,
            office_reason=office_reason.strip(),
            invented=union.invented,
        )
        ledger.begin(
            nomination,
            table=NOMINATION,
            by=actor(by),
            at=at,
            act=BEGIN,
            article="第十六条第一款",
            details={"honour": asked.value, "union": union.name, "subject": subject.name if subject else ""},
        )
        application = _prefilled(nomination, subject)
        application.save(force_insert=True)
        summarise(nomination, application)
        _revise(nomination, application, by, at, content=blank_content(application, asked))
    return nomination


def save(nomination: Nomination, *, section: str, filled: Filled, revision: int, by: Post, at: datetime) -> int:
    """Save one section; answers the revision that now stands. See `save_all`."""
    return save_all(nomination, sections={section: filled}, revision=revision, by=by, at=at)


def save_all(nomination: Nomination, *, sections: Mapping[str, Filled], revision: int, by: Post, at: datetime) -> int:
    """Save sections of the application, complete or not; answers the revision that now stands.

    Another section saved meanwhile does not disturb; the same content saved twice is saved once.

    Refused: `not_allowed`, `wrong_state` (on notice or filed: the text is fixed), `no_such_section`, `invalid` (what
    can never be right, such as more members than employees), `incomplete` (what was shown cannot be emptied); Stale if one of these sections has changed since
    `revision`.
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
        _revise(nomination, application, by, at)
    return application.revision


def renew_revision(nomination: Nomination, *, by: Post, at: datetime, sections: Collection[str] = ()) -> None:
    """Keep a new revision after papers have changed. The caller has taken the nomination's version.

    `sections`: the only ones that changed; without them the whole application is read anew.
    """
    _revise(nomination, application_of(nomination), by, at, sections=sections)


def require_not_barred(round: Round, condition: Q) -> None:
    """Refused `barred_this_round`: a disqualified subject cannot come back in the round, under whatever name."""
    barred = barred_in(round, condition)
    if barred is not None:
        raise barred_this_round(barred)


def barred_this_round(barred: Nomination) -> Refused:
    """What is said of a subject that was disqualified in the round."""
    return Refused(
        "barred_this_round",
        f"“{barred.subject_name}”（{barred.union.name}申报）在本轮已被撤销评选资格，不得重报。",
        "第十九条第二款",
    )


# --- who may begin what -------------------------------------------------------------------------------------------------


def _offered(round: Round, honour: Honour) -> None:
    if round.state != RoundState.OPEN:
        raise Refused("round_not_open", f"“{round.name}”不在评选期间，不能申报。请选择正在进行的评选。", "第十五条")
    if not round.honours.filter(honour=honour.value).exists():
        raise Refused("honour_not_offered", f"“{round.name}”不评选{honour.title}，请选择本轮设置的项目。", "第十五条")


def _filing_union(honour: Honour, union: Union, office_reason: str) -> None:
    """第十六条第一款; 决定 19: a union's office files for its own cadre only where it has no grassroots union."""
    if not union.is_active:
        raise Refused("union_closed", f"“{union.name}”已撤销或合并，请由承继工会申报。", "第十六条第一款")
    if union.kind in BELOW_GRASSROOTS:
        raise Refused(
            "sub_union_files", "小家和其他下属工会由所属基层工会申报，请联系上级基层工会经办人。", "第十六条第一款"
        )
    if union.kind in UNION_KINDS:
        return
    if union.kind not in OFFICES or honour is not Honour.OUTSTANDING_WORKER:
        raise Refused(
            "not_grassroots", f"{honour.title}由基层工会申报推荐，“{union.name}”不是基层工会。", "第十六条第一款"
        )
    if not office_reason:
        raise Refused(
            "not_grassroots",
            "工会机关干部由机关的基层工会申报；机关没有基层工会的，写明理由后由机关直接申报，本人回避。",
            "第十六条第一款",
        )


def _subject(honour: Honour, union: Union, subject: Union | None) -> Union | None:
    if honour is Honour.MODEL_HOME:
        if union.kind not in UNION_KINDS or (subject is not None and subject.pk != union.pk):
            raise Refused(
                "out_of_scope",
                "全国模范职工之家从基层工会，乡镇（街道）、开发区（工业园区）、村（社区）工会，县级以下区域（行业）工会联合会中评选。",
                "第五条第一款",
            )
        return union
    if honour is Honour.MODEL_SMALL_HOME:
        if (
            subject is None
            or subject.kind not in BELOW_GRASSROOTS
            or not subject.is_below(union)
            or subject.pk == union.pk
        ):
            raise Refused(
                "subject_not_below",
                "全国模范职工小家从本基层工会下属的子公司（分公司）、分厂、车间（科室）、班组工会或工会小组中评选，请选择下属工会。",
                "第五条第二款",
            )
        return subject
    return None


def _open_already(round: Round, honour: Honour, union: Union, subject: Union | None) -> Nomination | None:
    rows = Nomination.objects.filter(round=round, honour=honour.value, union=union, state__in=[str(s) for s in LIVE])
    if subject is not None:
        return rows.filter(subject_union=subject).first()
    return rows.filter(state=State.DRAFT, subject_name="", filed_at__isnull=True).first()


def _prefilled(nomination: Nomination, subject: Union | None) -> Application:
    """What the union tree already knows is not asked again."""
    if subject is None:
        return PersonApplication(nomination=nomination, revision=0)
    application = CollectiveApplication(
        nomination=nomination, revision=0, founded_on=subject.founded_on, union_credit_code=subject.credit_code
    )
    kind = Kind(subject.kind)
    if nomination.kind is Honour.MODEL_SMALL_HOME:
        application.sub_unit = SUB_UNITS[kind].value
        return application
    application.union_kind = UNION_KINDS[kind].value
    if kind in (Kind.SINGLE, Kind.JOINT):
        application.founding = (Founding.JOINT if kind is Kind.JOINT else Founding.SINGLE).value
    if kind is Kind.AREA_FEDERATION and subject.level in set(Level):
        application.federation_level = Level(subject.level).value
    return application


# --- saving -------------------------------------------------------------------------------------------------------------


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


def _revise(
    nomination: Nomination,
    application: Application,
    by: Post,
    at: datetime,
    *,
    sections: Collection[str] = (),
    content: Content | None = None,
) -> None:
    if content is None and sections:
        content = _partly_anew(nomination, application, sections)
    if content is None:
        content = content_of(nomination)
    application.revision += 1
    type(application)._default_manager.filter(pk=application.pk).update(revision=application.revision)
    Revision.objects.create(
        nomination=nomination,
        number=application.revision,
        saved_at=at,
        saved_by=actor(by).words,
        content=canonical(content),
    )


def _partly_anew(nomination: Nomination, application: Application, sections: Collection[str]) -> Content | None:
    """The last revision with these sections read anew: every writer keeps one, so the others stand in it as they are."""
    content = content_at(nomination, application.revision)
    if content is not None:
        for section in sections_of(nomination.kind):
            if section.code in sections:
                content[section.code] = section_content(nomination, application, section)
    return content
