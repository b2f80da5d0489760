"""Bring everything under the first key, so that an old key can be taken out of the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from prasan.platform.vault import ring
from prasan.platform.vault.fields import EncryptedField, LookupField
from prasan.platform.vault.models import PersonKey

BATCH = 500
REKEYED: dict[type[models.Model], Callable[[Any], dict[str, Any]]] = {}
"""Models whose rows hold further values made with the site's keys: a function gives them anew, {field: value}."""


def rotate(tables: Iterable[type[models.Model]] | None = None) -> dict[str, int]:
    """Re-encrypt all encrypted columns and person keys under the first key; return {table: rows changed}.

    Parameters: `tables`, models to bring over beside the person keys (by default all).
    In batches of their own transactions; running it again after a stop finishes what is left. Afterwards
    the old key may leave PRASAN_VAULT_KEYS.
    """
    done = {PersonKey._meta.db_table: _person_keys()}
    for model in apps.get_models() if tables is None else tables:
        columns = [c for c in model._meta.concrete_fields if isinstance(c, EncryptedField)]
        looked = [c for c in model._meta.concrete_fields if isinstance(c, LookupField)]
        if columns or looked:
            done[model._meta.db_table] = _model(model, columns, looked)
    return done


def _batches(rows: models.QuerySet[Any]) -> Any:
    last = None
    while True:
        part = rows.order_by("pk") if last is None else rows.order_by("pk").filter(pk__gt=last)
        keys = list(part.values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        last = keys[-1]
        yield keys


def _person_keys() -> int:
    count = 0
    for keys in _batches(PersonKey.objects.filter(destroyed=None)):
        with transaction.atomic():
            found = list(PersonKey.objects.select_for_update().filter(pk__in=keys, destroyed=None))
            for one in found:
                one.wrapped = ring.rotated(one.wrapped)
            PersonKey.objects.bulk_update(found, ["wrapped"])
            count += len(found)
    return count


def _model(model: type[models.Model], columns: list[Any], looked: list[Any]) -> int:
    count = 0
    for keys in _batches(model._base_manager.all()):
        with transaction.atomic():
            with connection.cursor() as cursor:  # what stays as written is written anew under another key alone
                cursor.execute("SET LOCAL prasan.rotating = 'on'")
            names = {c.name for c in columns} | {c.of for c in looked}
            rows = model._base_manager.select_for_update().filter(pk__in=keys)
            further = REKEYED.get(model, lambda row: {})
            found = list(rows if model in REKEYED else rows.only("pk", *names))
            more: set[str] = set()
            for row in found:
                for name, value in further(row).items():
                    setattr(row, name, value)
                    more.add(name)
                for column in looked:
                    setattr(row, column.attname, column.hashed(getattr(row, column.of)))
            model._base_manager.bulk_update(found, [*(c.name for c in (*columns, *looked)), *more])  # encrypts anew
            count += len(found)
    return count
