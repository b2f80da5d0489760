"""What the specification asks beyond its schema; the same rules for what comes in and what goes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from prasan.kernel.cap import forms
from prasan.kernel.cap.model import Alert, Area, CapError, Info, Kind, Pair, Scope

MOST_INFOS = 50
MOST_AREAS = 1000
Breach = tuple[str, str]
"""A code and the element it stands in."""
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def must_hold(alert: Alert) -> Alert:
    """Return the alert; CapError with the first rule that it breaks."""
    for code, where in _breaches(alert):
        raise CapError(code, where)
    return alert


def _breaches(alert: Alert) -> Iterator[Breach]:
    for name in ("identifier", "sender"):
        if not forms.is_key(getattr(alert, name)):
            yield "bad-key", name
    if not forms.fits_moment(alert.sent):
        yield "bad-time", "sent"
    # 3.2.1: an update, cancellation, acknowledgement or error speaks of an earlier message
    if alert.kind is not Kind.ALERT and not alert.references:
        yield "no-reference", "references"
    for one in alert.references:
        if not (forms.is_key(one.sender) and forms.is_key(one.identifier) and forms.fits_moment(one.sent)):
            yield "bad-reference", "references"
    if alert.scope is Scope.RESTRICTED and not alert.restriction.strip():
        yield "missing", "restriction"
    if alert.scope is Scope.PRIVATE and not alert.addresses.strip():
        yield "missing", "addresses"
    if len(alert.infos) > MOST_INFOS:
        yield "too-many", "info"
    yield from _texts(alert, "source", "restriction", "addresses", "note", "incidents")
    yield from _texts_in(alert.codes, "code")
    for info in alert.infos:
        yield from _info(info)


def _info(info: Info) -> Iterator[Breach]:
    if not info.categories:
        yield "missing", "info/category"
    if not info.event.strip():
        yield "missing", "info/event"
    for name in ("effective", "onset", "expires"):
        moment = getattr(info, name)
        if moment is not None and not forms.fits_moment(moment):
            yield "bad-time", f"info/{name}"
    yield from _readable(info.language, forms.read_language, "info/language")
    yield from _readable(info.web, forms.read_uri, "info/web")
    yield from _texts(info, "event", "audience", "sender_name", "headline", "description", "instruction", "contact")
    yield from _pairs(info.event_codes, "info/eventCode")
    yield from _pairs(info.parameters, "info/parameter")
    for one in info.resources:
        if not one.description.strip() or not one.mime_type.strip():
            yield "missing", "info/resource"
        if one.size is not None and not 0 <= one.size < 10**15:
            yield "bad-number", "info/resource/size"
        yield from _readable(one.uri, forms.read_uri, "info/resource/uri")
        yield from _texts(one, "description", "mime_type", "content", "digest")
    if len(info.areas) > MOST_AREAS:
        yield "too-many", "info/area"
    for area in info.areas:
        yield from _area(area)


def _area(area: Area) -> Iterator[Breach]:
    if not area.description.strip():
        yield "missing", "info/area/areaDesc"
    if not all(map(forms.fits_polygon, area.polygons)):
        yield "bad-polygon", "info/area/polygon"
    if not all(map(forms.fits_circle, area.circles)):
        yield "bad-circle", "info/area/circle"
    # 3.2.4: a ceiling is the upper end of a range whose lower end is the altitude
    if area.ceiling is not None and area.altitude is None:
        yield "missing", "info/area/altitude"
    yield from _texts(area, "description")
    yield from _pairs(area.geocodes, "info/area/geocode")


def _pairs(pairs: tuple[Pair, ...], where: str) -> Iterator[Breach]:
    for one in pairs:
        if not one.name.strip():
            yield "missing", f"{where}/valueName"
        yield from _texts(one, "name", "value")


def _texts(holder: object, *names: str) -> Iterator[Breach]:
    yield from _texts_in((getattr(holder, name) for name in names), type(holder).__name__.lower())


def _texts_in(texts: Iterable[str], where: str) -> Iterator[Breach]:
    if any(_NO_XML.search(text) for text in texts):
        yield "bad-character", where


def _readable(text: str, form: Callable[[str], str], where: str) -> Iterator[Breach]:
    try:
        fits = form(text) == text
    except CapError as error:
        yield error.code, where
        return
    if not fits:
        yield "bad-character", where
