"""The platform's own scheduled jobs: rows that have served are let go, the journal never."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from prasan.platform.jobs.job import job
from prasan.platform.jobs.listeners import LISTENERS
from prasan.platform.jobs.schedule import daily

KEEP_OUTBOX_DAYS = 7
KEEP_RECEIPT_DAYS = 30
KEEP_JOB_DAYS = 90
KEEP_EXPORT_DAYS = 7
"""A file made of a list is fetched at once or made anew; it may hold what its reader loses the right to."""
KEEP_PRESENCE_DAYS = 90
"""A room that needs its roll for longer keeps it in tables of its own."""
PART = 5000
"""So many notices go in one transaction."""


# A body that a newer one of the same topics has replaced is never read again; an hour is for who is just behind.
_SUPERSEDED = """
WITH newest AS (
    SELECT DISTINCT ON (topic) b.outbox_id
    FROM platform_body AS b JOIN platform_outbox AS o ON o.id = b.outbox_id, unnest(o.topics) AS topic
    ORDER BY topic, o.seq DESC NULLS LAST
)
DELETE FROM platform_body AS b USING platform_outbox AS o
WHERE o.id = b.outbox_id AND o.seq IS NOT NULL AND o.created < now() - interval '1 hour'
    AND NOT EXISTS (SELECT FROM newest WHERE newest.outbox_id = b.outbox_id)
"""


@job("platform.housekeeping", title=_("เก็บกวาดข้อมูลชั่วคราวของระบบ"), every=daily("03:10"))
def housekeeping(run: Any) -> None:
    """Let go of told events that every listener has passed, of old presence, receipts, finished jobs and notices."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM platform_outbox WHERE created < now() - make_interval(days => %s) AND NOT EXISTS ("
            " SELECT FROM unnest(%s::text[]) AS known(name) LEFT JOIN platform_cursor AS c ON c.listener = known.name"
            " WHERE coalesce(c.seq, 0) < coalesce(platform_outbox.seq, 9223372036854775807))",
            [KEEP_OUTBOX_DAYS, sorted(LISTENERS)],
        )
        cursor.execute(_SUPERSEDED)
        cursor.execute(
            "DELETE FROM platform_presence WHERE closed < now() - make_interval(days => %s)", [KEEP_PRESENCE_DAYS]
        )
        cursor.execute("DELETE FROM platform_instance WHERE ended < now() - make_interval(days => 7)")
        cursor.execute(
            "DELETE FROM platform_receipt WHERE created < now() - make_interval(days => %s)", [KEEP_RECEIPT_DAYS]
        )
        cursor.execute(
            "DELETE FROM platform_job WHERE changed < now() - make_interval(days => %s)"
            " AND state IN ('done', 'failed', 'cancelled')",
            [KEEP_JOB_DAYS],
        )
        cursor.execute(
            "DELETE FROM platform_file WHERE kind = 'listings.export' AND created < now() - make_interval(days => %s)",
            [KEEP_EXPORT_DAYS],
        )
    prune_notices()


def prune_notices() -> None:
    """Let go of notices read long ago and of those never read, with what went out for them, in parts.

    After `NOTICE_DAYS` since the reading, `NOTICE_UNREAD_DAYS` since they were made.
    """
    gone = PART
    while gone == PART:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM platform_notice"
                " WHERE read < now() - make_interval(days => %s)"
                " OR (read IS NULL AND created < now() - make_interval(days => %s)) LIMIT %s",
                [settings.NOTICE_DAYS, settings.NOTICE_UNREAD_DAYS, PART],
            )
            old = [row[0] for row in cursor.fetchall()]
            cursor.execute("DELETE FROM platform_delivery WHERE notice_id = ANY(%s)", [old])
            cursor.execute("DELETE FROM platform_notice WHERE id = ANY(%s)", [old])
            gone = len(old)
