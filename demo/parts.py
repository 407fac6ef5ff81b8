"""The parts of the demo's cast: who plays whom, at which union, and what the part can do."""

from __future__ import annotations

from dataclasses import dataclass

from unions.models import Role

USERNAME = "demo-"


@dataclass(frozen=True)
class Part:
    """One post of the cast."""

    key: str
    name: str
    union: str
    role: Role
    title: str
    does: str

    @property
    def person(self) -> str:
        """Who plays it: one person may play several parts."""
        return f"{USERNAME}{self.key.partition('/')[0]}"


_FILES = "起草申报、征求意见、发布本单位公示、申报和补正"
_REVIEWS = "审查下级申报：同意上报、退回修改、不予通过；受理异议和举报；复查、收回和撤销研判"
_PREPARES = "审核申报、列入推荐名单和排序、发布公示（经办）"
_SIGNS = "集体研究后签发名单、办理异议、向全总推荐（签发）"


def _clerk(key: str, name: str, union: str, does: str = _FILES) -> Part:
    return Part(key, name, union, Role.CLERK, "经办人", does)


def _reviewer(key: str, name: str, union: str) -> Part:
    return Part(key, name, union, Role.REVIEWER, "审查人员", _REVIEWS)


def _two(key: str, preparer: str, signer: str, union: str) -> tuple[Part, Part]:
    return (
        Part(f"{key}-preparer", preparer, union, Role.RECOMMENDER, "基层工作部干事", _PREPARES),
        Part(f"{key}-signer", signer, union, Role.RECOMMENDER, "基层工作部部长", _SIGNS),
    )


NATION = (
    Part("nation-preparer", "郑国强", "000000", Role.NATIONAL, "基层工作部处长", "开启评选、审核推荐材料、核查、拟定建议名单（经办）"),
    Part("nation-signer", "王淑芬", "000000", Role.NATIONAL, "基层工作部部长", "提请审议、全国公示、确定名单、印发表彰决定（签发）"),
    Part("secretariat", "冯立新", "000000", Role.SECRETARIAT, "书记处书记", "审议建议名单；决定撤销荣誉"),
)  # fmt: skip
PARTS = (
    *NATION,
    *_two("js", "李文博", "吴海燕", "320000"),
    _reviewer("suzhou", "孙丽华", "320500"),
    _reviewer("gusu", "钱卫东", "320508"),
    _reviewer("wuzhong", "金秀英", "320506"),
    _reviewer("township", "蒋玉兰", "D-JS3"),
    _clerk("township/clerk", "蒋玉兰", "D-JS3", "同一人的第二个岗位：为本街道总工会申报"),
    _clerk("js1", "周晓梅", "D-JS1"),
    _clerk("js2", "卫䶮", "D-JS2"),
    _clerk("js4", "许静怡", "D-JS4", "按产业系统上报中国金融工会"),
    _clerk("js5", "何向阳", "D-JS5"),
    _clerk("js6", "陶桂兰", "D-JS6"),
    *_two("zj", "褚建平", "陈志远", "330000"),
    _reviewer("hangzhou", "魏雪梅", "330100"),
    _reviewer("xihu", "章庆华", "330106"),
    _clerk("zj1", "尤佳慧", "D-ZJ1"),
    _clerk("zj2", "苏㛃", "D-ZJ2"),
    *_two("bj", "朱琳", "秦立川", "110000"),
    _reviewer("chaoyang", "杨一帆", "110105"),
    _clerk("bj1", "韩雪", "D-BJ1"),
    _clerk("bj2", "潘俊杰", "D-BJ2"),
    _clerk("bj3", "葛素珍", "D-BJ3"),
    _clerk("bj4", "范宏伟", "D-BJ4"),
    *_two("xj", "马志强", "鲁红霞", "650000"),
    _reviewer("corps", "彭德明", "660000"),
    _reviewer("division", "韦彩云", "660100"),
    _reviewer("urumqi", "柳伟民", "650100"),
    _reviewer("tianshan", "方丹丹", "650102"),
    _clerk("xj1", "施东升", "D-XJ1"),
    _clerk("xj2", "俞长江", "D-XJ2"),
    _clerk("xj3", "任亚楠", "D-XJ3"),
    *_two("jr", "何永勇", "吕敏霞", "900010"),
    _clerk("jr1", "曹思琪", "D-JR1"),
    _clerk("jr2", "严浩然", "D-JR2"),
    *_two("zy", "华文博", "姜美玲", "980000"),
    _clerk("zy1", "谢𫖯之", "D-ZY1"),
    _clerk("zy2", "邹𬱖宁", "D-ZY2"),
)
