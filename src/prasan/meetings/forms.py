"""What people type about meetings, read into the values that the verbs take; what cannot be read names its field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.models import Area, AreaGroup, Membership, Office, Seat
from prasan.directory.models.areas import GroupKind
from prasan.directory.queries import members
from prasan.directory.roles import EXECUTIVES, REACH, Classification, Reach
from prasan.directory.typed import EVERY_PROVINCE, areas_named, lines_of, moment_of, offices_named, whole
from prasan.meetings import commands as c
from prasan.meetings import policy as may
from prasan.meetings.models import Attendee, Briefing, Kind, Mode, Round, Section, Series
from prasan.meetings.models.briefing import SECTIONS
from prasan.platform.commands import RuleBroken

Told = Mapping[str, str]
MOST_CHOICES = 60


def one_office(told: Told, field: str) -> int | None:
    """Return the office that one typed line names, None for nothing."""
    found = offices_named(lines_of(told.get(field, ""), field)[:1], field)
    return found[0] if found else None


def seat_named(text: str, field: str) -> int | None:
    """Return the seat held today that a typed line names: "#12" as the pickers write it, or the code or name of an
    office, whose head it is. None for nothing; RuleBroken where it names nobody.
    """
    text = text.replace("\0", "").strip()
    if not text:
        return None
    number = text.rpartition("#")[2]
    held = Seat.objects.held_on(timezone.localdate())
    if "#" in text and number.isdecimal() and len(number) < 10:
        return int(number)
    office = offices_named([text], field)[0]
    found = held.filter(office_id=office, role__in=may.SPEAKERS).order_by("pk")
    by_role = {role: pk for pk, role in reversed(list(found.values_list("pk", "role")))}
    heads = [by_role[role] for role in may.HEADS if role in by_role]
    if not heads:
        raise RuleBroken(_("หน่วยงานนี้ยังไม่มีหัวหน้าในทำเนียบ โปรดเลือกจากรายการ"), field=field)
    return heads[0]


def sections(told: Any) -> list[str]:
    """Return the sections ticked, in the official order; all where none is."""
    ticked = told.getlist("sections") if hasattr(told, "getlist") else list(told.get("sections", ()))
    return [one for one in SECTIONS if one in ticked]


def _host(told: Told) -> int | None:
    found = areas_named(lines_of(told.get("host_area", ""), "host_area")[:1], "host_area")
    return found[0] if found else None


def _place(told: Told) -> dict[str, str]:
    """Return how and where, as it is told."""
    return {name: told.get(name, "") for name in ("venue", "link", "how_to")} | {"mode": told.get("mode") or Mode.VIDEO}


def call(told: Any) -> c.CallBriefing:
    """Return the verb that a filled form of a new meeting asks for."""
    kind = told.get("kind", "")
    return c.CallBriefing(
        kind=kind, title=told.get("title", ""), series_id=whole(told.get("series", ""), "series"),
        follows_id=whole(told.get("follows", ""), "follows"),
        round=whole(told.get("round", ""), "round") if kind == Kind.INSPECTION else None,
        organiser_id=one_office(told, "organiser"), chair_id=seat_named(told.get("chair", ""), "chair"),
        secretary_id=seat_named(told.get("secretary", ""), "secretary"), **_place(told), host_area_id=_host(told),
        group_id=whole(told.get("group", ""), "group"),
        starts_at=moment_of(told.get("day", ""), told.get("clock", ""), "day", "clock"),
        minutes=whole(told.get("minutes", ""), "minutes") or 0,
        to=offices_named(lines_of(told.get("to", ""), "to"), "to"), sections=sections(told),
        quorum=whole(told.get("quorum", ""), "quorum"),
        classification=whole(told.get("classification", ""), "classification") or 0,
        key=told.get("key", "")[:100],
    )  # fmt: skip


def change(pk: int, told: Told) -> c.ChangeBriefing:
    """Return the verb that a filled form of a meeting ahead asks for."""
    return c.ChangeBriefing(
        target_id=pk, title=told.get("title", ""), **_place(told),
        starts_at=moment_of(told.get("day", ""), told.get("clock", ""), "day", "clock"),
        minutes=whole(told.get("minutes", ""), "minutes") or 0,
        secretary_id=seat_named(told.get("secretary", ""), "secretary"),
    )  # fmt: skip


def series(told: Any) -> c.MakeSeries:
    """Return the verb that a filled form of a new series asks for."""
    percent = whole(told.get("quorum_percent", ""), "quorum_percent")
    return c.MakeSeries(
        name_th=told.get("name_th", ""), name_en=told.get("name_en", ""), kind=told.get("kind", ""),
        organiser_id=one_office(told, "organiser"), mode=told.get("mode") or Mode.VIDEO, venue=told.get("venue", ""),
        minutes=whole(told.get("minutes", ""), "minutes") or 0, quorum_percent=50 if percent is None else percent,
        sections=sections(told), to=offices_named(lines_of(told.get("to", ""), "to"), "to"),
        classification=whole(told.get("classification", ""), "classification") or 0, key=told.get("key", "")[:100],
    )  # fmt: skip


def item(told: Told) -> dict[str, Any]:
    """Return what an item is told."""
    area = areas_named(lines_of(told.get("area", ""), "area")[:1], "area")
    return {
        "section": told.get("section", ""), "title": told.get("title", ""), "text": told.get("text", ""),
        "minutes": whole(told.get("minutes", ""), "minutes") or 0,
        "classification": whole(told.get("classification", ""), "classification") or 0,
        "secret": told.get("secret") == "on", "area_id": area[0] if area else None,
        "office_id": one_office(told, "office"),
    }  # fmt: skip


def add_attendees(pk: int, told: Told) -> c.AddAttendees:
    """Return the verb that invites further offices and seats."""
    seats = [seat_named(line, "seats") for line in lines_of(told.get("seats", ""), "seats")]
    return c.AddAttendees(
        target_id=pk, to=offices_named(lines_of(told.get("to", ""), "to"), "to"),
        seats=[one for one in seats if one is not None], duty=told.get("duty") or Attendee.Duty.MEMBER,
    )  # fmt: skip


def reply(pk: int, told: Told) -> c.ReplyTo:
    """Return the verb that answers an invitation."""
    return c.ReplyTo(
        target_id=pk, reply=told.get("reply", ""), substitute_id=whole(told.get("substitute", ""), "substitute"),
        substitute_name=told.get("substitute_name", ""), substitute_position=told.get("substitute_position", ""),
        why=told.get("why", ""), is_camera=told.get("is_camera") == "on",
    )  # fmt: skip


def colleagues(line: Attendee) -> list[tuple[int, str]]:
    """Return the people of a line's office who may come in its stead: one query."""
    held = Seat.objects.held_on(timezone.localdate()).filter(office_id=line.office_id).select_related("person")
    rows = held.exclude(role__in=[role for role, reach in REACH.items() if reach is Reach.NOTHING]).order_by("pk")
    found = {one.person_id: f"{one.person.full_name} · {one.title}" for one in rows[:MOST_CHOICES]}
    return list(found.items())


def seats(actor: Any) -> list[tuple[str, str]]:
    """Return the seats that a form offers as chair or secretary: executives and the own office's. One query."""
    held = Seat.objects.held_on(timezone.localdate()).select_related("person", "office").defer("office__grams")
    rows = held.filter(Q(role__in=sorted(EXECUTIVES)) | Q(office_id=actor.office_id)).order_by("role", "pk")
    rows = rows.exclude(role__in=[role for role, reach in REACH.items() if reach is Reach.NOTHING])
    return [(f"#{one.pk}", f"{one.person.full_name} · {one.title}") for one in rows[:MOST_CHOICES]]


def series_of(actor: Any) -> list[Series]:
    """Return the series in which an actor may call a meeting: one query."""
    rows = Series.objects.visible_to(actor).filter(ended_on=None).select_related("organiser")
    rows = rows.defer("organiser__grams").order_by("name_th")
    return [one for one in rows[:MOST_CHOICES] if may.can_keep_series(actor, one) is None]


def choices(actor: Any) -> dict[str, Any]:
    """Return what the forms of meetings and series choose from: three queries at most."""
    kinds = may.kinds_of(actor)
    inside = Membership.objects.on(timezone.localdate()).values("group_id")
    groups = AreaGroup.objects.filter(kind=GroupKind.INSPECTION_REGION, pk__in=inside).order_by("number", "-pk")
    return {
        "kinds": [(key, label) for key, label in Kind.choices if key in kinds], "modes": Mode.choices,
        "rounds": Round.choices, "sections": Section.choices, "classes": Classification.choices,
        "seats": seats(actor), "groups": [(one.pk, group_name(one)) for one in groups],
        "every_province": EVERY_PROVINCE,
    }  # fmt: skip


def group_name(group: AreaGroup) -> str:
    """Return a region as people call it."""
    return _("เขตตรวจราชการที่ %(n)s %(name)s") % {"n": group.number, "name": group.name}


def filled(told: dict[str, Any], actor: Any) -> dict[str, Any]:
    """Return a new form filled from a series or a region that was chosen: their offices as lines, to be edited.

    Parameters: `told`, what was typed so far, with `fill` = "group" or "series". Three queries at most.
    """
    told = dict(told)
    if told.get("fill") == "group" and told.get("group"):
        told["to"] = _with(told.get("to", ""), of_group(whole(told["group"], "group") or 0))
    elif told.get("fill") == "every":
        told["to"] = _with(told.get("to", ""), [EVERY_PROVINCE])
    elif told.get("series"):
        number = whole(told["series"], "series") or 0
        one = Series.objects.visible_to(actor).filter(pk=number, ended_on=None).first()
        if one is not None:
            usual = {"title": one.name_th, "kind": one.kind, "mode": one.mode, "venue": one.venue}
            usual |= {"minutes": str(one.minutes), "classification": str(one.classification)}
            told = usual | {name: value for name, value in told.items() if value}
            told["sections"] = list(one.sections)
            names = one.members.order_by("pk").values_list("office__name_th", flat=True)
            told["to"] = _with(told.get("to", ""), list(names))
    return told


def _with(typed: str, more: list[str]) -> str:
    """Return what was typed with further lines below, none twice."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    return "\n".join(dict.fromkeys([*lines, *more]))


def of_group(pk: int) -> list[str]:
    """Return the names of the offices that lead the provinces of a region today: three queries."""
    group = AreaGroup.objects.filter(pk=pk).first()
    if group is None:
        raise RuleBroken(_("ไม่พบเขตนี้ โปรดเลือกจากรายการ"), field="group")
    areas: list[Area] = members(group, timezone.localdate())
    order = {one.pk: place for place, one in enumerate(areas)}
    rows = Office.objects.open_on(timezone.localdate()).filter(area_id__in=order, leads_province=True)
    found = sorted(rows.values_list("area_id", "name_th"), key=lambda row: order[row[0]])
    return [name for _area, name in found]


def shown(found: Briefing) -> dict[str, Any]:
    """Return a meeting as the form that changes it shows it."""
    from prasan.platform.ui.filters import thaidate

    at = timezone.localtime(found.starts_at)
    return {
        "title": found.title, "mode": found.mode, "venue": found.venue, "link": found.link, "how_to": found.how_to,
        "day": thaidate(at.date()), "clock": f"{at:%H.%M}", "minutes": str(found.minutes),
        "secretary": f"#{found.secretary_id}",
    }  # fmt: skip
