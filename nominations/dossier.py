"""案卷: everything that the judgement of one case reads, in one statement that is written once in a process.

Asked one after another these are twenty queries, and Django takes longer to write them than the database to answer. All
rows come from one moment, with the version of the case at that moment: who then claims the case at that very version
knows that nobody has changed what the judgement looked at (`ledger.actions.moving(…, known=True)`).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import CharField, F, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from honors.models import Round
from honors.models.rounds import Deadline, Extension
from honors.queries import known_by
from ledger.models import Chain
from ledger.prepared import Slot
from nominations.gathering import Gathering, Part, Rows
from nominations.models import (
    Attested,
    CollectiveApplication,
    EmployerRecord,
    EmployerRow,
    GeneralReason,
    Nomination,
    Opinion,
    PersonApplication,
    ProvincialHonour,
    SubjectGuard,
    TermRow,
    YearRow,
)
from nominations.models.person import GradeRow
from nominations.queries import RIVAL_STATES, case_seen_by
from publicity.models import CalendarYear, Notice, NoticeItem
from unions.models import Post, Role, Union
from unions.permissions import carried_at_one, kind_of_union

SEARCH = frozenset({"search"})
LONG_TEXTS = frozenset(
    {"frozen", "subjects", "conditions", "procedure", "organisation", "contacts", "discipline_contacts"}
)  # of the round: no judgement reads them, and what was frozen is known by its digest
SECRETS = frozenset({"id_number_encrypted", "phone_encrypted", "contact_phone_encrypted"})
CASE = Slot("case")


def conditions_of(nomination: Nomination) -> Rows:
    """What the conditions of the honour look at."""
    rows = _CONDITIONS.ask(case=nomination.pk)
    _hang(rows)
    return rows


def dossier_of(pk: int, *, union: Union, by: Post | None, on: date) -> Rows:
    """The same with the procedure: opinions, notice, deadlines, the line above its union, the same subject elsewhere.

    `union` is the one that files. With `by` also whether this post may file for the case's union on that day: `may`.
    """
    above = {f"above{n}": pk for n, pk in enumerate(union.ancestor_ids)}
    asking = {"post": by and by.pk, "group": by and by.group_id, "on": on, "kind": kind_of_union(), "perm": "nominate"}
    rows = _with_procedure(len(above)).ask(case=pk, **above, **asking)
    _hang(rows)
    return rows


def dossier_seen_by(post: Post, pk: int, *, on: date) -> Rows | None:
    """The same for a door: nothing of a case that the post does not see."""
    rows = dossier_of(pk, union=post.union, by=post, on=on)
    case: Nomination | None = rows.one("case")
    if case is None or (post.role == Role.CLERK and case.union_id != post.union_id):
        return None
    return rows if post.role == Role.CLERK or case_seen_by(post, pk).exists() else None


def renew(nomination: Nomination, rows: Rows) -> None:
    """Give a record what was read of its case, as reading it anew would."""
    case: Nomination = rows.one("case")
    for column in case._meta.concrete_fields:
        if column.attname in case.__dict__:
            setattr(nomination, column.attname, case.__dict__[column.attname])
    nomination._state.fields_cache.update(case._state.fields_cache)


def guard_key(nomination: Nomination) -> str:
    """The name of the subject in the guards of its round (决定 18)."""
    return nomination.person_key or f"union:{nomination.subject_union_id}"


# --- which rows ---------------------------------------------------------------------------------------------------------


def _of(column: Any) -> Subquery:
    """A column of the case itself. Every part asks for it, so that all of them speak of the same moment."""
    return Subquery(Nomination.objects.filter(pk=CASE).annotate(told=column).values("told"))


def _said(column: str) -> Subquery:
    """The same for a code or a name: an empty one finds nothing."""
    return _of(NullIf(F(column), Value("")))


def _conditions() -> dict[str, Part]:
    round, person_key, code = _of(F("round")), _said("person_key"), _said("subject_code")
    earlier, *otherwise = known_by(person_key, code, _said("subject_name"), _of(F("subject_union")), round)
    return {
        "case": Part(Nomination.objects.filter(pk=CASE), SEARCH),
        "round": Part(Round.objects.filter(pk=round), LONG_TEXTS),
        "unions": Part(Union.objects.filter(_own_unions()), SEARCH),
        "collective": Part(CollectiveApplication.objects.filter(nomination=CASE), SECRETS),
        "person": Part(PersonApplication.objects.filter(nomination=CASE), SECRETS | {"resume"}),
        "years": Part(YearRow.objects.filter(nomination=CASE)),
        "employers": Part(EmployerRow.objects.filter(nomination=CASE)),
        "records": Part(EmployerRecord.objects.filter(employer__nomination=CASE)),
        "terms": Part(TermRow.objects.filter(nomination=CASE)),
        "grades": Part(GradeRow.objects.filter(nomination=CASE)),
        "title": Part(ProvincialHonour.objects.filter(nomination=CASE)),
        "attested": Part(Attested.objects.filter(nomination=CASE), along={"document": "name"}),
        "earlier": Part(earlier, SEARCH | {"path"}, {"decision": "number"}, otherwise),
    }


def _own_unions() -> Q:
    return Q(pk=_of(F("union"))) | Q(pk=_of(F("recommender"))) | Q(pk=_of(F("subject_union")))


def _procedure(above: list[Slot]) -> dict[str, Part]:
    round, notice = _of(F("round")), _of(F("unit_notice"))
    extended = Extension.objects.filter(Q(union__pk__in=above) | Q(union=_of(F("union"))), round=round)
    return {
        "unions": Part(Union.objects.filter(_own_unions() | Q(pk__in=above)), SEARCH),
        "chain": Part(Chain.objects.filter(pk=_of(F("chain")))),
        "notice": Part(Notice.objects.filter(pk=notice), SEARCH | {"body", "contacts"}),
        "items": Part(NoticeItem.objects.filter(notice=notice)),
        "opinions": Part(Opinion.objects.filter(nomination=CASE), along={"document": "name"}),
        "reasons": Part(GeneralReason.objects.filter(nomination=CASE), along={"union": "name"}),
        "deadlines": Part(Deadline.objects.filter(round=round)),
        "extensions": Part(extended),
        "calendar": Part(CalendarYear.objects.all()),
        "may": Part(carried_at_one(_of(F("union")))),
    }


def _rivals() -> dict[str, Part]:
    """The same subject in this round, by code; the row that whoever files it takes; other names of its union."""
    subject = _of(F("subject_union"))
    rivals = Nomination.objects.filter(round=_of(F("round")), state__in=RIVAL_STATES).exclude(pk=CASE)
    # The indexes of codes leave empty ones out, and are used only where the question says so too.
    by_person = rivals.filter(~Q(person_key=""), person_key=_said("person_key"))
    by_code = rivals.filter(~Q(subject_code=""), subject_code=_said("subject_code"))
    union = Concat(Value("union:"), Cast("subject_union_id", CharField()))
    key = _of(Coalesce(NullIf(F("person_key"), Value("")), union))
    return {
        "rivals": Part(by_person, SEARCH, {"union": "name"}, [by_code, rivals.filter(subject_union=subject)]),
        "guard": Part(SubjectGuard.objects.filter(round=_of(F("round")), key=key)),
        "renamed": Part(Union.objects.filter(successor=subject), SEARCH),
    }


_CONDITIONS = Gathering(_conditions)


@lru_cache(maxsize=32)
def _with_procedure(above: int) -> Gathering:
    """By the number of unions above: mostly four."""
    slots = [Slot(f"above{n}") for n in range(above)]
    return Gathering(lambda: _conditions() | _procedure(slots) | _rivals())


def _hang(rows: Rows) -> None:
    """The rows that the case names by a relation, so that nobody asks for them again."""
    case: Nomination | None = rows.one("case")
    if case is None:
        return
    held = case._state.fields_cache
    unions = {union.pk: union for union in rows.of("unions")}
    for name in ("union", "recommender", "subject_union"):
        held[name] = unions.get(getattr(case, f"{name}_id"))
    held["round"], held["provincial_honour"] = rows.one("round"), rows.one("title")
    kind = "collective" if case.kind.collective else "person"
    held[kind] = rows.one(kind)
    if rows.of("chain"):
        held["chain"], held["unit_notice"] = rows.one("chain"), rows.one("notice")
    for rival in rows.of("rivals"):
        rival.round = case.round
    for employer in rows.of("employers"):  # as `prefetch_related("records")` would
        mine = EmployerRecord.objects.none()
        mine._result_cache = [record for record in rows.of("records") if record.employer_id == employer.pk]
        employer._prefetched_objects_cache = {"records": mine}
