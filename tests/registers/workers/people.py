"""People of the registry for tests, invented: numbers that pass the check digit are made here, nobody's."""

from __future__ import annotations

from itertools import count
from typing import Any

from prasan.kernel.checkdigit import check_digit
from prasan.registers.models import Tie, Worker

_numbers = count(1)


def thai_id(seed: int | None = None) -> str:
    """Return a number with the right check digit."""
    first = f"9{(next(_numbers) if seed is None else seed):011d}"
    return f"{first}{check_digit(first)}"


def make(office: Any, **told: Any) -> Worker:
    """Make a worker with a living tie to an office."""
    worker = Worker.objects.create(
        **{"title": "นาย", "given_name": "สมหมาย", "family_name": "ทองดี", "office": office} | told
    )
    tie(worker, office)
    return worker


def tie(worker: Worker, office: Any, **told: Any) -> Tie:
    """Tie a worker to an office."""
    return Tie.objects.create(**{"worker": worker, "office": office, "ground": "consent", "notice_version": "1"} | told)
