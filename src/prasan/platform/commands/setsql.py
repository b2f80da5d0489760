"""The SQL of the set form: stage, judge, change, journal, tell. Built from a command's description."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Case, F, TextField, Value, When
from django.db.models.expressions import Func
from django.db.models.functions import Cast, Coalesce, Now
from django.db.models.sql import Query

from prasan.platform.commands.many import STAGE, Need, Staged

JUDGED = "prasan_judged"
EVENT_BATCH = 500
Sql = tuple[str, list[Any]]


def quote(name: str) -> str:
    """Return a quoted SQL name."""
    return connection.ops.quote_name(name)


def key_column(model: type[models.Model]) -> str:
    """Return the column of a model's primary key."""
    key: Any = model._meta.pk
    return str(key.column)


def column_type(column: models.Field[Any, Any]) -> str:
    """Return the type a staged or judged value has: short texts as text, so that nothing is cut silently."""
    if isinstance(column, models.CharField):
        return "text"
    kind = column.rel_db_type(connection) if column.primary_key else column.db_type(connection)
    return str(kind)


def typed(expression: Any, column: models.Field[Any, Any]) -> Any:
    """Return an expression cast to its column's type."""
    if isinstance(expression, Value):
        expression = expression.value
    if not hasattr(expression, "resolve_expression"):
        # nothing is nothing: with its column's type the word null of JSON would be made of it
        expression = Value(None) if expression is None else Value(expression, output_field=column)
    target = TextField() if isinstance(column, models.CharField) else column
    return Cast(expression, output_field=target)


def stage_table(columns: dict[str, models.Field[Any, Any]], sequence: str = "") -> str:
    """Return the statement that makes the table of staged rows."""
    named = "".join(f", {quote(name)} {column_type(column)}" for name, column in columns.items())
    made = f", made bigint NOT NULL DEFAULT nextval('{sequence}')" if sequence else ""
    return f"CREATE TEMP TABLE {STAGE} (n integer, target_id bigint, reason text{made}{named}) ON COMMIT DROP"


class Refusal(Func):
    """The number of the first need that a row does not meet, NULL when it meets all."""

    function = "COALESCE"
    output_field = models.IntegerField()


def refusal(needs: list[Need]) -> Any:
    """Return the expression of `Refusal` for a list of needs."""
    cases = [
        Case(When(need.holds, then=Value(None)), default=Value(number), output_field=models.IntegerField())
        for number, need in enumerate(needs)
        if need.holds
    ]
    return Coalesce(*cases, Value(None), Value(None), output_field=models.IntegerField())


def judge(
    rows: models.QuerySet[Any],
    *,
    link: str,
    needs: list[Need],
    values: dict[str, Any],
    lock: bool,
) -> Sql | None:
    """Return the statement that locks the rows and judges each, or None when the scope holds nothing.

    Parameters: `link`, the staged column that names the row; `values`, what else is kept of each.
    """
    model = rows.model
    table = quote(model._meta.db_table)
    key = quote(key_column(model))
    queryset = (
        rows.order_by()
        .extra(tables=[STAGE], where=[f'"{STAGE}".{link} = {table}.{key}'])  # noqa: S610 - constants only
        .annotate(
            p_n=Staged("n", models.IntegerField()),
            p_id=F("pk"),
            p_reason=Staged("reason"),
            p_refused=refusal(needs),
            **values,
        )
        .values_list("p_n", "p_id", "p_reason", "p_refused", *values)
    )
    try:
        sql, params = queryset.query.sql_with_params()
    except EmptyResultSet:
        return None
    locked = f" ORDER BY {table}.{key} FOR UPDATE OF {table}" if lock else ""
    return f"CREATE TEMP TABLE {JUDGED} ON COMMIT DROP AS {sql}{locked}", list(params)


def update(model: type[models.Model], names: Iterable[str]) -> str:
    """Return the statement that gives the admitted rows their new values."""
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    columns = [(quote(one.column), quote(f"v_{one.name}")) for one in fields]
    sets = ", ".join(f"{column} = judged.{value}" for column, value in columns)
    key = quote(key_column(model))
    return (
        f"UPDATE {quote(model._meta.db_table)} AS changed SET {sets}"  # noqa: S608 - names of the model
        f" FROM {JUDGED} AS judged"
        f" WHERE changed.{key} = judged.p_id AND judged.p_refused IS NULL"
    )


def insert(model: type[models.Model], assigned: dict[str, Any]) -> Sql:
    """Return the statement that makes a row of each staged one; one that exists already is left out."""
    query = Query(model)
    compiler = query.get_compiler(connection=connection)
    columns, pieces, params = [quote(key_column(model))], [f"{STAGE}.made"], []
    for name, expression in assigned.items():
        column: Any = model._meta.get_field(name)
        sql, its = compiler.compile(typed(expression, column).resolve_expression(query, allow_joins=False))
        columns.append(quote(column.column))
        pieces.append(sql)
        params += list(its)
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)})"  # noqa: S608 - names of the model
        f" SELECT {', '.join(pieces)} FROM {STAGE} ORDER BY n ON CONFLICT DO NOTHING",
        params,
    )


def own_values(model: type[models.Model], assigned: dict[str, Any]) -> dict[str, Any]:
    """Return what a new row holds where nothing was told: the model's defaults and its clocks."""
    found: dict[str, Any] = {}
    for column in model._meta.concrete_fields:
        if column.primary_key or column.name in assigned or column.db_default is not models.NOT_PROVIDED:
            continue
        if getattr(column, "auto_now_add", False):
            found[column.name] = Now()
        elif callable(column.default) and column.default is not models.NOT_PROVIDED and column.unique:
            raise TypeError(f"{model.__name__}.{column.name}: a default made for each row cannot be made in sets")
        else:
            found[column.name] = Value(column.get_default(), output_field=column)
    return {**found, **clocks(model)}


def clocks(model: type[models.Model]) -> dict[str, Any]:
    """Return the fields that every save sets to the time."""
    return {column.name: Now() for column in model._meta.concrete_fields if getattr(column, "auto_now", False)}


def as_json(name: str, column: models.Field[Any, Any]) -> str:
    """Return a judged value as the journal keeps it (prasan.platform.journal.changes.plain)."""
    text = isinstance(column, models.DecimalField)
    return f"to_jsonb({quote(name)}{'::text' if text else ''})"


def journal(model: type[models.Model], names: Iterable[str], *, made: bool, sealed: str = "") -> str:
    """Return the statement that writes one journal row for each admitted row.

    Parameters: `names`, the fields told plainly; `sealed`, the table of sealed changes where there is one.

    Its parameters when run: person, seat, actor label, verb, model label, request id.
    """
    parts = []
    for name in names:
        column: Any = model._meta.get_field(name)
        old, new = quote(f"o_{name}"), quote(f"v_{name}")
        if made:
            pair, differs = f"jsonb_build_array(NULL, {as_json(f'v_{name}', column)})", f"{new} IS NOT NULL"
        else:
            pair = f"jsonb_build_array({as_json(f'o_{name}', column)}, {as_json(f'v_{name}', column)})"
            differs = f"{old} IS DISTINCT FROM {new}"
        parts.append(f"CASE WHEN {differs} THEN jsonb_build_object('{name}', {pair}) ELSE '{{}}' END")
    if sealed:
        parts.append(f"coalesce((SELECT sealed FROM {sealed} WHERE {sealed}.p_id = {JUDGED}.p_id), '{{}}')")  # noqa: S608
    changes = " || ".join(parts) or "'{}'::jsonb"
    return (
        "INSERT INTO platform_journal (person_id, seat_id, actor_label, verb, model, object_id, object_label,"  # noqa: S608
        " area_id, office_id, classification, changes, reason, request_id, at)"
        " SELECT %s, %s, %s, %s, %s, p_id, left(p_label, 300), p_area, p_office, coalesce(p_class, 0),"
        f" {changes}, p_reason, %s, now() FROM {JUDGED} WHERE p_refused IS NULL ORDER BY p_n"
    )


TELL = f"""
WITH told AS (
    SELECT p_id, p_topics, (row_number() OVER (ORDER BY p_id) - 1) / {EVENT_BATCH} AS batch
    FROM {JUDGED} WHERE p_refused IS NULL
), topics AS (
    SELECT batch, array_agg(DISTINCT topic) AS topics FROM told, unnest(p_topics) AS topic GROUP BY batch
), ids AS (
    SELECT batch, jsonb_agg(p_id ORDER BY p_id) AS ids FROM told GROUP BY batch
)
INSERT INTO platform_outbox (name, payload, topics, created)
SELECT %s, jsonb_build_object('ids', ids.ids), coalesce(topics.topics, '{{}}'), now()
FROM ids LEFT JOIN topics USING (batch) ORDER BY batch
"""  # noqa: S608 - constants only

REFUSED = f"""
SELECT stage.n, stage.target_id, judged.p_refused
FROM {STAGE} AS stage LEFT JOIN {JUDGED} AS judged ON judged.p_n = stage.n
WHERE judged.p_n IS NULL OR judged.p_refused IS NOT NULL ORDER BY stage.n
"""  # noqa: S608 - constants only


def tell_columns(described: Any) -> dict[str, Any]:
    """Return the judged columns that journal and topics need, from a model's `in_sets`."""
    topics = [Cast(topic, output_field=TextField()) for topic in described.topics]
    array = Func(*topics, template="ARRAY[%(expressions)s]::text[]", output_field=TextField())
    empty = Value(None, output_field=TextField())
    return {
        "p_label": Cast(described.label, output_field=TextField()),
        "p_area": Cast(described.area if described.area is not None else Value(None), models.IntegerField()),
        "p_office": Cast(described.office if described.office is not None else Value(None), models.BigIntegerField()),
        "p_class": Cast(
            described.classification if described.classification is not None else Value(0), models.SmallIntegerField()
        ),
        "p_topics": array if topics else Func(empty, template="ARRAY[]::text[]", output_field=TextField()),
    }
