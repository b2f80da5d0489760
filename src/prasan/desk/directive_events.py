"""Events and the directives that came from them: the form is offered on the event, and each side leads to the other."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prasan.directives import beside
from prasan.directives.models import Directive, Origin
from prasan.directives.policy import GIVERS
from prasan.directory.actor import actor_for
from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.platform.jobs.listeners import Told, listens
from prasan.situation.events.beside import Way, lead, way
from prasan.situation.events.commands import LinkOther
from prasan.situation.models import Event, EventLink


def event_address(actor: Any, ref: int) -> str:
    """Return the address of the event that a directive came from, empty where the actor does not read it."""
    seen = Event.objects.visible_to(actor).filter(pk=ref).exists()
    return reverse("event", args=[ref]) if seen else ""


def directive_address(actor: Any, target: int) -> str:
    """Return the address of a directive that an event links to, empty where the actor does not read it."""
    seen = Directive.objects.visible_to(actor).filter(pk=target).exists()
    return reverse("directive", args=[target]) if seen else ""


def offered(actor: Any, event: Event) -> str:
    """Return the address of the form filled with the event; the title of a classified one stays where it is."""
    if not actor.has(*GIVERS):
        return ""
    label = event.code if event.classification else f"{event.code} {event.title}"
    told = {"origin": Origin.EVENT, "origin_ref": event.pk, "origin_label": label[:300]}
    return f"{reverse('directive_new')}?{urlencode(told | {'classification': event.classification})}"


beside.lead(Origin.EVENT, event_address)
lead(EventLink.Kind.DIRECTIVE, directive_address)
way(Way(_("ออกข้อสั่งการ"), offered))


@listens("directives.issue", name="desk.directive_of_event")
def link_event(event: Told) -> None:
    """Let an event that the giver reads tell of the directives that came from it; each once, none classified."""
    rows = Directive.objects.filter(pk__in=event.ids, origin=Origin.EVENT, classification=0)
    for one in rows.select_related("giver__office__area", "giver__person"):
        read = Event.objects.visible_to(actor_for(one.giver)).filter(pk=one.origin_ref or 0)
        if not read.exists():
            continue
        told: dict[str, Any] = {
            "kind": EventLink.Kind.DIRECTIVE,
            "target": one.pk,
            "label": f"{one.code} {one.text[:200]}",
        }
        try:
            perform(SYSTEM, LinkOther(target_id=one.origin_ref, **told))
        except RuleBroken:  # linked already, or the event was merged or undone
            continue
