"""Begin a nomination in an open round; what the union tree knows is filled in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from honors.models import Round
from ledger import actions as ledger
from nominations.actions.drafts.barring import require_not_barred
from nominations.actions.drafts.revisions import revise
from nominations.actions.drafts.scope import UNION_KINDS, check_filing_union, offered, subject_of
from nominations.actions.summary import summarise
from nominations.content import Application, blank_content
from nominations.models import CollectiveApplication, Nomination, PersonApplication
from nominations.moves import NOMINATION, State
from nominations.queries import LIVE, names_of
from regulation.honours import Honour
from regulation.model_home import Founding, Level
from regulation.model_small_home import SubUnit
from regulation.windows import in_beijing
from unions.models import Kind, Post, Union
from unions.queries import actor, recommender_of, require

BEGIN = "begin"
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
    offered(round, asked)
    subject = subject_of(asked, union, subject_union)
    check_filing_union(asked, union, office_reason.strip())
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
        revise(nomination, application, by, at, content=blank_content(application, asked))
    return nomination


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
