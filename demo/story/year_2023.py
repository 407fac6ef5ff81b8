"""The finished round: a congress year, from the notice of April 2023 to the honours."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from demo.rounds import Plan, grants_of, opened
from demo.story.cast import Cast
from demo.story.nation import Nation
from demo.story.scene import Candidate, Scene
from demo.story.steps import to_filed, to_recommended, up
from demo.story.timeline import Timeline, moment
from demo.walking import Papers
from honors.actions.rounds import close_round
from honors.models.rounds import Step
from regulation.facts import UnitNature
from regulation.honours import Honour

HOME, SMALL, WORKER, ACTIVIST, FRIEND = Honour
PLACES = ("bj", "js", "zj", "xj", "jr", "zy")
DEADLINES = {
    Step.FILE: moment(2023, 4, 28, 18),
    Step.TOWNSHIP: moment(2023, 5, 6, 18),
    Step.COUNTY: moment(2023, 5, 12, 18),
    Step.PREFECTURE: moment(2023, 5, 19, 18),
    Step.RECOMMEND: moment(2023, 6, 16, 18),
    Step.AUDIT: moment(2023, 7, 14, 18),
}
WHO = {
    "bj": [
        Candidate(HOME, "D-BJ1"),
        Candidate(WORKER, "D-BJ2", nature=UnitNature.INSTITUTION),
        Candidate(ACTIVIST, "D-BJ4", name="孟㛃"),
        Candidate(FRIEND, "D-BJ1", name="高天佑"),
    ],
    "js": [
        Candidate(HOME, "D-JS5"),
        Candidate(SMALL, "D-JS2", sub="D-JS2A"),
        Candidate(WORKER, "D-JS1", name="许䶮飞"),
        Candidate(ACTIVIST, "D-JS1", name="周𬱖"),
        Candidate(ACTIVIST, "D-JS5", name="吕秀英"),
        Candidate(FRIEND, "D-JS2", name="何建国"),
    ],
    "zj": [
        Candidate(SMALL, "D-ZJ2", sub="D-ZJ2A"),
        Candidate(WORKER, "D-ZJ2", name="施𫖯"),
        Candidate(ACTIVIST, "D-ZJ1", name="蒋晨曦"),
    ],
    "xj": [
        Candidate(HOME, "D-XJ2"),
        Candidate(WORKER, "D-XJ1", name="马天佑", nature=UnitNature.STATE),
        Candidate(ACTIVIST, "D-XJ3", name="柳向阳"),
    ],
    "jr": [Candidate(HOME, "D-JR2"), Candidate(WORKER, "D-JR1", name="曹亚楠")],
    "zy": [Candidate(HOME, "D-ZY2", nature=UnitNature.INSTITUTION), Candidate(FRIEND, "D-ZY1", name="魏德明")],
}
STEPS_BELOW = {"bj": 1, "js": 2, "zj": 2, "xj": 2, "jr": 0, "zy": 0}


def tell(line: Timeline, cast: Cast, held: Papers) -> Scene:
    """Lay the round out on the timeline."""
    scene = Scene(cast, held, first_number=4_600_000)
    nation = Nation(scene)
    line.on(moment(2023, 4, 3, 8, 30), partial(_open, scene))
    for place, who in WHO.items():
        to_filed(line, scene, who, shown=moment(2023, 4, 10, 10), filed=moment(2023, 4, 17, 9))
        up(line, scene, who, STEPS_BELOW[place], moment(2023, 4, 24, 9))
        to_recommended(
            line, scene, place, who,
            entered=moment(2023, 5, 22, 9), published=moment(2023, 5, 24, 9), recommended=moment(2023, 6, 1, 9),
        )  # fmt: skip
    every = [c for who in WHO.values() for c in who]
    line.on(moment(2023, 6, 19), partial(nation.clear, every))
    line.on(moment(2023, 6, 26), partial(nation.draw_up, elevated=[WHO["bj"][0], WHO["xj"][0], WHO["js"][2]]))
    line.on(moment(2023, 6, 27), nation.submit)
    line.on(moment(2023, 6, 29), nation.approve)
    line.on(moment(2023, 7, 3), nation.publish)
    line.on(moment(2023, 7, 11), nation.settle)
    line.on(moment(2023, 7, 20), partial(nation.confer, number="总工发〔2023〕演示21号"))
    line.on(moment(2023, 9, 28), partial(_close, scene))
    return scene


def _open(scene: Scene, at: datetime) -> None:
    cast = scene.cast
    recommenders = [cast.preparer(place).union for place in PLACES]
    shares = {honour: [6] * len(PLACES) for honour in Honour}
    plan = Plan(
        name="2023年换届之年全国工会荣誉评选表彰（演示）",
        year=2023,
        number="总工办发〔2023〕演示5号",
        totals={honour: sum(amounts) for honour, amounts in shares.items()},
        elevated=3,
        deadlines=DEADLINES,
    )
    scene.round = opened(
        plan,
        grants_of(shares, recommenders),
        preparer=cast.posts["nation-preparer"],
        signer=cast.posts["nation-signer"],
        at=at,
        opens_at=at,
    )


def _close(scene: Scene, at: datetime) -> None:
    round = scene.running
    close_round(round, by=scene.cast.posts["nation-signer"], at=at, version=round.version)
