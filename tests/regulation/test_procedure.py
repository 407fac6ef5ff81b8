"""Filing, rounds, lists, measures, audit, final list, and what follows the honour."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from regulation import after, article_16, conferral, elevated, lists, measures, revocation, revocation_route, rounds
from regulation.article_16 import Endorsement, Filing
from regulation.conferral import Disqualification, Disqualified, Fault
from regulation.elevated import Elevation
from regulation.engine import Judgement, Law, Result
from regulation.facts import Ballot, Candidate, Grade, Post, YearGrade
from regulation.honours import Elevated, Honour
from regulation.lists import Bound, ListRow, ListStage, Quota, RankedList, StructureRequirement
from regulation.measures import Measure, MeasureValue, Provision, ProvisionKind
from regulation.notices import Medium, Notice
from regulation.opinions import Assembly, OpinionKind
from regulation.refusals import Refused
from regulation.revocation import Evidence, Revocation, Sanction, YearBallot
from regulation.rounds import RecommenderKind, RoundKind, RoundNotice, RoundPlan
from tests.regulation.cases import (
    FILED,
    FINAL,
    FRIEND,
    HOME,
    RECOMMENDED,
    VERSION,
    WORKER,
    activists,
    collective_decision,
    filing,
    listed,
)


def open_codes(law: Law, facts: object) -> list[str]:
    return [f.code for f in law.judge(facts, version=VERSION, as_of=FILED).open()]


# --- 第十六条 ---------------------------------------------------------------------------------------------------------

OFFICIAL = replace(WORKER, public_official=True)


@pytest.mark.parametrize("facts", [HOME, WORKER, OFFICIAL, FRIEND], ids=["home", "worker", "official", "friend"])
def test_a_complete_filing_passes(facts: Candidate) -> None:
    assert open_codes(article_16.law, filing(facts)) == []


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (OpinionKind.MEMBERS, "members_were_heard"),
        (OpinionKind.PARTY, "party_organ_was_heard"),
        (OpinionKind.DISCIPLINE, "discipline_organ_was_heard"),
        (OpinionKind.SUPERVISION, "authorities_were_heard"),
        (OpinionKind.PERSONNEL, "authorities_were_heard"),
    ],
)
@pytest.mark.parametrize(
    "spoiled",
    [None, {"document": ""}, {"as_of": None}, {"as_of": date(2026, 3, 17)}, {"agrees": False}],
    ids=["missing", "no document", "no day", "of tomorrow", "dissent unanswered"],
)
def test_every_opinion_is_needed_whole(kind: OpinionKind, code: str, spoiled: Mapping[str, object] | None) -> None:
    whole = filing(OFFICIAL)
    if spoiled is None:
        opinions = tuple(o for o in whole.opinions if o.kind is not kind)
    else:
        opinions = tuple(replace(o, **spoiled) if o.kind is kind else o for o in whole.opinions)  # type: ignore[arg-type]  # fields by name
    assert open_codes(article_16.law, replace(whole, opinions=opinions)) == [code]


def with_opinion(facts: Filing, kind: OpinionKind, **changed: object) -> Filing:
    opinions = tuple(replace(o, **changed) if o.kind is kind else o for o in facts.opinions)  # type: ignore[arg-type]  # fields by name
    return replace(facts, opinions=opinions)


def test_a_committee_is_not_an_assembly() -> None:
    facts = with_opinion(filing(HOME), OpinionKind.MEMBERS, assembly=Assembly.COMMITTEE)
    assert open_codes(article_16.law, facts) == ["members_were_heard"]


def test_no_majority_is_asked_but_dissent_is_answered() -> None:
    dissent = with_opinion(filing(HOME), OpinionKind.MEMBERS, in_favour=10, against=40)
    answered = with_opinion(dissent, OpinionKind.MEMBERS, answer="已逐一说明")
    assert open_codes(article_16.law, dissent) == ["members_were_heard"]
    assert open_codes(article_16.law, answered) == []


def test_the_authority_is_the_one_over_that_cadre() -> None:
    facts = with_opinion(filing(OFFICIAL), OpinionKind.PERSONNEL, within_authority=False)
    assert open_codes(article_16.law, facts) == ["authorities_were_heard"]


def test_absence_of_an_organ_is_stated() -> None:
    silent = replace(HOME, has_party_organ=False, has_discipline_organ=None)
    facts = replace(filing(silent), opinions=tuple(o for o in filing(silent).opinions if o.kind is OpinionKind.MEMBERS))
    assert open_codes(article_16.law, facts) == ["party_organ_was_heard", "discipline_organ_was_heard"]


@pytest.mark.parametrize(
    "spoiled",
    [
        {"working_days": 4},
        {"names_shown": False},
        {"deeds_shown": False},
        {"proof": ""},
        {"over": False},
        {"open_objections": 1},
        {"stricter": {"notice_working_days": Fraction(7)}},
    ],
    ids=lambda spoiled: next(iter(spoiled)),
)
def test_the_unit_notice_is_whole(spoiled: Mapping[str, object]) -> None:
    whole = filing(HOME)
    assert whole.notice
    shorter = replace(whole.notice, **spoiled)  # type: ignore[arg-type]  # fields by name
    assert open_codes(article_16.law, replace(whole, notice=shorter)) == ["unit_notice_ran"]
    assert open_codes(article_16.law, replace(whole, notice=None)) == ["unit_notice_ran"]


def test_an_endorsement_says_whom_it_heard() -> None:
    assert open_codes(article_16.endorsement_law, Endorsement(opinions_heard="职工代表、街道党工委")) == []
    assert open_codes(article_16.endorsement_law, Endorsement()) == ["opinions_of_all_sides_were_heard"]


# --- 第十四、十五条 ---------------------------------------------------------------------------------------------------

SAID = RoundNotice(subjects="对象", conditions="条件", procedure="程序", quotas="名额", organisation="组织")
CONGRESS = RoundPlan(
    kind=RoundKind.CONGRESS,
    opens_on=date(2023, 3, 1),
    honours=tuple(Honour),
    congress_years=(2018, 2023),
    earlier_rounds=(date(2018, 3, 1), date(2021, 3, 1)),
    notice=SAID,
)
THREE = (Honour.MODEL_HOME, Honour.MODEL_SMALL_HOME, Honour.OUTSTANDING_WORKER)
MID_TERM = replace(CONGRESS, kind=RoundKind.MID_TERM, opens_on=date(2026, 3, 2), honours=THREE, earlier_rounds=())


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (CONGRESS, []),
        (MID_TERM, []),
        (replace(MID_TERM, honours=tuple(Honour)), ["names_only_beside_conferring"]),
        (replace(CONGRESS, honours=tuple(Honour)[1:]), ["names_only_beside_conferring"]),
        (replace(CONGRESS, honours=(Honour.UNION_FRIEND,)), ["names_only_beside_conferring"]),
        (replace(CONGRESS, honours=()), ["names_only_beside_conferring"]),
        (replace(CONGRESS, opens_on=date(2024, 3, 1)), ["comes_in_its_usual_year"]),
        (replace(CONGRESS, opens_on=date(2024, 3, 1), unusual_year_reason="大会延期"), []),
        (replace(MID_TERM, congress_years=()), ["comes_in_its_usual_year"]),
        (replace(CONGRESS, opens_on=date(2023, 2, 27)), ["comes_twice_in_five_years"]),
        (replace(CONGRESS, opens_on=date(2023, 2, 27), document_number="总工发〔2023〕1号"), []),
        (replace(CONGRESS, notice=replace(SAID, procedure=" ")), ["notice_is_complete"]),
    ],
)
def test_rounds(plan: RoundPlan, expected: list[str]) -> None:
    assert open_codes(rounds.law, plan) == expected


def test_a_third_round_is_not_excused_by_a_reason() -> None:
    third = replace(CONGRESS, opens_on=date(2023, 2, 27))
    judgement = rounds.law.judge(third, version=VERSION, as_of=FILED)
    assert [f.code for f in judgement.open({"comes_twice_in_five_years": "理由"})] == ["comes_twice_in_five_years"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (RecommenderKind.PROVINCE, None),
        (RecommenderKind.CENTRAL, None),
        (RecommenderKind.CORPS, "corps_through_xinjiang"),
        (RecommenderKind.OTHER, "not_a_recommender"),
    ],
)
def test_who_recommends(kind: RecommenderKind, code: str | None) -> None:
    if code is None:
        rounds.require_recommender(kind)
        return
    with pytest.raises(Refused) as refused:
        rounds.require_recommender(kind)
    assert refused.value.code == code


# --- lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "other", "expected"),
    [
        (3, 2, []),
        (2, 2, ["activists_come_from_the_front_line"]),
        (599, 401, ["activists_come_from_the_front_line"]),
        (0, 0, []),
    ],
)
def test_front_line_is_an_exact_count_that_no_reason_excuses(front: int, other: int, expected: list[str]) -> None:
    judgement = listed(activists(front, other))
    assert [f.code for f in judgement.open({"activists_come_from_the_front_line": "理由"})] == expected


@pytest.mark.parametrize("stage", ListStage)
def test_front_line_binds_every_list(stage: ListStage) -> None:
    facts = RankedList(rows=activists(1, 1), stage=stage)
    assert [f.code for f in lists.judge(facts, version=VERSION, as_of=FILED).open()] == [
        "activists_come_from_the_front_line"
    ]


def test_after_departures_a_broken_share_needs_a_reason() -> None:
    judgement = lists.judge(RankedList(rows=activists(1, 1), after_departures=True), version=VERSION, as_of=FILED)
    assert [f.code for f in judgement.open()] == ["front_line_share_survives_departures"]
    assert judgement.open({"front_line_share_survives_departures": "撤下一名一线职工"}) == ()


def homes(non_public: int, total: int) -> tuple[ListRow, ...]:
    row = ListRow(honour=Honour.MODEL_HOME, elevated=Elevated.RED_FLAG_UNIT)
    return tuple(replace(row, non_public=n < non_public) for n in range(total))


@pytest.mark.parametrize(
    ("non_public", "total", "kind", "met"),
    [
        (50, 100, RecommenderKind.PROVINCE, True),
        (49, 100, RecommenderKind.PROVINCE, False),
        (1, 3, RecommenderKind.PROVINCE, False),
        (0, 10, RecommenderKind.CENTRAL, True),
        (0, 0, RecommenderKind.PROVINCE, True),
    ],
)
def test_half_non_public_binds_provinces(non_public: int, total: int, kind: RecommenderKind, met: bool) -> None:
    finding = listed(homes(non_public, total), kind).find("half_come_from_non_public_units")
    assert (finding.result is Result.MET, finding.generally) == (met, True)


def test_article_18_does_not_bind_the_national_lists() -> None:
    facts = RankedList(rows=homes(0, 4), stage=ListStage.PROPOSED)
    assert lists.judge(facts, version=VERSION, as_of=FILED).open() == ()


def test_places_are_counted_by_cell() -> None:
    rows = (
        ListRow(honour=Honour.MODEL_HOME, cell="非公企业", non_public=True),
        ListRow(honour=Honour.MODEL_HOME, cell="机关国有"),
        ListRow(honour=Honour.OUTSTANDING_WORKER, cell="不分类", non_public=True),
    )
    cells = (
        Quota(honour=Honour.MODEL_HOME, cell="非公企业", places=1),
        Quota(honour=Honour.MODEL_HOME, cell="机关国有", places=1),
        Quota(honour=Honour.OUTSTANDING_WORKER, places=1),
    )
    facts = RankedList(rows=rows, quotas=cells, recommender=RecommenderKind.PROVINCE)
    assert lists.judge(facts, version=VERSION, as_of=FILED).open() == ()

    swapped = replace(facts, rows=(replace(rows[0], cell="机关国有"), *rows[1:]))
    over = lists.judge(swapped, version=VERSION, as_of=FILED).find("keeps_within_its_places")
    assert [(o.seen, o.mend) for o in over.observations if o.result is Result.NOT_MET] == [
        ("全国模范职工之家（机关国有）名额 1 个，列入 2 个", "撤下 1 个")
    ]


def test_a_list_without_any_quota_may_hold_nothing() -> None:
    facts = RankedList(rows=homes(1, 1), quotas=())
    assert [f.code for f in lists.judge(facts, version=VERSION, as_of=FILED).open()] == ["keeps_within_its_places"]


LEADERS = StructureRequirement(
    code="leaders",
    title="单位负责人不超过百分之二十",
    honours=(Honour.OUTSTANDING_WORKER,),
    trait="leader",
    bound=Bound.CEILING,
    share=Fraction(1, 5),
    source="某工办发〔2026〕1号",
)
WOMEN = StructureRequirement(
    code="women",
    title="女性不少于二人",
    honours=(Honour.OUTSTANDING_WORKER,),
    trait="woman",
    bound=Bound.FLOOR,
    number=2,
    generally=True,
)


def workers(leaders: int, women: int, total: int) -> tuple[ListRow, ...]:
    return tuple(
        ListRow(
            honour=Honour.OUTSTANDING_WORKER,
            non_public=True,
            woman=n < women,
            traits=("leader",) if n < leaders else (),
        )
        for n in range(total)
    )


@pytest.mark.parametrize(
    ("rows", "expected", "excused"),
    [
        (workers(2, 2, 10), [], []),
        (workers(3, 2, 10), ["structure.leaders"], ["structure.leaders"]),
        (workers(1, 1, 9), ["structure.women"], []),
        (workers(2, 2, 9), ["structure.leaders"], ["structure.leaders"]),
    ],
)
def test_structure_requirements(rows: tuple[ListRow, ...], expected: list[str], excused: list[str]) -> None:
    facts = RankedList(rows=rows, requirements=(LEADERS, WOMEN))
    judgement = lists.judge(facts, version=VERSION, as_of=FILED)
    reasons = {"structure.leaders": "理由", "structure.women": "理由"}
    assert [f.code for f in judgement.open()] == expected
    assert [f.code for f in judgement.open(reasons)] == excused


def test_gauges_say_how_many_to_swap() -> None:
    facts = RankedList(
        rows=(*activists(1, 4), *workers(3, 0, 10)),
        quotas=(
            Quota(honour=Honour.OUTSTANDING_ACTIVIST, places=4),
            Quota(honour=Honour.OUTSTANDING_WORKER, places=10),
        ),
        recommender=RecommenderKind.PROVINCE,
        requirements=(LEADERS, WOMEN),
    )
    assert [(g.code, g.counted, g.limit, g.missing) for g in lists.gauges(facts, VERSION)] == [
        ("places.outstanding_activist", 5, 4, 1),
        ("places.outstanding_worker", 10, 10, 0),
        ("front_line", 1, 3, 2),
        ("non_public", 15, 8, 0),
        ("structure.leaders", 3, 2, 1),
        ("structure.women", 0, 2, 2),
    ]


# --- 第九条 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "allowed"),
    [
        ({"on_this_list": True}, True),
        ({}, False),
        ({"earlier_holder": True, "in_good_standing": True, "notice_allows_earlier": True}, True),
        ({"earlier_holder": True, "in_good_standing": True}, False),
        ({"earlier_holder": True, "notice_allows_earlier": True}, False),
        ({"on_this_list": True, "honour": Honour.MODEL_SMALL_HOME}, False),
    ],
)
def test_elevated_titles_stand_on_their_base(changed: Mapping[str, object], allowed: bool) -> None:
    facts = replace(Elevation(title=Elevated.RED_FLAG_UNIT, honour=Honour.MODEL_HOME), **changed)  # type: ignore[arg-type]  # fields by name
    judgement = elevated.law.judge(facts, version=VERSION, as_of=FILED)
    assert (judgement.find("stands_on_its_base").result is Result.MET) == allowed


# --- 第二十九条 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameter", "own", "allowed"),
    [
        ("least_membership_rate", Fraction(90, 100), True),
        ("least_membership_rate", Fraction(89, 100), False),
        ("least_membership_rate", Fraction(101, 100), False),
        ("notice_working_days", Fraction(7), True),
        ("notice_working_days", Fraction(3), False),
        ("notice_working_days", Fraction(11, 2), False),
        ("ordinary_accident_years", Fraction(2), True),
        ("non_public_share", Fraction(2, 5), False),
        ("dissatisfaction_ceiling", Fraction(2, 5), False),
        ("notice_cutoff", Fraction(18), False),
        ("unheard_of", Fraction(1), False),
    ],
)
@pytest.mark.parametrize("by", [RecommenderKind.PROVINCE, RecommenderKind.INDUSTRIAL])
def test_measures_may_only_be_stricter(by: RecommenderKind, parameter: str, own: Fraction, allowed: bool) -> None:
    measure = Measure(by=by, values=(MeasureValue(parameter=parameter, value=own),))
    assert open_codes(measures.law, measure) == ([] if allowed else ["numbers_are_never_looser"])


def test_a_looser_measure_is_refused_with_the_article() -> None:
    loose = Measure(
        by=RecommenderKind.PROVINCE, values=(MeasureValue(parameter="front_line_share", value=Fraction(1, 2)),)
    )
    finding = measures.law.judge(loose, version=VERSION, as_of=FILED).find("numbers_are_never_looser")
    assert [o.seen for o in finding.observations] == [
        "“积极分子中一线职工所占比例”设为 50%，第五条第四款为 60%，与第五条第四款相抵触"
    ]


@pytest.mark.parametrize("by", [RecommenderKind.CENTRAL, RecommenderKind.CORPS, RecommenderKind.OTHER])
def test_only_provinces_and_industrial_unions_make_measures(by: RecommenderKind) -> None:
    assert open_codes(measures.law, Measure(by=by)) == ["may_be_made_by_this_union"]


def test_provisions_add_and_never_relax() -> None:
    relaxing = Provision(text="免除单位公示", kind=ProvisionKind.RELAXES, article="第十六条")
    assert open_codes(measures.law, Measure(by=RecommenderKind.PROVINCE, provisions=(relaxing,))) == [
        "provisions_are_never_contrary"
    ]


# --- 第十七、十九、二十、二十一条 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"examined": False}, ["was_examined"]),
        ({"decision": collective_decision("other")}, ["was_decided_by_the_leadership"]),
        ({"decision": replace(collective_decision("d1"), minutes="")}, ["was_decided_by_the_leadership"]),
        ({"decision": replace(collective_decision("d1"), attendees=("甲",))}, ["was_decided_by_the_leadership"]),
        ({"notice": None}, ["was_published_by_the_recommender"]),
        ({"notice_digest": "other"}, ["was_published_by_the_recommender"]),
        ({"entered_since": ("某工会",)}, ["nothing_entered_after_the_notice"]),
    ],
)
def test_recommendation(changed: Mapping[str, object], expected: list[str]) -> None:
    assert open_codes(conferral.recommendation_law, replace(RECOMMENDED, **changed)) == expected  # type: ignore[arg-type]  # fields by name


def test_the_article_names_the_medium() -> None:
    assert RECOMMENDED.notice
    assert FINAL.notice
    unit: Notice = replace(RECOMMENDED.notice, medium=Medium.UNIT)
    provincial: Notice = replace(FINAL.notice, medium=Medium.PROVINCIAL_PRESS)
    assert open_codes(conferral.recommendation_law, replace(RECOMMENDED, notice=unit)) == [
        "was_published_by_the_recommender"
    ]
    assert open_codes(conferral.final_law, replace(FINAL, notice=provincial)) == ["was_published_nationally"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"approved": False}, ["was_approved_by_the_secretariat"]),
        ({"proposed_digest": "other"}, ["was_approved_by_the_secretariat"]),
        ({"notice": None}, ["was_published_nationally"]),
        ({"held": ("某工会",)}, ["is_part_of_what_was_approved"]),
    ],
)
def test_final_list(changed: Mapping[str, object], expected: list[str]) -> None:
    assert open_codes(conferral.final_law, replace(FINAL, **changed)) == expected  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        (Disqualification(fault=Fault.FORGED, verified=True, document="结论.pdf"), True),
        (Disqualification(fault=Fault.PROCEDURE, verified=True, document="结论.pdf"), True),
        (Disqualification(fault=Fault.FORGED, verified=True), False),
        (Disqualification(fault=Fault.FORMAL, verified=True, document="结论.pdf"), False),
    ],
)
def test_disqualified_only_once_verified_and_never_for_form(facts: Disqualification, allowed: bool) -> None:
    assert open_codes(conferral.disqualification_law, facts) == ([] if allowed else ["fault_is_verified"])


def test_a_disqualified_subject_is_barred_under_any_code_or_name() -> None:
    barred = (Disqualified(codes=frozenset({"A"}), names=frozenset({"旧名"})),)
    conferral.require_not_barred(frozenset({"B"}), frozenset({"别人"}), barred)
    for codes, names in (({"A"}, {"新名"}), ({"B"}, {"旧名"})):
        with pytest.raises(Refused) as refused:
            conferral.require_not_barred(frozenset(codes), frozenset(names), barred)
        assert refused.value.code == "barred"


def test_a_burned_place_is_not_refilled() -> None:
    conferral.require_no_refill(burned=1, granted=3, used=1)
    with pytest.raises(Refused) as refused:
        conferral.require_no_refill(burned=1, granted=3, used=2)
    assert refused.value.code == "place_burned"


@pytest.mark.parametrize("honour", Honour)
def test_words_of_conferring_and_naming(honour: Honour) -> None:
    conferral.require_wording(honour, conferral.wording(honour))
    wrong = f"命名为{honour.title}" if honour.act.value == "conferred" else f"授予{honour.title}荣誉称号"
    with pytest.raises(Refused) as refused:
        conferral.require_wording(honour, wrong)
    assert refused.value.code == "wrong_words"


# --- 第二十三条至第二十八条 -------------------------------------------------------------------------------------------


def revoked(honour: Honour, ground: str, *elements: str, **more: object) -> Judgement:
    evidence = tuple(Evidence(element=e, document=f"{e}.pdf") for e in elements)
    facts = replace(Revocation(honour=honour, ground=ground, evidence=evidence), **more)  # type: ignore[arg-type]  # fields by name
    return revocation.ground_law.judge(facts, version=VERSION, as_of=FILED)


def year(number: int, dissatisfied: int, returned: int = 100) -> YearBallot:
    ballot = Ballot(issued=returned, returned=returned, satisfied=returned - dissatisfied, dissatisfied=dissatisfied)
    return YearBallot(year=number, ballot=ballot)


@pytest.mark.parametrize(
    ("ballots", "allowed"),
    [
        ((year(2024, 51), year(2025, 51)), True),
        ((year(2024, 501, 1000), year(2025, 501, 1000)), True),
        ((year(2024, 50), year(2025, 51)), False),
        ((year(2023, 60), year(2025, 60)), False),
        ((year(2025, 90),), False),
        ((), False),
    ],
)
def test_dissatisfied_above_half_in_two_years_running(ballots: tuple[YearBallot, ...], allowed: bool) -> None:
    assert (not revoked(Honour.MODEL_HOME, "23.9", ballots=ballots).open()) == allowed
    assert (not revoked(Honour.OUTSTANDING_WORKER, "25.5", post=Post.CHAIR, ballots=ballots).open()) == allowed


@pytest.mark.parametrize(
    ("honour", "ground", "more", "allowed"),
    [
        (Honour.MODEL_HOME, "23.6", {}, False),
        (Honour.OUTSTANDING_WORKER, "25.3", {"post": Post.OTHER}, False),
        (Honour.OUTSTANDING_WORKER, "25.3", {"post": Post.CHAIR, "grassroots": False}, False),
        (Honour.OUTSTANDING_ACTIVIST, "25.3", {"post": Post.CHAIR}, False),
        (Honour.OUTSTANDING_WORKER, "25.3", {"post": Post.VICE_CHAIR}, True),
        (Honour.OUTSTANDING_WORKER, "24.4", {"sanction": Sanction.DEMERIT}, False),
        (Honour.OUTSTANDING_WORKER, "24.4", {"sanction": Sanction.SERIOUS_DEMERIT}, True),
        (Honour.OUTSTANDING_WORKER, "24.4", {"sanction": Sanction.PARTY_WARNING}, False),
        (Honour.OUTSTANDING_WORKER, "24.4", {}, False),
        (Honour.MODEL_SMALL_HOME, "23.10", {}, False),
        (Honour.MODEL_SMALL_HOME, "23.10", {"document_number": "总工办发〔2027〕9号"}, False),
        (Honour.MODEL_SMALL_HOME, "23.10", {"reasons": "小家与他人合办假活动"}, True),
        (Honour.UNION_FRIEND, "24.6", {"reasons": "阻挠组建工会", "document_number": "总工办发〔2027〕9号"}, True),
        (Honour.MODEL_HOME, "23.1", {"happened_on": date(2020, 8, 10)}, True),
        (Honour.MODEL_HOME, "23.1", {"happened_on": date(2020, 8, 9)}, False),
        (Honour.MODEL_HOME, "23.1", {"happened_on": date(2020, 8, 9), "by_nation": True}, False),
        (
            Honour.MODEL_HOME,
            "23.1",
            {"happened_on": date(2020, 8, 9), "by_nation": True, "document_number": "总工办发〔2021〕2号"},
            True,
        ),
        (Honour.MODEL_HOME, "23.1", {"happened_on": date(2099, 1, 1)}, False),
        (Honour.OUTSTANDING_WORKER, "25.1", {"post": Post.CHAIR, "lawfully_removed": True}, True),
        (
            Honour.OUTSTANDING_WORKER,
            "25.1",
            {"post": Post.CHAIR, "grades": tuple(YearGrade(year=y, grade=Grade.DISSATISFIED) for y in (2024, 2025))},
            True,
        ),
        (
            Honour.OUTSTANDING_WORKER,
            "25.1",
            {"post": Post.CHAIR, "grades": (YearGrade(year=2025, grade=Grade.DISSATISFIED),)},
            False,
        ),
        (Honour.MODEL_HOME, "99.1", {}, False),
    ],
)
def test_grounds(honour: Honour, ground: str, more: Mapping[str, object], allowed: bool) -> None:
    assert (not revoked(honour, ground, "fact", **more).open()) == allowed


DIRECT = revocation_route.RevocationRoute(
    route=revocation_route.Route.DIRECT,
    verified=True,
    verification="结论.pdf",
    secretariat_approval="书记处会议纪要",
    recommender_notified="通报.pdf",
)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"recommender_notified": ""}, ["secretariat_decided"]),
        ({"verified": False}, ["facts_were_verified"]),
    ],
)
def test_the_direct_route(changed: Mapping[str, object], expected: list[str]) -> None:
    assert open_codes(revocation_route.route_law, replace(DIRECT, **changed)) == expected  # type: ignore[arg-type]  # fields by name


def test_another_union_applies_only_with_a_reason() -> None:
    other = replace(
        DIRECT,
        route=revocation_route.Route.STEP_BY_STEP,
        by_original_recommender=False,
        recommender_agreed=True,
        written_report="报告",
        request="请示",
    )
    judgement = revocation_route.route_law.judge(other, version=VERSION, as_of=FILED)
    assert [f.code for f in judgement.open()] == ["is_applied_for_by_the_original_recommender"]
    assert judgement.open({"is_applied_for_by_the_original_recommender": "原单位已撤销"}) == ()


RECOVERED = after.Recovery(
    honour=Honour.MODEL_HOME,
    end=after.UnitEnd.ENDED,
    certificate_recovered=True,
    plaque_recovered=True,
    reported_to="县总工会",
)


@pytest.mark.parametrize(
    ("changed", "allowed"),
    [
        ({}, True),
        ({"plaque_recovered": False}, False),
        ({"plaque_recovered": False, "loss_statement": "随厂房灭失"}, True),
        ({"plaque_recovered": False, "plaque_loss": "随厂房灭失"}, True),
        ({"plaque_recovered": False, "certificate_loss": "随厂房灭失"}, False),
        ({"by_next_higher_union": False}, False),
        ({"end": after.UnitEnd.RENAMED}, False),
        ({"honour": Honour.UNION_FRIEND}, False),
        ({"reported_to": ""}, False),
    ],
)
def test_recovery(changed: Mapping[str, object], allowed: bool) -> None:
    assert (open_codes(after.recovery_law, replace(RECOVERED, **changed)) == []) == allowed  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("payer", "kind", "honour", "more", "allowed"),
    [
        (after.Payer.LOCAL, after.SupportKind.SUBSIDY, Honour.MODEL_HOME, {}, True),
        (after.Payer.INDUSTRIAL, after.SupportKind.SUBSIDY, Honour.MODEL_SMALL_HOME, {}, True),
        (after.Payer.LOCAL, after.SupportKind.REWARD, Honour.OUTSTANDING_WORKER, {}, False),
        (after.Payer.LOCAL, after.SupportKind.SUBSIDY, Honour.OUTSTANDING_WORKER, {}, False),
        (after.Payer.GRASSROOTS, after.SupportKind.SUBSIDY, Honour.MODEL_SMALL_HOME, {}, True),
        (after.Payer.GRASSROOTS, after.SupportKind.SUBSIDY, Honour.MODEL_SMALL_HOME, {"below_payer": False}, False),
        (after.Payer.GRASSROOTS, after.SupportKind.REWARD, Honour.UNION_FRIEND, {}, False),
        (after.Payer.GRASSROOTS, after.SupportKind.REWARD, Honour.UNION_FRIEND, {"members_agreed": "决议"}, True),
        (after.Payer.GRASSROOTS, after.SupportKind.TREATMENT, Honour.UNION_FRIEND, {"members_agreed": "决议"}, False),
        (after.Payer.LOCAL, after.SupportKind.HELP, Honour.OUTSTANDING_WORKER, {"spending_rules": ""}, True),
        (after.Payer.LOCAL, after.SupportKind.SUBSIDY, Honour.MODEL_HOME, {"spending_rules": ""}, False),
    ],
)
def test_support(
    payer: after.Payer, kind: after.SupportKind, honour: Honour, more: Mapping[str, object], allowed: bool
) -> None:
    facts = replace(after.Support(payer=payer, kind=kind, honour=honour, spending_rules="业务支出"), **more)  # type: ignore[arg-type]  # fields by name
    assert (open_codes(after.support_law, facts) == []) == allowed


def test_a_recheck_comes_from_above() -> None:
    own = after.Recheck(honour=Honour.MODEL_HOME, by_union_above=False)
    assert open_codes(after.recheck_law, own) == ["union_above_rechecks"]
