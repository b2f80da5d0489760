"""What can be commented on: each room registers its things, and how one finds out who sees them.

This floor knows no people and no rows of other rooms: a subject is a model's label and a plain number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

People = Sequence[tuple[int, str]]
"""(person id, name as shown) of those who may be mentioned."""


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """One kind of thing.

    Parameters: `rows`, (actor) → what the actor sees of it; `url`, the page of one; `people`, who is involved in one
    and may see it.
    """

    label: str
    rows: Callable[[Any], models.QuerySet[Any]]
    url: Callable[[Any], str]
    people: Callable[[Any], People]
    model: type[models.Model]

    def subject(self, pk: int) -> Any | None:
        """Return a subject whoever asks, for telling where it is; None where it is gone."""
        return self.model._default_manager.filter(pk=pk).first()


KINDS: dict[str, SubjectKind] = {}
"""Every kind by the label of its model."""


def subject_kind(
    model: type[models.Model],
    rows: Callable[[Any], models.QuerySet[Any]],
    url: Callable[[Any], str],
    people: Callable[[Any], People],
) -> None:
    """Let a model's rows be commented on."""
    label = model._meta.label_lower
    KINDS[label] = SubjectKind(label, rows, url, people, model)


def find(actor: Any, label: str, pk: int) -> Any | None:
    """Return a subject that the actor sees, None otherwise."""
    kind = KINDS.get(label)
    return kind.rows(actor).filter(pk=pk).first() if kind else None
