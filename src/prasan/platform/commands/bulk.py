"""The set form of `perform`: the same checks as conditions, one journal row for each object.

    outcome = perform_many(actor, Approve, ({"target_id": pk} for pk in chosen))

A handful of statements in one transaction, whatever the number of rows: stage (COPY), lock and judge,
change, journal, tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import sealing, setsql
from prasan.platform.commands.command import Command, Create
from prasan.platform.commands.errors import Refused
from prasan.platform.commands.many import STAGE, CreateMany, Need, check_opted_in, staged_fields, told_defaults
from prasan.platform.commands.perform import refuse_strangers
from prasan.platform.journal.changes import journalled
from prasan.platform.journal.models import Receipt
from prasan.platform.vault.fields import LookupField
from prasan.platform.web.request_id import current_request_id

_NOT_FOUND = Need("not_found", _("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), models.Q())
_TWICE = Need("twice", _("รายการนี้อยู่ในชุดเดียวกันซ้ำ ทำเพียงครั้งเดียว"), models.Q())
_EXISTS = Need("exists", _("มีรายการเดียวกันนี้อยู่แล้ว"), models.Q())


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not carried out: its place among the rows (from 0), its target, code and reason."""

    n: int
    target_id: Any
    code: str
    text: str | Promise


@dataclass
class Outcome:
    """What came of many: how many were done, which were refused; `ids` in row order where asked for."""

    done: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    repeated: bool = False


class _Undo(Exception):
    """Takes the transaction back because of refused rows."""


def perform_many(
    actor: Any,
    command: type[Command[Any]],
    rows: Iterable[dict[str, Any]],
    *,
    all_or_nothing: bool = True,
    key: str = "",
    want_ids: bool = False,
) -> Outcome:
    """Carry out one verb on many rows.

    Parameters: `command`, a class that inherits Many (CreateMany to make rows); `rows`, dicts with
    target_id, reason (or none) and the command's own values; `all_or_nothing`, one refused row stops all;
    `key`, the same key from the same person runs once; `want_ids`, return the ids of the rows done.
    Every row is judged: scope, policy, rules, in this order; the first reason that fails is told.
    """
    check_opted_in(command)
    refuse_strangers(actor, command)
    outcome = Outcome()
    try:
        with transaction.atomic():
            if key and _seen(actor, command, key, outcome):
                return outcome
            _Run(actor, command, outcome, all_or_nothing, want_ids).run(rows)
            if key:
                Receipt.objects.filter(person_id=actor.person_id or 0, key=key).update(object_id=outcome.done)
    except _Undo:
        outcome.done, outcome.ids = 0, []
    return outcome


def _seen(actor: Any, command: type[Command[Any]], key: str, outcome: Outcome) -> bool:
    """Take the key; tell whether it was used before, and then fill in what came of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO platform_receipt (person_id, key, command, created) VALUES (%s, %s, %s, now())"
            " ON CONFLICT (person_id, key) DO NOTHING",
            [actor.person_id or 0, key, command.name],
        )
        if cursor.rowcount:
            return False
    receipt = Receipt.objects.get(person_id=actor.person_id or 0, key=key)
    if receipt.command != command.name:
        raise Refused(_("รหัสกันซ้ำนี้ถูกใช้กับรายการอื่นแล้ว"), status=409)
    outcome.done, outcome.repeated = receipt.object_id or 0, True
    return True


def _staged(column: Any, told: dict[str, Any], name: str) -> Any:
    """Return a told value as the database takes it; a look-up column follows the value it stands for."""
    if isinstance(column, LookupField):
        return column.hashed(told[column.of])
    return column.get_db_prep_save(told[name], connection)


class _Run:
    """One run of `perform_many` inside its transaction."""

    def __init__(self, actor: Any, command: type[Any], outcome: Outcome, whole: bool, want_ids: bool) -> None:
        self.actor, self.command, self.outcome = actor, command, outcome
        self.whole, self.want_ids = whole, want_ids
        self.model = command.model
        self.creates = issubclass(command, Create)
        if self.creates and not issubclass(command, CreateMany):
            raise TypeError(f"{command.__name__} makes rows; it must inherit CreateMany")
        self.columns = staged_fields(command)
        self.needs = [*command.many_allowed(actor), *command.many_rules(actor)]

    def run(self, rows: Iterable[dict[str, Any]]) -> None:
        """Stage, judge, change, journal, tell."""
        with connection.cursor() as cursor:
            self._stage(cursor, rows)
            (self._judge_new if self.creates else self._judge)(cursor)
            self._collect(cursor)
            if self.outcome.refused and self.whole:
                raise _Undo
            self._write(cursor)
            if self.want_ids:
                cursor.execute(f"SELECT p_id FROM {setsql.JUDGED} WHERE p_refused IS NULL ORDER BY p_n")  # noqa: S608
                self.outcome.ids = [row[0] for row in cursor.fetchall()]
            cursor.execute(f"DROP TABLE {STAGE}, {setsql.JUDGED}" + (f", {sealing.SEALED}" if self.personal else ""))

    def _stage(self, cursor: Any, rows: Iterable[dict[str, Any]]) -> None:
        sequence = ""
        if self.creates:
            meta = self.model._meta
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [meta.db_table, meta.pk.column])
            sequence = cursor.fetchone()[0]
        cursor.execute(setsql.stage_table(self.columns, sequence))
        names = ", ".join(["n", "target_id", "reason", *map(setsql.quote, self.columns)])
        with cursor.copy(f"COPY {STAGE} ({names}) FROM STDIN") as copy:
            for row in self._prepared(rows):
                copy.write_row(row)
        cursor.execute(f"ANALYZE {STAGE}")

    def _prepared(self, rows: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
        """Yield the rows as COPY takes them; what names nothing, or the same twice, is refused here."""
        key = self.model._meta.pk
        defaults = told_defaults(self.command)
        fields = list(self.columns.items())
        seen: set[Any] = set()
        for n, row in enumerate(rows):
            unknown = row.keys() - self.columns.keys() - {"target_id", "reason"}
            if unknown:
                raise TypeError(f"{self.command.__name__} knows no {', '.join(sorted(unknown))}")
            target = None
            if not self.creates:
                try:
                    target = key.to_python(row.get("target_id"))
                except ValidationError:
                    target = None
                if target is None or target in seen:
                    self._refuse(n, row.get("target_id"), _NOT_FOUND if target is None else _TWICE)
                    continue
                seen.add(target)
            told = defaults | row
            try:
                values = [_staged(column, told, name) for name, column in fields]
            except KeyError as error:
                raise TypeError(f"row {n} of {self.command.__name__} lacks {error.args[0]}") from None
            yield [n, target, told.get("reason", ""), *values]

    def _refuse(self, n: int, target: Any, need: Need) -> None:
        self.outcome.refused.append(RefusedRow(n, target, need.code, need.text))

    def _judge(self, cursor: Any) -> None:
        assigned = {**setsql.clocks(self.model), **self.command.many_assign(self.actor)}
        self.names = list(assigned)
        values: dict[str, Any] = {}
        for name, expression in assigned.items():
            column = self.model._meta.get_field(name)
            values[f"o_{name}"] = F(column.attname)
            values[f"v_{name}"] = setsql.typed(expression, column)
        self.personal = sealing.personal_among(self.model, self.names)
        self._make_judged(cursor, self.model._default_manager.visible_to(self.actor), "target_id", values, lock=True)

    def _judge_new(self, cursor: Any) -> None:
        """Make all rows, then judge them as they stand; what is refused goes again before anybody sees it."""
        assigned = self.command.many_assign(self.actor)
        cursor.execute(*setsql.insert(self.model, {**setsql.own_values(self.model, assigned), **assigned}))
        self.names = journalled(self.model)
        self.personal = sealing.personal_among(self.model, self.names)
        values = {f"v_{name}": F(self.model._meta.get_field(name).attname) for name in self.names}
        self._make_judged(cursor, self.model._base_manager.all(), "made", values, lock=False)
        key = setsql.quote(self.model._meta.pk.column)
        cursor.execute(
            f"DELETE FROM {setsql.quote(self.model._meta.db_table)} AS gone USING {setsql.JUDGED} AS judged"  # noqa: S608
            f" WHERE gone.{key} = judged.p_id AND judged.p_refused IS NOT NULL"
        )

    def _make_judged(self, cursor: Any, rows: Any, link: str, values: dict[str, Any], *, lock: bool) -> None:
        told = setsql.tell_columns(self.model.in_sets)
        statement = setsql.judge(rows, link=link, needs=self.needs, values={**values, **told}, lock=lock)
        if statement is None:  # the actor's scope holds nothing: judge an empty set of the same shape
            nothing = self.model._base_manager.all()
            statement = setsql.judge(nothing, link=link, needs=self.needs, values={**values, **told}, lock=False)
            assert statement is not None
            statement = (f"{statement[0]} WITH NO DATA", statement[1])
        cursor.execute(*statement)

    def _collect(self, cursor: Any) -> None:
        cursor.execute(setsql.REFUSED)
        absent = _EXISTS if self.creates else _NOT_FOUND
        for n, target, number in cursor.fetchall():
            self._refuse(n, target, absent if number is None else self.needs[number])
        self.outcome.refused.sort(key=lambda row: row.n)

    def _write(self, cursor: Any) -> None:
        if not self.creates:
            cursor.execute(setsql.update(self.model, self.names))
        if self.personal:
            sealing.seal(cursor, self.model, self.personal, made=self.creates)
        told = [name for name in self.names if name not in self.personal]
        sealed = sealing.SEALED if self.personal else ""
        actor = self.actor
        cursor.execute(
            setsql.journal(self.model, told, made=self.creates, sealed=sealed),
            [
                actor.person_id,
                actor.seat_id,
                actor.label,
                self.command.name,
                self.model._meta.label_lower,
                current_request_id(),
            ],
        )
        self.outcome.done = cursor.rowcount
        cursor.execute(setsql.TELL, [self.command.many_event or self.command.name])
