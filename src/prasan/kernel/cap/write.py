"""An alert as XML: UTF-8, elements in the schema's order, the same bytes for the same alert."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from lxml import etree

from prasan.kernel.cap import forms
from prasan.kernel.cap.model import NAMESPACE, Alert, Area, Info, Pair, Resource
from prasan.kernel.cap.rules import must_hold
from prasan.kernel.cap.safe import signature

MEDIA_TYPE = "application/cap+xml"


def write(alert: Alert) -> bytes:
    """Return the message as XML.

    Raises CapError for an alert that breaks a rule of the specification (rules.py).
    """
    must_hold(alert)
    root = etree.Element(_q("alert"), nsmap={None: NAMESPACE})
    for name, value in (
        ("identifier", alert.identifier), ("sender", alert.sender), ("sent", alert.sent), ("status", alert.status),
        ("msgType", alert.kind), ("source", alert.source), ("scope", alert.scope), ("restriction", alert.restriction),
        ("addresses", alert.addresses), ("code", alert.codes), ("note", alert.note),
        ("references", forms.write_references(alert.references)), ("incidents", alert.incidents),
    ):  # fmt: skip
        _put(root, name, value)
    for info in alert.infos:
        _info(etree.SubElement(root, _q("info")), info)
    for one in alert.signatures:
        root.append(signature(one))
    body: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return body


def _q(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _put(parent: Any, name: str, value: Any) -> None:
    """Add an element for a value, one for each of several, none for what is not told."""
    if isinstance(value, tuple):
        for one in value:
            etree.SubElement(parent, _q(name)).text = _text(one)
    elif value is not None and value != "":
        etree.SubElement(parent, _q(name)).text = _text(value)


def _text(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return forms.write_moment(value)
    return forms.write_decimal(value) if isinstance(value, Decimal) else str(value)


def _pairs(parent: Any, name: str, pairs: tuple[Pair, ...]) -> None:
    for pair in pairs:
        holder = etree.SubElement(parent, _q(name))
        etree.SubElement(holder, _q("valueName")).text = pair.name
        etree.SubElement(holder, _q("value")).text = pair.value


def _info(holder: Any, info: Info) -> None:
    before: tuple[tuple[str, Any], ...] = (
        ("language", info.language), ("category", info.categories), ("event", info.event),
        ("responseType", info.responses), ("urgency", info.urgency), ("severity", info.severity),
        ("certainty", info.certainty), ("audience", info.audience),
    )  # fmt: skip
    for name, value in before:
        _put(holder, name, value)
    _pairs(holder, "eventCode", info.event_codes)
    after: tuple[tuple[str, Any], ...] = (
        ("effective", info.effective), ("onset", info.onset), ("expires", info.expires),
        ("senderName", info.sender_name), ("headline", info.headline), ("description", info.description),
        ("instruction", info.instruction), ("web", info.web), ("contact", info.contact),
    )  # fmt: skip
    for name, value in after:
        _put(holder, name, value)
    _pairs(holder, "parameter", info.parameters)
    for resource in info.resources:
        _resource(etree.SubElement(holder, _q("resource")), resource)
    for area in info.areas:
        _area(etree.SubElement(holder, _q("area")), area)


def _resource(holder: Any, resource: Resource) -> None:
    for name, value in (
        ("resourceDesc", resource.description), ("mimeType", resource.mime_type), ("size", resource.size),
        ("uri", resource.uri), ("derefUri", resource.content), ("digest", resource.digest),
    ):  # fmt: skip
        _put(holder, name, value)


def _area(holder: Any, area: Area) -> None:
    _put(holder, "areaDesc", area.description)
    _put(holder, "polygon", tuple(map(forms.write_polygon, area.polygons)))
    _put(holder, "circle", tuple(map(forms.write_circle, area.circles)))
    _pairs(holder, "geocode", area.geocodes)
    _put(holder, "altitude", area.altitude)
    _put(holder, "ceiling", area.ceiling)
