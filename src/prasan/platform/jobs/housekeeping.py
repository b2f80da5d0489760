"""The platform's own scheduled jobs: rows that have served are let go, the journal never."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from prasan.platform.jobs.job import job
from prasan.platform.jobs.listeners import LISTENERS
from prasan.platform.jobs.schedule import daily

KEEP_OUTBOX_DAYS = 7
KEEP_RECEIPT_DAYS = 30
KEEP_JOB_DAYS = 90


@job("platform.housekeeping", title=_("เก็บกวาดข้อมูลชั่วคราวของระบบ"), every=daily("03:10"))
def housekeeping(run: Any) -> None:
    """Let go of told events that every listener has passed, of old receipts, and of finished jobs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM platform_outbox WHERE created < now() - make_interval(days => %s) AND NOT EXISTS ("
            " SELECT FROM unnest(%s::text[]) AS known(name) LEFT JOIN platform_cursor AS c ON c.listener = known.name"
            " WHERE coalesce(c.seq, 0) < coalesce(platform_outbox.seq, 9223372036854775807))",
            [KEEP_OUTBOX_DAYS, sorted(LISTENERS)],
        )
        cursor.execute(
            "DELETE FROM platform_receipt WHERE created < now() - make_interval(days => %s)", [KEEP_RECEIPT_DAYS]
        )
        cursor.execute(
            "DELETE FROM platform_job WHERE changed < now() - make_interval(days => %s)"
            " AND state IN ('done', 'failed', 'cancelled')",
            [KEEP_JOB_DAYS],
        )
