"""回避: a person declares that a case concerns somebody close, and takes no part in it from then on."""

from __future__ import annotations

from datetime import datetime

from decisions.models import Relation
from ledger.actors import Actor
from regulation.refusals import Refused
from unions.models import Person, Post
from unions.queries import actor


def declare_relation(*, person: Person, subject: str, ground: str, by: Post | Actor, at: datetime) -> Relation:
    """Declare a relation to a subject ("union:12" or a record's chain key). Declaring it twice keeps the first.

    Refused "ground_needed", "subject_needed", "not_allowed" (somebody else's relation, by a post not at the same union).
    """
    if not ground.strip():
        raise Refused("ground_needed", "请写明回避事由。")
    if not subject.strip():
        raise Refused("subject_needed", "请选择需要回避的对象。")
    if isinstance(by, Post) and by.person_id != person.pk and not _colleagues(by, person):
        raise Refused("not_allowed", "只能为本人或本单位人员申报回避。")
    relation, _ = Relation.objects.get_or_create(
        person=person,
        subject=subject.strip(),
        defaults={"ground": ground.strip(), "declared_at": at, "declared_by": actor(by).words[:200]},
    )
    return relation


def _colleagues(by: Post, person: Person) -> bool:
    return person.posts.filter(union_id=by.union_id, state="held").exists()
