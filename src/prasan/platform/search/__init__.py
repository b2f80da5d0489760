"""Find rows by typed Thai or English text, over the grams that a row stores of its names.

class Office(models.Model):
    search_from = ("name_th", "name_en", "short_th", "code")

fill(office)                                    # before save: sort_th and grams
best(Office.objects.visible_to(actor), "จัดหางานตรัง", limit=20)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Func, Q

from prasan.kernel.normalise import fold, fold_loose, ngrams, query_grams
from prasan.kernel.sortkey import sort_key
from prasan.platform.rows import update_rows

__all__ = ["best", "fill", "fill_all", "matching", "rank"]

CANDIDATES = 200
"""As many rows are looked at closely; grams alone cannot tell the order of the letters."""


def _texts(row: models.Model) -> list[str]:
    names: Iterable[str] = getattr(type(row), "search_from", ("name_th",))
    return [str(text) for text in (getattr(row, name) for name in names) if text]


def fill(row: models.Model) -> None:
    """Set `sort_th` and `grams` of an unsaved row from the fields its model names in `search_from`.

    The first of them is what the row sorts by.
    """
    texts = _texts(row)
    columns = {column.name: column for column in row._meta.concrete_fields}
    if "sort_th" in columns:
        longest = getattr(columns["sort_th"], "max_length", None)
        row.sort_th = sort_key(texts[0])[:longest] if texts else ""  # type: ignore[attr-defined]
    if "grams" in columns:
        row.grams = ngrams(*texts)  # type: ignore[attr-defined]


def fill_all(model: type[models.Model], size: int = 2000) -> int:
    """Fill every row of a table anew (after the folding changed); return how many."""
    names = [c.name for c in model._meta.concrete_fields if c.name in {"sort_th", "grams"}]
    count, part = 0, []
    for row in model._base_manager.order_by("pk").iterator(chunk_size=size):
        fill(row)
        part.append(row)
        if len(part) == size:
            count += update_rows(part, names)
            part = []
    if part:
        count += update_rows(part, names)
    return count


def matching(rows: models.QuerySet[Any], typed: str, *, grams: str = "grams") -> models.QuerySet[Any]:
    """Return the rows that hold every gram of what was typed; an index finds them.

    Parameters: `grams`, the path of the column (for a related row: "office__grams"). Fewer than two
    characters find nothing. A few rows may hold the grams in another order: `best` weeds them out.
    """
    wanted = query_grams(typed)
    return rows.filter(Q(**{f"{grams}__contains": wanted})) if wanted else rows.none()


def rank(typed: str, texts: Iterable[str]) -> int | None:
    """Return how well texts fit what was typed, 0 is best, None is not at all.

    0 the same, 1 begins with it, 2 a word begins with it, 3 holds it, 4 holds it when ำ counts as า and
    spaces do not count.
    """
    wanted, loose = fold(typed), fold_loose(typed).replace(" ", "")
    if not loose:
        return None
    found = [grade for text in texts if (grade := _grade(wanted, loose, text)) is not None]
    return min(found, default=None)


def _grade(wanted: str, loose: str, text: str) -> int | None:
    folded = fold(text)
    if folded == wanted:
        return 0
    if folded.startswith(wanted):
        return 1
    if f" {wanted}" in folded:
        return 2
    if wanted in folded:
        return 3
    return 4 if loose in "".join(letter for letter in fold_loose(text) if letter not in " .-()/") else None


def best(rows: models.QuerySet[Any], typed: str, limit: int = 20) -> list[Any]:
    """Return the rows that fit best, the closest first; among equals the shorter name, then Thai order."""
    closest = Func(F("grams"), function="cardinality", output_field=models.IntegerField())
    candidates = list(matching(rows, typed).order_by(closest, "pk")[:CANDIDATES])
    graded = [(grade, row) for row in candidates if (grade := rank(typed, _texts(row))) is not None]
    graded.sort(key=lambda pair: (pair[0], len(_texts(pair[1])[0]), getattr(pair[1], "sort_th", "")))
    return [row for _grade_, row in graded[:limit]]
