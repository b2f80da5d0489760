"""Directives of a meeting: given in it, left by the ones before, their official number, their public message.

A directive names the agenda item that it came from (origin briefing, its number); the meeting is found from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk.pages.common import address
from prasan.directives import beside
from prasan.directives.commands import SetOfficial
from prasan.directives.cycle import LIVE
from prasan.directives.models import Addressee, Answer, Directive, DirectiveOffice, Guidance, Origin
from prasan.meetings import beside_after
from prasan.meetings.models import Briefing, Item, Letter
from prasan.platform.commands import Refused, RuleBroken, perform

HEAVY = ("lead__grams", "issuer__grams")
MOST_MEETINGS = 30
"""Meetings back along a series that a new one still looks at."""
MOST_ROWS = 200
"""Lines that a meeting opens with; who has more open has no meeting but a list."""
MANY = 3
"""Addressees of guidance that are named before they are counted."""


def address_of_item(actor: Any, ref: int) -> str:
    """Return the address of the meeting whose item a directive came from, empty where the actor does not read it."""
    found = Item.objects.visible_to(actor).filter(pk=ref).values_list("briefing_id", flat=True).first()
    if found is None:
        return ""
    return address("meeting", found) or address("meeting_minutes", found)


def directives_in(items: Iterable[int] | QuerySet[Any]) -> QuerySet[Directive]:
    """Return the whole directives that came from some agenda items, in the order in which they were given."""
    rows = Directive.objects.filter(origin=Origin.BRIEFING, origin_ref__in=items, part=0)
    co = Prefetch("co_offices", DirectiveOffice.objects.select_related("office").defer("office__grams"))
    told = Prefetch("answers", Answer.objects.order_by("id"))
    return rows.select_related("lead").defer(*HEAVY[:1]).prefetch_related(co, told).order_by("pk")


def guidance_in(items: Iterable[int] | QuerySet[Any]) -> QuerySet[Guidance]:
    """Return the guidance that came from some agenda items."""
    rows = Guidance.objects.filter(origin=Origin.BRIEFING, origin_ref__in=items)
    to = Prefetch("addressees", Addressee.objects.select_related("office").defer("office__grams"))
    return rows.prefetch_related(to).order_by("pk")


def row_of(one: Directive) -> dict[str, Any]:
    """Return a directive as papers of meetings take it: plain data as in meetings/beside_after."""
    answers = list(one.answers.all())
    last = answers[-1] if answers else None
    late = one.is_open and one.due_at < timezone.now()
    state = str(one.get_state_display())
    return {
        "kind": "directive", "pk": one.pk, "item": one.origin_ref, "number": one.code, "text": one.text,
        "owner": one.lead.name_th, "owners": [[one.lead_id, one.lead.name_th, one.lead.kind]],
        "co": [row.office.name_th for row in one.co_offices.all()], "outside": list(one.outside),
        "due": timezone.localtime(one.due_at).isoformat(timespec="minutes"),
        "state": f"{state} (เกินกำหนด)" if late else state, "open": one.state in LIVE, "late": late,
        "answer": last.text if last is not None else "", "evidence": last.evidence if last is not None else "",
        "classification": one.classification, "public": one.public_message, "hotline": one.hotline_key,
    }  # fmt: skip


def row_of_guidance(one: Guidance) -> dict[str, Any]:
    """Return guidance as papers of meetings take it; many addressees are named in part and counted."""
    rows = list(one.addressees.all())
    names = [row.office.name_th for row in rows]
    owner = ", ".join(names[:MANY]) + (f" และอีก {len(names) - MANY} แห่ง" if len(names) > MANY else "")
    answered = sum(row.state == Addressee.State.ANSWERED for row in rows)
    return {
        "kind": "guidance", "pk": one.pk, "item": one.origin_ref, "number": one.code, "text": one.text,
        "owner": owner, "owners": [[row.office_id, row.office.name_th, row.office.kind] for row in rows],
        "co": [], "outside": [], "due": one.review_on.isoformat(), "state": str(one.get_state_display()),
        "open": one.state == Guidance.State.IN_FORCE, "late": False,
        "answer": f"ตอบแล้ว {answered} จาก {len(rows)} หน่วยงาน", "evidence": "",
        "classification": one.classification, "public": "", "hotline": "",
    }  # fmt: skip


def given_in(briefing: Briefing) -> list[dict[str, Any]]:
    """Return what was given in a meeting, that was not withdrawn: at most five queries."""
    items = list(briefing.items.values_list("pk", flat=True))
    rows = [row_of(one) for one in directives_in(items).exclude(state=Directive.State.WITHDRAWN)]
    return rows + [row_of_guidance(one) for one in guidance_in(items).exclude(state=Guidance.State.WITHDRAWN)]


def meetings_before(briefing: Briefing) -> list[int]:
    """Return the meetings that one goes on from, the last first: of its series, else those that it follows."""
    if briefing.series_id is not None:
        rows = Briefing.objects.filter(series_id=briefing.series_id, starts_at__lt=briefing.starts_at)
        rows = rows.exclude(state=Briefing.State.CANCELLED).exclude(pk=briefing.pk).order_by("-starts_at", "-pk")
        return list(rows.values_list("pk", flat=True)[:MOST_MEETINGS])
    found: list[int] = []
    at = briefing.follows_id
    while at is not None and at not in found and len(found) < MOST_MEETINGS:
        found.append(at)
        at = Briefing.objects.filter(pk=at).values_list("follows_id", flat=True).first()
    return found


def opens_with(briefing: Briefing) -> list[dict[str, Any]]:
    """Return what a meeting opens with: all that the last one gave, and what is still open of those before."""
    earlier = meetings_before(briefing)
    if not earlier:
        return []
    items = dict(Item.objects.filter(briefing_id__in=earlier).values_list("pk", "briefing_id"))
    rows = [row_of(one) for one in directives_in(items).exclude(state=Directive.State.WITHDRAWN)]
    rows += [row_of_guidance(one) for one in guidance_in(items).exclude(state=Guidance.State.WITHDRAWN)]
    return [row for row in rows if row["open"] or items[row["item"]] == earlier[0]][:MOST_ROWS]


def set_official(actor: Any, letter: Letter) -> list[str]:
    """Enter a letter's number and date for the directives that it carries; return what refused it, with why."""
    refused = []
    for one in Directive.objects.visible_to(actor).filter(pk__in=letter.directives).order_by("pk"):
        told: dict[str, Any] = {"official_no": letter.official_no, "official_date": letter.official_date}
        try:
            perform(actor, SetOfficial(target_id=one.pk, **told))
        except (Refused, RuleBroken) as error:
            refused.append(f"{one.code}: {error.text}")
    gone = len(letter.directives) - Directive.objects.visible_to(actor).filter(pk__in=letter.directives).count()
    if gone:
        refused.append(_("อีก %(n)s เรื่องอยู่นอกขอบเขตของท่าน") % {"n": gone})
    return refused


beside.lead(Origin.BRIEFING, address_of_item)
beside_after.gives(given_in, opens_with)
beside_after.sets_official(set_official)
