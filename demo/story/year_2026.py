"""The running round, as it stands on Monday, 2 March 2026, nine in the morning: cases at every stage."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from demo.rounds import Plan, grants_of, opened
from demo.story.cast import Cast
from demo.story.nation import Nation
from demo.story.scene import Candidate, Scene
from demo.story.steps import to_decided, to_filed, to_notice, to_recommended, up
from demo.story.timeline import Timeline, moment
from demo.walking import Papers
from honors.actions.rounds import Grant
from honors.models.rounds import Step
from regulation.facts import UnitNature
from regulation.honours import Honour

HOME, SMALL, WORKER, ACTIVIST, FRIEND = Honour
PLACES = ("bj", "js", "zj", "xj", "jr", "zy")
DEADLINES = {
    Step.FILE: moment(2026, 4, 10, 18),
    Step.TOWNSHIP: moment(2026, 4, 14, 18),
    Step.COUNTY: moment(2026, 4, 17, 18),
    Step.PREFECTURE: moment(2026, 4, 24, 18),
    Step.RECOMMEND: moment(2026, 5, 22, 18),
    Step.AUDIT: moment(2026, 6, 30, 18),
}


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2026."""
    return moment(2026, month, day, hour, minute)


class Waves:
    """The candidates, in the order in which they go through the round."""

    def __init__(self) -> None:
        # Conferred at the end of January
        self.js_first = [
            Candidate(HOME, "D-JS1"),
            Candidate(SMALL, "D-JS1", sub="D-JS1A"),
            Candidate(WORKER, "D-JS2", name="沈晓东"),
            Candidate(ACTIVIST, "D-JS2", name="周㛃雯"),
            Candidate(ACTIVIST, "D-JS2", name="韩俊杰"),
            Candidate(WORKER, "D-JS5", name="苏伟民"),  # struck: an objection to the provincial notice is upheld
        ]
        self.bj_first = [
            Candidate(HOME, "D-BJ1"),  # honoured in 2023: repeated with a reason
            Candidate(ACTIVIST, "D-BJ1", name="秦䶮"),
            Candidate(FRIEND, "D-BJ4", name="朱长江"),
            Candidate(WORKER, "D-BJ1", name="许志强"),  # struck: an objection to the national notice is upheld
        ]
        # Final
        self.zj_first = [
            Candidate(HOME, "D-ZJ1"),
            Candidate(SMALL, "D-ZJ1", sub="D-ZJ1A"),
            Candidate(WORKER, "D-ZJ1", name="郎𬱖"),
            Candidate(ACTIVIST, "D-ZJ1", name="方美玲"),
            Candidate(FRIEND, "D-ZJ1", name="严宏伟"),  # lapsed: papers never came
        ]
        # On the national notice now
        self.xj_first = [
            Candidate(HOME, "D-XJ1", nature=UnitNature.STATE),
            Candidate(SMALL, "D-XJ1", sub="D-XJ1A", nature=UnitNature.STATE),
            Candidate(WORKER, "D-XJ2", name="俞丽华", titled=False),
            Candidate(ACTIVIST, "D-XJ3", name="古丽·某某"),
        ]
        self.jr_first = [
            Candidate(HOME, "D-JR1"),
            Candidate(SMALL, "D-JR1", sub="D-JR1A"),
            Candidate(WORKER, "D-JS4", name="许一帆", line=True),
        ]
        # Submitted to the secretariat
        self.zy_first = [
            Candidate(HOME, "D-ZY1", nature=UnitNature.ORGAN),
            Candidate(WORKER, "D-ZY2", name="邹文博", nature=UnitNature.INSTITUTION, official=True),
            Candidate(ACTIVIST, "D-ZY1", name="华春生", nature=UnitNature.ORGAN),
        ]
        self.js_second = [Candidate(HOME, "D-JS2"), Candidate(SMALL, "D-JS5", sub="D-JS5A")]
        # At the national department
        self.zj_second = [
            Candidate(HOME, "D-ZJ2"),  # waits for the audit
            Candidate(WORKER, "D-ZJ2", name="苏𫖯之"),  # mends papers
            Candidate(ACTIVIST, "D-ZJ2", name="金玉兰"),  # cleared
            Candidate(SMALL, "D-ZJ2", sub="D-ZJ2A"),  # unfit
        ]
        self.bj_second = [
            Candidate(HOME, "D-BJ2", nature=UnitNature.INSTITUTION),  # under inquiry
            Candidate(WORKER, "D-BJ4", name="范庆华"),  # disqualified
            Candidate(FRIEND, "D-BJ2", name="潘立新", nature=UnitNature.INSTITUTION),  # waits for the audit
            Candidate(HOME, "D-BJ3"),  # cleared
        ]
        # On lists
        self.js_third = [
            Candidate(HOME, "D-JS3"),
            Candidate(HOME, "D-JS5"),
            Candidate(WORKER, "D-JS1", name="周卫东"),  # an objection is open
            Candidate(FRIEND, "D-JS2", name="章国良"),
        ]
        self.xj_second = [
            Candidate(HOME, "D-XJ3"),
            Candidate(WORKER, "D-XJ3", name="任雪梅"),
        ]  # over: may be recommended
        self.bj_third = [Candidate(HOME, "D-BJ4"), Candidate(ACTIVIST, "D-BJ2", name="潘素珍")]  # decided
        self.jr_second = [Candidate(HOME, "D-JR2"), Candidate(WORKER, "D-JR2", name="严静怡")]  # entered
        # Under review
        self.at_township = [Candidate(HOME, "D-JS6")]
        self.at_county = [
            Candidate(ACTIVIST, "D-JS5", name="何海燕"),
            Candidate(ACTIVIST, "D-JS1", name="周浩然", front_line=False),
            Candidate(WORKER, "D-BJ3", name="葛佳慧"),
        ]
        self.at_prefecture = [Candidate(FRIEND, "D-JS1", name="孔建平"), Candidate(FRIEND, "D-JS5", name="何桂英")]
        self.at_division = [Candidate(WORKER, "D-XJ1", name="施红霞", nature=UnitNature.STATE)]
        self.at_corps = [Candidate(FRIEND, "D-XJ1", name="施长江", nature=UnitNature.STATE, official=True)]
        self.at_recommender = [
            Candidate(SMALL, "D-JS2", sub="D-JS2A"),  # honoured in 2023
            Candidate(ACTIVIST, "D-JS4", name="许晨曦"),
            Candidate(FRIEND, "D-ZJ2", name="苏国强"),
            Candidate(FRIEND, "D-ZY2", name="邹志远", nature=UnitNature.INSTITUTION),
        ]
        self.returned = [Candidate(WORKER, "D-JS6", name="陶玉兰"), Candidate(SMALL, "D-JS1", sub="D-JS1B")]
        self.refused = [Candidate(ACTIVIST, "D-BJ4", name="范思琪")]
        self.withdrawn = [Candidate(FRIEND, "D-XJ2", name="俞天佑")]
        # With the filing unions
        self.on_notice = [
            Candidate(SMALL, "D-JS1", sub="D-JS1C"),
            Candidate(WORKER, "D-JS4", name="许丹丹", line=True),
            Candidate(ACTIVIST, "D-ZJ1", name="尤向阳"),
        ]
        self.notice_objected = [Candidate(FRIEND, "D-BJ1", name="韩德明")]
        self.notice_unproven = [Candidate(HOME, "D-ZY2", nature=UnitNature.INSTITUTION)]
        self.ready_to_file = [
            Candidate(ACTIVIST, "D-JS1", name="周美玲"),
            Candidate(WORKER, "D-ZY1", name="谢永勇", nature=UnitNature.ORGAN),
        ]
        self.drafts = [Candidate(WORKER, "D-JS1", name="周秀英"), Candidate(FRIEND, "D-JR2", name="严建国")]
        self.half_drafts = [
            Candidate(HOME, "D-JS4"),
            Candidate(ACTIVIST, "D-XJ2", name="俞一帆"),
            Candidate(FRIEND, "D-BJ3"),
        ]


def tell(line: Timeline, cast: Cast, held: Papers) -> Scene:
    """Lay the round out on the timeline."""
    scene, waves = Scene(cast, held, first_number=4_700_000), Waves()
    nation = Nation(scene)
    line.on(at(1, 5, 8, 30), partial(_open, scene))
    _conferred(line, scene, nation, waves)
    _final(line, scene, nation, waves)
    _on_national_notice(line, scene, nation, waves)
    _submitted(line, scene, nation, waves)
    _at_the_nation(line, scene, nation, waves)
    _on_lists(line, scene, waves)
    _under_review(line, scene, waves)
    _with_the_filing_unions(line, scene, waves)
    return scene


def _open(scene: Scene, when: datetime) -> None:
    cast = scene.cast
    recommenders = [cast.preparer(place).union for place in PLACES]
    shares = {honour: [12] * len(PLACES) for honour in Honour}
    grants = grants_of(shares, recommenders)
    grants.append(Grant(cast.preparer("js").union, HOME.value, 3, "non_public"))  # a typed cell
    plan = Plan(
        name="2026年全国工会荣誉评选表彰（演示）",
        year=2026,
        number="总工办发〔2026〕演示2号",
        totals={honour: sum(amounts) + (3 if honour is HOME else 0) for honour, amounts in shares.items()},
        elevated=4,
        deadlines=DEADLINES,
        unusual_reason="演示：为便于查看每一环节，在2026年按换届之年的项目开展。",
    )
    scene.round = opened(
        plan,
        grants,
        preparer=cast.posts["nation-preparer"],
        signer=cast.posts["nation-signer"],
        at=when,
        opens_at=when,
    )


def _conferred(line: Timeline, scene: Scene, nation: Nation, waves: Waves) -> None:
    js, bj = waves.js_first, waves.bj_first
    to_filed(line, scene, [*js, *bj], shown=at(1, 5, 10), filed=at(1, 12, 9))
    up(line, scene, js, 2, at(1, 12, 14))
    up(line, scene, bj, 1, at(1, 12, 14))
    for place, who in (("js", js), ("bj", bj)):
        to_recommended(line, scene, place, who, entered=at(1, 13, 9), published=at(1, 13, 16), recommended=at(1, 20, 9))
    line.on(at(1, 14, 10), partial(scene.objection, js[5]))
    line.on(at(1, 19, 15), partial(scene.settle_objection, js[5], upheld=True))
    line.on(at(1, 20, 14), partial(nation.clear, [*js[:5], *bj]))
    line.on(at(1, 21, 9), partial(nation.draw_up, elevated=[js[0], js[2]]))
    line.on(at(1, 21, 10), nation.submit)
    line.on(at(1, 21, 15), nation.approve)
    line.on(at(1, 22, 9), nation.publish)
    line.on(at(1, 23, 10), partial(scene.objection, bj[3]))
    line.on(at(1, 28, 10), partial(scene.settle_objection, bj[3], upheld=True))
    line.on(at(1, 29, 9), nation.settle)
    line.on(at(1, 29, 15), partial(nation.confer, number="总工发〔2026〕演示6号"))


def _final(line: Timeline, scene: Scene, nation: Nation, waves: Waves) -> None:
    zj = waves.zj_first
    to_filed(line, scene, zj, shown=at(1, 12, 10), filed=at(1, 19, 9))
    up(line, scene, zj, 2, at(1, 19, 14))
    to_recommended(line, scene, "zj", zj, entered=at(1, 20, 9), published=at(1, 21, 9), recommended=at(1, 28, 9))
    line.on(at(1, 29, 16), partial(nation.ask_mending, zj[4]))
    line.on(at(1, 29, 16, 30), partial(nation.clear, zj[:4]))
    line.on(at(1, 30, 9), nation.draw_up)
    line.on(at(1, 30, 10), nation.submit)
    line.on(at(2, 2, 15), nation.approve)
    line.on(at(2, 3, 9), nation.publish)
    line.on(at(2, 4, 10), partial(scene.objection, zj[3]))  # still open: held when the list became final
    line.on(at(2, 10, 9), nation.settle)
    line.on(at(2, 27, 16), partial(nation.lapse, zj[4]))


def _on_national_notice(line: Timeline, scene: Scene, nation: Nation, waves: Waves) -> None:
    xj, jr = waves.xj_first, waves.jr_first
    to_filed(line, scene, [*xj, *jr], shown=at(1, 19, 10), filed=at(1, 26, 9))
    up(line, scene, xj, 2, at(1, 26, 14))
    for place, who in (("xj", xj), ("jr", jr)):
        to_recommended(line, scene, place, who, entered=at(1, 27, 9), published=at(1, 28, 9), recommended=at(2, 4, 9))
    line.on(at(2, 5, 9), partial(nation.clear, [*xj, *jr]))
    line.on(at(2, 11, 9), partial(nation.draw_up, elevated=[jr[0]]))
    line.on(at(2, 11, 10), nation.submit)
    line.on(at(2, 12, 15), nation.approve)
    line.on(at(2, 27, 9), partial(nation.publish, number=3))  # 27 and 28 February (a worked Saturday), 2 to 4 March


def _submitted(line: Timeline, scene: Scene, nation: Nation, waves: Waves) -> None:
    zy, js = waves.zy_first, waves.js_second
    to_filed(line, scene, [*zy, *js], shown=at(1, 26, 10), filed=at(2, 2, 9))
    up(line, scene, js, 2, at(2, 2, 14))
    for place, who in (("zy", zy), ("js", js)):
        to_recommended(line, scene, place, who, entered=at(2, 3, 9), published=at(2, 4, 9), recommended=at(2, 11, 9))
    line.on(at(2, 12, 9), partial(nation.clear, [*zy, *js]))
    line.on(at(2, 13, 9), nation.draw_up)
    line.on(at(2, 27, 15), nation.submit)


def _at_the_nation(line: Timeline, scene: Scene, nation: Nation, waves: Waves) -> None:
    zj, bj = waves.zj_second, waves.bj_second
    to_filed(line, scene, [*zj, *bj], shown=at(2, 2, 10), filed=at(2, 9, 9))
    up(line, scene, zj, 2, at(2, 9, 14))
    up(line, scene, bj, 1, at(2, 9, 14))
    for place, who in (("zj", zj), ("bj", bj)):
        to_recommended(line, scene, place, who, entered=at(2, 10, 9), published=at(2, 10, 15), recommended=at(2, 24, 9))
    line.on(at(2, 25, 9), partial(nation.ask_mending, zj[1]))
    line.on(at(2, 26, 9), partial(nation.clear, [zj[2], bj[3]]))
    line.on(at(2, 26, 10), partial(nation.find_unfit, zj[3]))
    line.on(at(2, 25, 10), partial(nation.inquire, bj[1]))
    line.on(at(2, 27, 10), partial(nation.disqualify, bj[1]))
    line.on(at(2, 27, 11), partial(nation.inquire, bj[0]))


def _on_lists(line: Timeline, scene: Scene, waves: Waves) -> None:
    js, xj = waves.js_third, waves.xj_second
    to_filed(line, scene, [*js, *xj, *waves.bj_third, *waves.jr_second], shown=at(2, 5, 10), filed=at(2, 12, 9))
    up(line, scene, js, 2, at(2, 12, 14))
    up(line, scene, xj, 2, at(2, 12, 14))
    up(line, scene, waves.bj_third, 1, at(2, 12, 14))
    to_notice(
        line, scene, "xj", xj, entered=at(2, 13, 9), published=at(2, 14, 9)
    )  # a worked Saturday; over on the 27th
    to_notice(line, scene, "js", js, entered=at(2, 25, 9), published=at(2, 26, 9))
    line.on(at(2, 27, 11), partial(scene.objection, js[2]))
    to_decided(line, scene, "bj", waves.bj_third, at(2, 26, 9))
    line.on(at(2, 27, 14), partial(_enter, scene, waves))


def _enter(scene: Scene, waves: Waves, when: datetime) -> None:
    scene.enter("jr", waves.jr_second, when)


def _under_review(line: Timeline, scene: Scene, waves: Waves) -> None:
    everybody = [
        *waves.at_township, *waves.at_county, *waves.at_prefecture, *waves.at_division, *waves.at_corps,
        *waves.at_recommender, *waves.returned, *waves.refused, *waves.withdrawn,
    ]  # fmt: skip
    to_filed(line, scene, everybody, shown=at(2, 9, 10), filed=at(2, 24, 9))
    up(line, scene, [*waves.at_prefecture, *waves.at_corps], 1, at(2, 25, 9))
    up(line, scene, waves.at_recommender[:3], 2, at(2, 25, 14))
    line.on(at(2, 26, 14), partial(scene.endorse, waves.returned[1]))
    for c in waves.returned:
        line.on(at(2, 27, 9, 30), partial(scene.send_back, c))
    line.on(at(2, 26, 11), partial(scene.refuse, waves.refused[0]))
    line.on(at(2, 26, 15), partial(scene.withdraw, waves.withdrawn[0]))


def _with_the_filing_unions(line: Timeline, scene: Scene, waves: Waves) -> None:
    for n, c in enumerate([*waves.on_notice, *waves.notice_objected]):
        line.on(at(2, 25, 14, 5 * n), partial(scene.draft, c))
        line.on(at(2, 26, 10, 5 * n), partial(scene.show, c))
    line.on(at(2, 28, 11), partial(scene.objection, waves.notice_objected[0]))
    line.on(at(2, 25, 16), partial(scene.draft, waves.notice_unproven[0]))
    line.on(at(2, 26, 16), partial(scene.show, waves.notice_unproven[0], proven=False))
    for n, c in enumerate(waves.ready_to_file):
        line.on(at(2, 13, 9, 5 * n), partial(scene.draft, c))
        line.on(at(2, 13, 11, 5 * n), partial(scene.show, c))
    for n, c in enumerate(waves.drafts):
        line.on(at(2, 27, 16, 5 * n), partial(scene.draft, c))
    for n, c in enumerate(waves.half_drafts):
        line.on(at(2, 28, 15, 5 * n), partial(scene.half_a_draft, c))
