"""What stays of a meeting: its roll and its log, on the page and as files."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from prasan.meetings import policy as may
from prasan.meetings import queries
from prasan.meetings.evidence.log import exported, last_hash
from prasan.meetings.finding import found_briefing
from prasan.meetings.models import Attendee, Briefing, Line, What
from prasan.meetings.pages.common import REPLY_STATUS, error_of, page, who_is
from prasan.meetings.roll import quorum_of, roll_of
from prasan.meetings.rollsheet import BY, csv_lines, rows_of, sums
from prasan.platform.commands import RuleBroken
from prasan.platform.ui.filters import thaidate
from prasan.platform.web.asking import actor_of

LINES = 100
PRESENCE = {"here": "done", "came": "info", "absent": "not_due"}
"""The shape beside each way of being there."""


@require_safe
def meeting_roll(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show who is and was there, summed by province, region, agency or duty."""
    return show_roll(request, meeting)


def show_roll(request: HttpRequest, pk: int, broken: RuleBroken | None = None) -> HttpResponse:
    """Show the roll with what was typed where a mark was refused."""
    actor = actor_of(request)
    found = found_briefing(actor, pk)
    lines = queries.roster(found)
    told = roll_of(found)
    rows = rows_of(lines, told)
    by = request.GET.get("by", "province")
    by = by if by in BY else "province"
    address = reverse("meeting_roll", args=[found.pk])
    context = {
        "one": found, "name": queries.covered(found, actor, found.name), "by": by, "by_label": BY[by],
        "tabs": [(str(label), f"{address}?by={key}", key == by, None) for key, label in BY.items()],
        "sums": sums(rows, by, found), "rows": [(row, who_is(row.line, actor)) for row in rows],
        "quorum": quorum_of(found, lines, told), "shapes": PRESENCE, "reply_shapes": REPLY_STATUS,
        "marks": found.state == Briefing.State.RUNNING and may.can_prepare(actor, found) is None,
        "begun": found.opened_at is not None, "told": request.POST.dict(), "now": timezone.now(),
    }  # fmt: skip
    return page(request, "roll", context | error_of(broken), 409 if broken else 200)


@require_safe
def meeting_log(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show the log, newest first, with the hash that it has to end with."""
    actor = actor_of(request)
    found = found_briefing(actor, meeting)
    asked = request.GET.get("before", "")
    rows = Line.objects.visible_to(actor).filter(briefing=found).order_by("-seq")
    if asked.isdecimal() and len(asked) < 10:
        rows = rows.filter(seq__lt=int(asked))
    shown = list(rows[: LINES + 1])
    more = f"{request.path}?before={shown[LINES - 1].seq}" if len(shown) > LINES else None
    lines = {line.pk: line for line in queries.roster(found)}
    context = {
        "one": found, "name": queries.covered(found, actor, found.name), "more": more,
        "rows": [_read(row, lines) for row in shown[:LINES]], "hash": found.final_hash or last_hash(found.pk),
        "final": bool(found.final_hash),
    }  # fmt: skip
    return page(request, "log", context)


def _read(row: Line, lines: dict[int, Attendee]) -> dict[str, Any]:
    """Return a line of the log as people read it: the office for its number, the rest as it was told."""
    line = lines.get(row.attendee_id or 0)
    more = json.loads(row.said).get("more") or {}
    at = f"{thaidate(row.at, 'short')} {timezone.localtime(row.at):%H.%M.%S}"
    return {
        "seq": row.seq, "at": at, "what": dict(What.choices).get(row.what, row.what),
        "who": line.office.short if line is not None else "", "hash": row.hash,
        "more": " · ".join(_detail(name, value) for name, value in sorted(more.items()) if value not in (None, "")),
    }  # fmt: skip


DETAILS = {
    "connection": _("การเชื่อมต่อ"), "item": _("วาระเลขที่"), "vote": _("การลงคะแนนเลขที่"), "mode": _("รูปแบบ"),
    "why": _("เหตุ"), "how": _("วิธีแสดงตน"), "present": _("อยู่"), "recording": _("บันทึกเสียงและภาพ"),
    "on": _("เปิด"), "secret": _("ลับ"),
    "offset": _("คลาดเคลื่อน (ไมโครวินาที)"), "synchronised": _("ตรงกับเวลามาตรฐาน"), "removed": _("เชิญออกแล้ว"),
    "counts": _("คะแนน"),
}  # fmt: skip
"""What the commonest details of a line are called; the others keep their own names, as the file has them."""


def _detail(name: str, value: Any) -> str:
    word = {True: _("ใช่"), False: _("ไม่")}.get(value, value) if isinstance(value, bool) else value
    return f"{DETAILS.get(name, name)}: {word}"


@require_safe
def meeting_log_file(request: HttpRequest, meeting: int) -> StreamingHttpResponse:
    """Send the log as JSON Lines, which `prasan meetings verify` checks without a database."""
    found = found_briefing(actor_of(request), meeting)
    rows = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in exported(found.pk))
    return _file(rows, f"meeting-{found.pk}-log.jsonl", "application/x-ndjson")


@require_safe
def meeting_roll_file(request: HttpRequest, meeting: int) -> StreamingHttpResponse:
    """Send the roll as CSV."""
    actor = actor_of(request)
    found = found_briefing(actor, meeting)
    rows = rows_of(queries.roster(found), roll_of(found))
    return _file(csv_lines(rows, actor), f"meeting-{found.pk}-roll.csv", "text/csv")


def _file(rows: Any, name: str, kind: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(rows, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
