"""The CAP message of a notice: what the event says of place and judgement, what people worded, in two languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.kernel import cap
from prasan.situation.cap import words
from prasan.situation.models import Alert, Event, EventPlace

THAILAND = ZoneInfo("Asia/Bangkok")
MINISTRY = _("กระทรวงแรงงาน")
KINDS = {Alert.Kind.ALERT: cap.Kind.ALERT, Alert.Kind.UPDATE: cap.Kind.UPDATE, Alert.Kind.CANCEL: cap.Kind.CANCEL}
LANGUAGES = (("th", "th-TH"), ("en", "en-US"))


def message(alert: Alert, earlier: list[Alert], areas: list[Area]) -> cap.Alert:
    """Return the message of a notice.

    Parameters: `alert`, with identifier, sender and sent, its event loaded; `earlier`, the notices of the chain
    that it replaces, each published; `areas`, where it holds (`areas_of`).
    """
    assert alert.sent is not None
    return cap.Alert(
        identifier=alert.identifier, sender=alert.sender, sent=_local(alert.sent),
        # a site to practise on, or the demonstration, never warns anybody of anything
        status=cap.Status.EXERCISE if settings.TRAINING else cap.Status.ACTUAL,
        kind=KINDS[Alert.Kind(alert.kind)], scope=cap.Scope.PUBLIC,
        references=tuple(cap.Reference(one.sender, one.identifier, _local(one.sent)) for one in earlier if one.sent),
        incidents=f"{alert.event.year}-{alert.event.number}",
        infos=tuple(_infos(alert, areas)),
    )  # fmt: skip


def areas_of(event: Event) -> list[Area]:
    """Return the places that an event happened in; where its people come from is no place of the notice. One query."""
    also = EventPlace.objects.filter(event=event, role=EventPlace.Role.ALSO).values("area_id")
    rows = Area.objects.filter(pk=event.area_id) | Area.objects.filter(pk__in=also)
    found = list(rows.only("id", "code", "kind", "name_th", "name_en").distinct())
    return sorted(found, key=lambda one: (one.pk != event.area_id, one.pk))


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(THAILAND).replace(microsecond=0)


def _infos(alert: Alert, areas: list[Area]) -> Iterator[cap.Info]:
    for code, tag in LANGUAGES:
        if getattr(alert, f"headline_{code}"):
            yield _info(alert, areas, code, tag)


def _info(alert: Alert, areas: list[Area], code: str, tag: str) -> cap.Info:
    event = alert.event
    over = alert.kind == Alert.Kind.CANCEL
    return cap.Info(
        language=tag, categories=words.CATEGORIES[event.type], event=words.event_word(event.type, code),
        responses=(cap.Response.ALL_CLEAR if over else words.RESPONSES.get(event.type, cap.Response.MONITOR),),
        urgency=cap.Urgency(event.urgency.capitalize()), severity=cap.Severity(event.severity.capitalize()),
        certainty=cap.Certainty(event.certainty.capitalize()),
        event_codes=(cap.Pair(words.EVENT_CODES, event.type),), effective=_local(alert.sent) if alert.sent else None,
        expires=_local(alert.expires), sender_name=words.in_language(MINISTRY, code),
        headline=getattr(alert, f"headline_{code}"), description=getattr(alert, f"description_{code}"),
        instruction=getattr(alert, f"instruction_{code}"), contact=settings.HELP_PHONE,
        areas=tuple(_area(one, event, code) for one in areas),
    )  # fmt: skip


def _area(area: Area, event: Event, code: str) -> cap.Area:
    name = area.name_th if code == "th" else area.name_en
    abroad = area.kind == Area.Kind.COUNTRY or area.code == "TH"
    circles: tuple[cap.Circle, ...] = ()
    if area.pk == event.area_id and event.latitude is not None and event.longitude is not None:
        circles = (cap.Circle(event.latitude, event.longitude, Decimal(0)),)
    list_of_codes = words.COUNTRIES if abroad else words.THAI_PLACES
    return cap.Area(name, circles=circles, geocodes=(cap.Pair(list_of_codes, area.code),))
