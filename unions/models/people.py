"""People and their posts. A post is a role held at a union, from one day to another; permission comes from it alone."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.db import models

from ledger.models import Record
from unions.models.tree import Union


class Role(models.TextChoices):
    """What a post is for."""

    CLERK = "clerk", "申报经办人"
    REVIEWER = "reviewer", "审查人员"
    RECOMMENDER = "recommender", "推荐单位工作人员"
    NATIONAL = "national", "全总基层工作部工作人员"
    SECRETARIAT = "secretariat", "书记处"


class PersonManager(BaseUserManager["Person"]):
    """Accounts are opened by a union for its children, never by self-registration."""

    def create_user(self, username: str, *, name: str, password: str | None = None) -> Person:
        person = self.model(username=username, name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account."""

    username = models.CharField("账号", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=60)
    phone_encrypted = models.TextField(blank=True)
    # Keyed hash of the ID number: an account holder who is nominated takes no part in the own case.
    person_key = models.CharField(max_length=64, blank=True, db_index=True)
    email = models.EmailField("电子邮箱", blank=True)
    is_active = models.BooleanField("启用", default=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    invented = models.BooleanField("演示人物", default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[PersonManager] = PersonManager()

    def __str__(self) -> str:
        return self.name


class Post(Record):
    """A role that a person holds at a union. Its own group carries its permissions on that union."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField("岗位", max_length=16, choices=Role.choices)
    title = models.CharField("职务", max_length=60, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="post")

    class Meta:
        indexes = [models.Index(fields=["person", "since"], name="post_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="post_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "union", "role"], condition=models.Q(until__isnull=True), name="post_held_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.union} {self.get_role_display()} {self.person}"

    def holds_on(self, on: date) -> bool:
        """Whether the post is held on a day: start and end included."""
        return self.since <= on and (self.until is None or on <= self.until)
