"""What Article 5 asks of every candidate beyond its scope: no second honour, as a rule (第五条第六款)."""

from __future__ import annotations

from collections.abc import Iterator

from regulation.engine import Dates, Law, Observation, Result
from regulation.facts import Candidate, MatchedBy

law = Law("article_5", "第五条：各项荣誉共同适用")


@law.rule("第五条第六款", generally=True)
def not_honoured_before(facts: Candidate, at: Dates) -> Iterator[Observation]:
    """先进集体和个人，一般不重复评选表彰或命名

    A match by code is a finding; a match by name alone is shown to people as a hint (决定 21).
    """
    for earlier in facts.earlier_honours:
        seen = f"{earlier.year} 年{earlier.honour.act.label}{earlier.honour.title}（{earlier.document_number or '文号未填'}）"
        if earlier.matched_by is MatchedBy.CODE:
            yield Observation(Result.NOT_MET, f"已获荣誉：{seen}", "由推荐单位书面说明再次推荐的理由")
        else:
            yield Observation(Result.MET, f"名称相同，请人工核对是否同一对象：{seen}")
    if not facts.earlier_honours:
        yield Observation(Result.MET, "没有查到已获五项荣誉的记录")


@law.rule("第五条第六款")
def is_filed_for_one_honour(facts: Candidate, at: Dates) -> Iterator[Observation]:
    """同一对象在本轮只申报推荐一项荣誉

    A setting of the round (决定 18). A 之家 and its chair are two subjects.
    """
    others = "、".join(honour.title for honour in facts.also_filed_for)
    if not facts.also_filed_for:
        yield Observation(Result.MET, "本轮没有申报推荐其他荣誉")
    elif facts.settings.several_honours:
        yield Observation(Result.MET, f"本轮同时申报推荐{others}，本轮设置允许")
    else:
        yield Observation(Result.NOT_MET, f"本轮同时申报推荐{others}", "只保留一项申报")
