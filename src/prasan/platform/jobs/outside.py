"""Progress of a job whose work is one transaction: noted over a connection of its own."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any

import psycopg
from procrastinate.contrib.django.utils import connector_params

EVERY_SECONDS = 0.5
"""Pages are told at most so often."""
_NOTE = (
    "WITH noted AS (UPDATE platform_job SET done = %(done)s, total = %(total)s, changed = now() WHERE id = %(id)s"
    " RETURNING id, cancel_requested), told AS (INSERT INTO platform_outbox (name, payload, topics, created)"
    " SELECT 'job.progress', jsonb_build_object('id', id), ARRAY['job:' || id], now() FROM noted)"
    " SELECT cancel_requested FROM noted"
)


class Outside:
    """The row of one job, written from outside of its transaction."""

    def __init__(self, progress_id: int, total: int) -> None:
        self.progress_id, self.total, self.done = progress_id, total, 0
        self._told = 0.0
        self._stop = False

    def __enter__(self) -> Outside:
        """Open the connection and begin at nothing."""
        self._line: psycopg.Connection[Any] = psycopg.connect(**connector_params(), autocommit=True)
        self.flush()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self._line.close()

    def note(self, items: int) -> bool:
        """Note so many more items; tell whether somebody asked to stop (or the job's row is gone)."""
        self.done += items
        if time.monotonic() - self._told >= EVERY_SECONDS:
            self.flush()
        return self._stop

    def flush(self) -> None:
        """Write what is noted and tell the pages."""
        row = self._line.execute(_NOTE, {"done": self.done, "total": self.total, "id": self.progress_id}).fetchone()
        self._stop = row is None or bool(row[0])
        self._told = time.monotonic()

    def reset(self) -> None:
        """Nothing was kept."""
        self.done = 0
        self.flush()
