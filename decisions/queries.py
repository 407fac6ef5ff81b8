"""Who takes no part in what (回避)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from decisions.models import CollectiveDecision, Relation
from regulation.refusals import Refused
from unions.models import Person, Post, Union
from unions.moves import PostState

SENTENCE = "本人是申报人、被推荐人，或者与本事项有利害关系，应当回避，不能办理。请由本单位其他人员办理。"


def recused_subjects(person: Person) -> set[str]:
    """The subjects from which a person is recused: declared ones."""
    return set(Relation.objects.filter(person=person).values_list("subject", flat=True))


def union_subject(union: Union | int) -> str:
    """How a relation names a union."""
    return f"union:{union if isinstance(union, int) else union.pk}"


def refuse_own_case(
    post: Post,
    *,
    subjects: Collection[str],
    drafters: Collection[int] = frozenset(),
    person_keys: Collection[str] = frozenset(),
) -> None:
    """Nobody decides on the own case: not the drafter, the nominee, or somebody with a declared relation (决定 15).

    `subjects`: the chain keys and unions that the case is about; `drafters`: ids of the persons who wrote it;
    `person_keys`: the keyed hashes of the nominees. Refused "own_case".
    """
    if is_own_case(post.person, subjects=subjects, drafters=drafters, person_keys=person_keys):
        raise own_case()


def own_case() -> Refused:
    """What is said to whoever takes no part."""
    return Refused("own_case", SENTENCE, "第四条第（二）项")


def is_own_case(
    person: Person,
    *,
    subjects: Collection[str],
    drafters: Collection[int] = frozenset(),
    person_keys: Collection[str] = frozenset(),
) -> bool:
    """Whether the case is the person's own; see `refuse_own_case`."""
    if person.pk in drafters or (person.person_key and person.person_key in person_keys):
        return True
    return bool(subjects) and Relation.objects.filter(person=person, subject__in=list(subjects)).exists()


def decisions_on(subject: str) -> Iterable[CollectiveDecision]:
    """The collective decisions on a record, latest first."""
    return (
        CollectiveDecision.objects.filter(subject=subject)
        .select_related("body", "minutes", "prepared_by", "signed_by")
        .order_by("-held_on", "-pk")
    )


def relations_seen_by(post: Post) -> QuerySet[Relation]:
    """The relations of the people who hold a post at the reader's union; of nobody else, not even below it."""
    people = Post.objects.filter(union_id=post.union_id, state=PostState.HELD).values("person_id")
    return Relation.objects.filter(person__in=people).select_related("person").order_by("-declared_at", "-pk")


RECORDS = {
    "nomination": "申报",
    "notice": "公示",
    "letter": "异议或举报",
    "conferral": "荣誉",
    "recommendationlist": "推荐名单",
    "revocation": "撤销案",
}


def named(relations: Iterable[Relation]) -> list[tuple[Relation, str]]:
    """Each relation with the words for its subject, in one query."""
    rows = list(relations)
    ids = [int(row.subject.removeprefix("union:")) for row in rows if row.subject.startswith("union:")]
    names = dict(Union.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [(row, _words(row.subject, names)) for row in rows]


def _words(subject: str, names: dict[int, str]) -> str:
    kind, _, key = subject.partition(":")
    if kind == "union":
        return names.get(int(key), "已删除的工会")
    return f"{RECORDS.get(kind, '记录')}（编号 {key[:8]}）"
