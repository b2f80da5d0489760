"""The one-page brief of an event: what is known, what is judged, what is done; without anybody's private data."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.roles import Classification
from prasan.platform.documents import render_pdf
from prasan.platform.ui.filters import moment, number
from prasan.situation.events import queries
from prasan.situation.kinds import SEVERITY_MEANS, Severity
from prasan.situation.models import Event, EventPlace


def facts(event: Event) -> list[tuple[str, str]]:
    """Return what is known, as pairs of words."""
    place = f"{event.place} {event.area.name}".strip()
    severity = f"{event.get_severity_display()} ({SEVERITY_MEANS[Severity(event.severity)]})"
    return [
        (_("สถานะ"), str(event.get_state_display())), (_("ประเภทเหตุการณ์"), str(event.get_type_display())),
        (_("สถานที่"), place), (_("เกิดเหตุเมื่อ"), moment(event.happened_at) if event.happened_at else _("ยังไม่ทราบ")),
        (_("ผู้ได้รับผลกระทบ (คน)"), _("ยังไม่ทราบ") if event.affected is None else number(event.affected)),
        (_("ความรุนแรง"), severity), (_("ความเร่งด่วน"), str(event.get_urgency_display())),
        (_("ความแน่นอน"), str(event.get_certainty_display())), (_("หน่วยงานเจ้าของเรื่อง"), event.owner.name),
    ]  # fmt: skip


def brief(event: Event) -> bytes:
    """Return the brief as PDF: four queries."""
    tasks = [
        [one.text, one.office.short, _("เสร็จแล้ว: %(note)s") % {"note": one.note} if one.done_at else moment(one.due)]
        for one in queries.tasks(event)[:10]
    ]
    sources = [
        _("%(source)s (%(letter)s%(digit)s)") % {
            "source": one.item.source.name, "letter": one.item.source.letter, "digit": event.digit,
        } + (_(" และพิมพ์ซ้ำ %(n)s แห่ง") % {"n": len(one.reprints)} if one.reprints else "")
        for one in queries.witnesses(event)[:8]
    ]  # fmt: skip
    origin = event.places.filter(role=EventPlace.Role.ORIGIN).select_related("area")
    people = [f"{one.area.name} {number(one.people or 0)}" for one in origin.defer("area__boundary", "area__grams")]
    data: dict[str, Any] = {
        "title": event.title, "subtitle": _("เหตุการณ์ %(code)s · สรุปหนึ่งหน้า") % {"code": event.code},
        "mark": str(Classification(event.classification).label) if event.classification else "",
        "as_of": _("ข้อมูล ณ วันที่ %(when)s") % {"when": moment(timezone.now())}, "facts": facts(event),
        "summary": event.summary[:1200], "tasks": tasks,
        "sources": sources, "people": people, "lesson": event.lesson[:600],
        "words": {
            "tasks": _("สิ่งที่กำลังทำ"), "sources": _("แหล่งข่าว"), "people": _("ภูมิลำเนาของผู้เดือดร้อน"),
            "lesson": _("บทเรียน"),
        },
    }  # fmt: skip
    return render_pdf("situation/events/brief.typ", data)
