"""Columns for personal data: an encrypted one, and one to find a row by a value without storing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string

from prasan.platform.vault import ring


class EncryptedField(models.TextField):
    """A text that the database holds encrypted (ข้อมูลส่วนบุคคลเข้ารหัส).

    It cannot be searched or sorted by: put a `LookupField` beside it. The empty text stays empty.
    """

    def get_internal_type(self) -> str:
        """Return the type of the column."""
        return "TextField"

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way to the database."""
        value = super().get_prep_value(value)
        return ring.encrypt(value) if value else value

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Decrypt on the way back; raises InvalidToken when no configured key fits."""
        return ring.decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow `isnull` alone: no ciphertext equals another."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be searched; use its look-up column")
        return super().get_lookup(lookup_name)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Every encrypted column is declared in its model's `personal`."""
        found = super().check(**kwargs)
        if self.name not in getattr(self.model, "personal", {}):
            found.append(checks.Error(f"{self} is not in {self.model.__name__}.personal", obj=self, id="prasan.E001"))
        return found


class LookupField(models.CharField):
    """The keyed hash of another field, set by every save: find a row by an id number without storing it readable.

    Parameters: `of`, the field; `normalise`, dotted path of a function that brings a typed value to the
    form in which it is compared.
    """

    journal_silent = True

    def __init__(self, of: str = "", normalise: str = "", **options: Any) -> None:
        self.of, self.normalise = of, normalise
        options = {"max_length": 64, "editable": False, "blank": True, "default": "", "db_index": True, **options}
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return what a migration needs."""
        name, path, args, options = super().deconstruct()
        return name, path, list(args), {**options, "of": self.of, "normalise": self.normalise}

    def normal(self, value: str) -> str:
        """Return a value as it is compared."""
        function: Callable[[str], str] | None = import_string(self.normalise) if self.normalise else None
        return function(value) if function else value.strip()

    def hashed(self, value: str | None) -> str:
        """Return what the column holds for a value."""
        normal = self.normal(value) if value else ""
        return ring.lookups(normal)[0] if normal else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Follow the field it stands for."""
        value = self.hashed(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, value)
        return value

    def matching(self, value: str) -> Q:
        """Return the condition for a typed value; true under old keys too until `rotate` has run."""
        normal = self.normal(value)
        return Q(**{f"{self.name}__in": ring.lookups(normal)}) if normal else Q(pk__in=[])


def found_by(model: type[models.Model], field: str, value: str) -> Q:
    """Return the condition that a look-up column holds a value: `Worker.objects.filter(found_by(Worker, …))`."""
    column: Any = model._meta.get_field(field)
    condition: Q = column.matching(value)
    return condition
