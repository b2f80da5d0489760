"""What goes out to machines: the Atom index of CAP messages, RSS 2.0, and GeoJSON (RFC 7946) of public events."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from email.utils import format_datetime
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from prasan.kernel import cap
from prasan.situation.models import Alert

ATOM = "http://www.w3.org/2005/Atom"
CAP = cap.NAMESPACE
NEVER = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""When a feed without messages was last changed: always the same, so that readers see that nothing came."""


@dataclass(frozen=True)
class Site:
    """Where the feeds stand: address of the site, path of the feed itself, path of a message by its number."""

    base: str
    path: str
    message: Callable[[int], str]

    def of(self, alert: Alert) -> str:
        """Return the address of a message."""
        return self.base + self.message(alert.pk)


def changed(alerts: Sequence[Alert]) -> dt.datetime:
    """Return when the newest of the messages was sent."""
    return max((one.sent for one in alerts if one.sent), default=NEVER)


def atom(alerts: Sequence[Alert], site: Site) -> bytes:
    """Return the index: an entry for each message, with its CAP file and the judgements as CAP elements."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "cap": CAP})
    _put(root, ATOM, "id", site.base + site.path)
    _put(root, ATOM, "title", _("ประกาศแจ้งเตือนด้านแรงงาน"))
    _put(root, ATOM, "updated", changed(alerts).isoformat())
    author = etree.SubElement(root, f"{{{ATOM}}}author")
    _put(author, ATOM, "name", _("กระทรวงแรงงาน"))
    etree.SubElement(root, f"{{{ATOM}}}link", rel="self", href=site.base + site.path, type="application/atom+xml")
    for one in alerts:
        _entry(etree.SubElement(root, f"{{{ATOM}}}entry"), one, site)
    body: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return body


def _entry(entry: Any, alert: Alert, site: Site) -> None:
    assert alert.sent is not None
    event = alert.event
    # an id that never changes, wherever the site moves
    _put(entry, ATOM, "id", f"tag:{alert.sender.rpartition('@')[2]},2020:{alert.identifier}")
    _put(entry, ATOM, "title", _titled(alert))
    _put(entry, ATOM, "updated", alert.sent.isoformat())
    _put(entry, ATOM, "published", alert.sent.isoformat())
    _put(entry, ATOM, "summary", alert.description_th)
    etree.SubElement(entry, f"{{{ATOM}}}category", term=event.type, label=str(event.get_type_display()))
    etree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=site.of(alert), type=cap.MEDIA_TYPE)
    for name, value in (
                ("msgType", alert.kind.capitalize()), ("event", str(event.get_type_display())),
        ("urgency", event.urgency.capitalize()), ("severity", event.severity.capitalize()),
        ("certainty", event.certainty.capitalize()), ("expires", alert.expires.isoformat()),
        ("areaDesc", event.area.name_th),
    ):  # fmt: skip
        _put(entry, CAP, name, value)


def rss(alerts: Sequence[Alert], site: Site) -> bytes:
    """Return RSS 2.0: the last word about each event."""
    root = etree.Element("rss", version="2.0", nsmap={"atom": ATOM})
    channel = etree.SubElement(root, "channel")
    for name, value in (
        ("title", _("ประกาศแจ้งเตือนด้านแรงงาน")), ("link", site.base + "/"),
        ("description", _("ประกาศแจ้งเตือนของศูนย์ปฏิบัติการกระทรวงแรงงาน")), ("language", "th"),
        ("lastBuildDate", _mail_date(changed(alerts))), ("ttl", "5"),
    ):  # fmt: skip
        etree.SubElement(channel, name).text = value
    etree.SubElement(channel, f"{{{ATOM}}}link", rel="self", href=site.base + site.path, type="application/rss+xml")
    for one in alerts:
        assert one.sent is not None
        item = etree.SubElement(channel, "item")
        for name, value in (("title", _titled(one)), ("link", site.of(one)), ("description", _body(one))):
            etree.SubElement(item, name).text = value
        etree.SubElement(item, "category").text = str(one.event.get_type_display())
        etree.SubElement(item, "pubDate").text = _mail_date(one.sent)
        etree.SubElement(item, "guid", isPermaLink="false").text = one.identifier
    body: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return body


def geojson(alerts: Sequence[Alert], site: Site) -> bytes:
    """Return the public events whose notices hold now; one without a point has no geometry (RFC 7946, 3.2)."""
    found = {"type": "FeatureCollection", "features": [_feature(one, site) for one in alerts]}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _feature(alert: Alert, site: Site) -> dict[str, Any]:
    event = alert.event
    point = None
    if event.latitude is not None and event.longitude is not None:
        # longitude first, at most five decimals: a metre
        point = {"type": "Point", "coordinates": [_number(event.longitude), _number(event.latitude)]}
    assert alert.sent is not None
    return {
        "type": "Feature", "id": f"{event.year}-{event.number}", "geometry": point,
        "properties": {
            "event": event.code, "type": event.type, "headline_th": alert.headline_th,
            "headline_en": alert.headline_en or None, "area": event.area.code, "area_th": event.area.name_th,
            "area_en": event.area.name_en, "severity": event.severity, "urgency": event.urgency,
            "certainty": event.certainty, "sent": alert.sent.isoformat(), "expires": alert.expires.isoformat(),
            "identifier": alert.identifier, "cap": site.of(alert),
        },
    }  # fmt: skip


def _number(value: Decimal) -> float:
    return float(value)


def _titled(alert: Alert) -> str:
    mark = {Alert.Kind.UPDATE: _("ปรับปรุง"), Alert.Kind.CANCEL: _("ยกเลิก")}.get(Alert.Kind(alert.kind), "")
    return f"[{mark}] {alert.headline_th}" if mark else alert.headline_th


def _body(alert: Alert) -> str:
    parts = [alert.description_th, alert.instruction_th, alert.headline_en, alert.description_en, alert.instruction_en]
    return "\n\n".join(part for part in parts if part)


def _mail_date(moment: dt.datetime) -> str:
    return format_datetime(moment.astimezone(dt.UTC), usegmt=True)


def _put(parent: Any, space: str, name: str, value: str) -> None:
    etree.SubElement(parent, f"{{{space}}}{name}").text = value
