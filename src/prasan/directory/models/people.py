"""People who work with the centre (บุคลากร): names in parts, an account, no rights of their own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import get_language

from prasan.directory.scope import managed_by
from prasan.kernel.names import PersonName


class PersonQuerySet(models.QuerySet["Person"]):
    """Named questions to the people."""

    def visible_to(self, actor: Any) -> PersonQuerySet:
        """Return the staff directory: every person with a seat is listed to signed-in staff."""
        return self

    def active(self) -> PersonQuerySet:
        """Return the people whose account is open."""
        return self.filter(is_active=True)

    def manageable_by(self, actor: Any) -> PersonQuerySet:
        """Return the people with a seat, at any time, in an office that the actor administers."""
        scope = managed_by(actor)
        if scope.everything:
            return self
        inside = scope.condition(area="seats__office__area_id", office="seats__office", agency="seats__office__agency")
        return self.filter(inside).distinct()


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Makes accounts; rights come from seats alone, so that there is no superuser."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Person:
        """Make an account with a hashed password (none: it must be set by invitation)."""
        person: Person = self.model(username=username, **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """One person (บุคคล). What they may do follows from the seats they hold (Seat), never from here.

    The name is kept in parts so that titles, ranks and royal titles are written right and never cut:
    title (นาย), rank (พล.ต.อ.), royal title (ม.ล.), academic title (ดร.), given and family name.
    """

    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    rank = models.CharField(max_length=60, blank=True, default="")
    academic_title = models.CharField(max_length=60, blank=True, default="")
    royal_title = models.CharField(max_length=60, blank=True, default="")
    title = models.CharField(max_length=60, blank=True, default="")
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100, blank=True, default="")
    name_en = models.CharField(max_length=200, blank=True, default="")
    seniority = models.PositiveSmallIntegerField(default=500)
    sort_th = models.CharField(max_length=300, default="", blank=True, db_collation="C")
    grams = ArrayField(models.TextField(), default=list, blank=True)
    notice_channels = models.JSONField(default=dict, blank=True)
    keys_off = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    unjournalled = {"grams", "sort_th", "password", "last_login"}
    # staff at work: the name and the office's address are told to colleagues
    personal = {
        "given_name": "staff name",
        "family_name": "staff name",
        "name_en": "staff name",
        "email": "staff contact",
    }

    class Meta:
        db_table = "directory_person"
        ordering = ["sort_th", "id"]
        indexes = [GinIndex(fields=["grams"], name="person_grams")]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once", condition=~models.Q(email="")),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def parts(self) -> PersonName:
        """Return the name in parts."""
        return PersonName(
            title=self.title,
            rank=self.rank,
            academic=self.academic_title,
            royal=self.royal_title,
            given=self.given_name,
            family=self.family_name,
        )

    @property
    def full_name(self) -> str:
        """Return the full formal name."""
        if get_language() == "en" and self.name_en:
            return self.name_en
        return self.parts.full()

    @property
    def short_name(self) -> str:
        """Return the short form for lists and the shell."""
        if get_language() == "en" and self.name_en:
            return self.name_en
        return self.parts.short()

    def get_full_name(self) -> str:
        """Return the name as Django and allauth ask for it."""
        return self.full_name
