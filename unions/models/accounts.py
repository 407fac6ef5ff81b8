"""What opens an account and guards it: activation codes, failures, API tokens."""

from __future__ import annotations

from django.db import models

from unions.models.people import Person, Post


class ActivationCode(models.Model):
    """A code handed to a new account's person: used once, ends by itself, kept as a hash."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="activation_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id}"


class LoginFailure(models.Model):
    """Failed attempts by account or address, counted in the database so that lockout needs no Redis."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key


class ApiToken(models.Model):
    """A token of one post: stored hashed, ends on a day, can be withdrawn."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField("用途", max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
