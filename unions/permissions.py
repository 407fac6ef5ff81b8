"""What a post's own group carries, asked in one statement: doors and verbs ask it at every step."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import DateField, Exists, Q, QuerySet

from ledger.prepared import Prepared, Slot
from unions.models import Post, Union, UnionGroupPermission
from unions.moves import PostState, UnionState


def held_on(on: Any) -> Q:
    """Posts that are held on a day: start and end included."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def carried(*, post: Any, group: Any, on: Any, kind: Any) -> QuerySet[UnionGroupPermission]:
    """What the group of a post carries while the post is held; the values may be slots of a prepared read."""
    # Two small questions in one statement: as one join of seven tables, planning took longer than answering.
    acts = Post.objects.filter(
        held_on(on), pk=post, state=PostState.HELD, union__state=UnionState.ACTIVE, person__is_active=True
    )
    return UnionGroupPermission.objects.filter(Exists(acts), group=group, permission__content_type=kind)


def kind_of_union() -> int:
    """The content type that permissions on unions name."""
    return ContentType.objects.get_for_model(Union).pk


def carried_at_one(union: Any) -> QuerySet[UnionGroupPermission]:
    """One permission of a post on one union, with the slots `post`, `group`, `on`, `kind` and `perm`."""
    rows = carried(post=Slot("post"), group=Slot("group"), on=Slot("on", DateField()), kind=Slot("kind"))
    return rows.filter(permission__codename=Slot("perm"), content_object=union)


CARRIED_AT_ONE = Prepared(lambda: carried_at_one(Slot("union")))
