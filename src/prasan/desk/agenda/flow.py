"""The agenda of a meeting made from what is behind, late, unproven, overdue and open at those who attend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils import translation

from prasan.desk.agenda import words
from prasan.desk.agenda.gather import Gathered, gather
from prasan.desk.agenda.links import href
from prasan.desk.agenda.places import Attending
from prasan.directory.models import Area, Office
from prasan.meetings.agenda import OFFICIAL, Agenda, Line, Rules, basis, propose
from prasan.meetings.commands import WriteAgenda
from prasan.meetings.models import Attendee, Basis, Briefing, Item, Section
from prasan.platform.commands import perform

SECTION = {
    "opening": Section.TOLD, "minutes": Section.CERTIFY, "follow_up": Section.FOLLOW, "consider": Section.DECIDE,
    "other": Section.OTHER,
}  # fmt: skip
"""The agenda's own official items by the sections of a meeting."""
FACTS = 40
"""Facts beneath one line that an item keeps; the basis has all."""
LONG = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed agenda with what it was made from: `raw`, the canonical basis."""

    agenda: Agenda
    raw: bytes
    gathered: Gathered


def attending(briefing: Briefing) -> Attending:
    """Return who attends as places and offices: a province's labour office stands for its province. One query."""
    rows = Attendee.objects.filter(briefing=briefing, removed=False).exclude(duty=Attendee.Duty.SECRETARY)
    areas, offices = set(), set()
    kinds = rows.values_list("office__code", "office__kind", "office__area__code", "office__area__kind", "duty")
    for code, kind, area, area_kind, duty in kinds:
        if kind in {Office.Kind.PROVINCIAL, Office.Kind.BRANCH} and area_kind == Area.Kind.PROVINCE:
            areas.add(area)
        elif kind == Office.Kind.ABROAD and duty != Attendee.Duty.CHAIR:
            offices.add(code)
    return Attending(sorted(areas), sorted(offices))


def rules_of(briefing: Briefing) -> Rules:
    """Return the chair's rules: the meeting's length, its own sections, the host, the meeting before."""
    there = [one for one in OFFICIAL if SECTION[one.key] in briefing.sections]
    there.sort(key=lambda one: briefing.sections.index(SECTION[one.key]))
    items = tuple(replace(one, number=place) for place, one in enumerate(there, start=1))
    before = briefing.follows
    own = tuple(
        (key, minutes)
        for key, minutes in Item.objects.filter(briefing=briefing, proposed=False, minutes__gte=1).exclude(key="")
        .values_list("key", "minutes")
    )  # fmt: skip
    return Rules(
        briefing.minutes, items, host=briefing.host_area.code if briefing.host_area is not None else "",
        last=before.pk if before is not None else None, last_th=before.name if before is not None else "",
        last_en=before.name if before is not None else "", own_minutes=own,
    )  # fmt: skip


def proposed(actor: Any, briefing: Briefing) -> Proposal:
    """Return the agenda that today's facts make, as the actor sees them; nothing is written."""
    rules = rules_of(briefing)
    found = gather(actor, attending(briefing), last=rules.last, classification=briefing.classification)
    raw = basis.pack(found.facts, rules, as_of=found.as_of.isoformat(), period=found.period)
    return Proposal(propose(found.facts, rules), raw, found)


def write(actor: Any, briefing: Briefing) -> Briefing:
    """Make the agenda and take it over into the meeting, with what it was made from."""
    made = proposed(actor, briefing)
    items = items_of(made.agenda)
    done: Briefing = perform(actor, WriteAgenda(
        target_id=briefing.pk, items=items, facts=made.raw.decode(), digest=basis.digest(made.raw),
        made_digest=basis.digest(basis.made(made.agenda)),
    ))  # fmt: skip
    return done


def again(kept: Basis) -> bool:
    """Tell whether a kept basis makes the same agenda again, byte for byte, and is what its digest says."""
    raw = kept.facts.encode()
    return basis.digest(raw) == kept.digest and basis.digest(basis.again(raw)) == kept.made_digest


def items_of(agenda: Agenda) -> list[dict[str, Any]]:
    """Return the lines of an agenda as items of a meeting, in Thai: the meeting's papers are."""
    with translation.override("th"):
        codes = {line.about.code for line in (*agenda.lines, *agenda.written) if line.about.kind == "area"}
        areas = dict(Area.objects.filter(code__in=codes).values_list("code", "pk"))
        found = [
            _item(line, str(SECTION[section.item.key]), areas, written=False)
            for section in agenda.sections for line in section.lines if line.about.kind != "item"
        ]  # fmt: skip
        keys = {section.item.number: str(SECTION[section.item.key]) for section in agenda.sections}
        last = keys[max(keys)] if keys else ""
        found += [_item(line, keys.get(line.item, last), areas, written=True) for line in agenda.written]
    return found


def _item(line: Line, section: str, areas: dict[str, int], *, written: bool) -> dict[str, Any]:
    beneath = words.line(line)
    title = f"{words.name(line.about)}: {beneath}" if beneath else words.name(line.about)
    return {
        "section": section, "title": title[:LONG], "text": words.why(line), "minutes": line.minutes,
        "key": line.key[:100],
        "area_id": areas.get(line.about.code) if line.about.kind == "area" else None, "written": written,
        "facts": [
            {"label": words.fact(fact), "href": next((link for link in map(href, fact.evidence) if link), "")}
            for fact in line.facts[:FACTS]
        ],
    }  # fmt: skip
