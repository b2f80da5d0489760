"""How a verb says what it does to many rows at once: its conditions and values as database expressions.

A command that also inherits `Many` can be run by `perform_many`. What the single form says in Python
(`allowed`, `check`, `handle`) the set form says as conditions; `proof.differences` runs both on the
same rows and lists where they part, and each command that opts in has such a test.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, Value
from django.db.models.expressions import Expression
from django.db.models.functions import Cast, Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands.command import Command, Step
from prasan.platform.vault.fields import LookupField

STAGE = "prasan_stage"
_TOLD = {"target_id", "key", "reason", "events"}


class Staged(Expression):
    """A value of the row that was handed in, inside a condition or an assignment.

    Parameters: `name`, a field of the command; `output_field`, its type (by default the type of the
    model's field of the same name, filled in by `perform_many`).
    """

    def __init__(self, name: str, output_field: models.Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=output_field or models.TextField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """Return the column of the staged rows."""
        return f'"{STAGE}".{connection.ops.quote_name(self.name)}', ()


@dataclass(frozen=True)
class Need:
    """A condition that a row must meet; a row where it is false or unknown is refused.

    Parameters: `code`, a short reason for machines; `text`, the reason for people, the same words as
    the single form's; `holds`, the condition over the model's columns and staged values (relations to
    many only through Exists, so that no row doubles).
    """

    code: str
    text: str | Promise
    holds: Q


@dataclass(frozen=True)
class InSets:
    """What the journal and the live topics say of a row, as expressions: the set form of __str__,
    `journal_place` and `topics`. A model that is changed in sets has one as `in_sets`.
    """

    label: Any
    area: Any = None
    office: Any = None
    classification: Any = None
    topics: Sequence[Any] = field(default_factory=tuple)


def words(*parts: Any) -> Any:
    """Return texts and columns written one after the other: `words("report:", F("pk"))`."""
    pieces = [
        Cast(part, output_field=models.TextField()) if hasattr(part, "resolve_expression") else Value(part)
        for part in parts
    ]
    return Concat(*pieces, Value(""), output_field=models.TextField())


class Many:
    """Mixed into a Command: it can be run on many rows.

    The class says `many_allowed` (its policy) and, where the single form has them, `many_rules` and
    `many_assign`. A `Step` needs no more than its policy.
    """

    many_event: ClassVar[str] = ""
    """Another event name for the set form; empty means the command's own."""

    @classmethod
    def many_allowed(cls, actor: Any) -> Iterable[Need]:
        """Return the policy as conditions, in the order in which the single form asks them."""
        raise NotImplementedError

    @classmethod
    def many_rules(cls, actor: Any) -> Iterable[Need]:
        """Return the rules of the domain as conditions; for a Step the states that know the move."""
        return step_needs(cls) if issubclass(cls, Step) else ()

    @classmethod
    def many_assign(cls, actor: Any) -> dict[str, Any]:
        """Return {field: expression}; by default each told value goes to the field of its name."""
        assigned: dict[str, Any] = {name: Staged(name, column) for name, column in staged_fields(cls).items()}
        if issubclass(cls, Step):
            assigned["state"] = Value(step_target(cls))
        return assigned

    @classmethod
    def many_columns(cls) -> dict[str, models.Field[Any, Any]]:
        """Return {staged value: its type} for told values that are no field of the model."""
        return {}


class CreateMany(Many):
    """Mixed into a Create: it can make many rows at once. `many_assign` uses staged values alone."""


def staged_fields(cls: Any) -> dict[str, models.Field[Any, Any]]:
    """Return {name: type} of what the rows of a command carry; raises TypeError for an unknown type."""
    told = [one.name for one in dataclasses.fields(cls) if one.init and one.name not in _TOLD]
    known: dict[str, models.Field[Any, Any]] = {}
    for one in cls.model._meta.concrete_fields:
        known[one.name] = known[one.attname] = one
    known.update(cls.many_columns())
    missing = [name for name in told if name not in known]
    if missing:
        raise TypeError(f"{cls.__name__}.many_columns() does not type {', '.join(missing)}")
    found = {name: known[name] for name in told}
    for one in cls.model._meta.concrete_fields:
        if isinstance(one, LookupField) and one.of in found:
            found[one.name] = one
    return found


def told_defaults(cls: Any) -> dict[str, Any]:
    """Return the values of a command's fields where a row does not tell them."""
    found: dict[str, Any] = {}
    for one in dataclasses.fields(cls):
        if one.default is not dataclasses.MISSING:
            found[one.name] = one.default
        elif one.default_factory is not dataclasses.MISSING:
            found[one.name] = one.default_factory()
    return found


def _states(cls: type[Step[Any]]) -> list[tuple[str, Any]]:
    column = cls.model._meta.get_field("state")
    return list(column.choices or ())  # type: ignore[union-attr]


def step_needs(cls: type[Step[Any]]) -> list[Need]:
    """Return one need for each state that does not know the move, worded as the single form words it."""
    text = _("ทำรายการนี้ไม่ได้ เพราะขณะนี้อยู่ในสถานะ “%(state)s” โปรดเปิดดูข้อมูลล่าสุดอีกครั้ง")
    return [
        Need(f"state:{state}", text % {"state": shown}, ~Q(state=state))
        for state, shown in _states(cls)
        if not cls.cycle.can(state, cls.move_name())
    ]


def step_target(cls: type[Step[Any]]) -> str:
    """Return the state that the move leads to."""
    targets = {
        cls.cycle.after(state, cls.move_name())
        for state, _shown in _states(cls)
        if cls.cycle.can(state, cls.move_name())
    }
    if len(targets) != 1:
        raise TypeError(f"{cls.__name__} leads to {sorted(targets)}; say many_assign()")
    return str(targets.pop())


def check_opted_in(cls: type[Command[Any]]) -> None:
    """Raise TypeError when a command cannot be run on many rows, saying what it lacks."""
    if not issubclass(cls, Many):
        raise TypeError(f"{cls.__name__} does not inherit Many")
    if not isinstance(getattr(cls.model, "in_sets", None), InSets):
        raise TypeError(f"{cls.model.__name__} has no in_sets")
    if cls.announce is not Command.announce and not cls.many_event:
        raise TypeError(f"{cls.__name__} announces in its own way; say many_event")
