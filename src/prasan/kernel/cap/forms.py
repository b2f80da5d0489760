"""How single values are written in CAP: moments, numbers, shapes, references."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from prasan.kernel.cap.model import CapError, Circle, Polygon, Reference

MOST_POINTS = 20_000
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})", re.ASCII)
_INTEGER = re.compile(r"\+?\d{1,15}", re.ASCII)
_URI = re.compile(r"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2}|[\u00a1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef])+")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_KEY = re.compile(r"[^\s,<&]+")
_BLANKS = " \t\r\n"
_FARTHEST = dt.timedelta(hours=14)


def read_moment(text: str) -> dt.datetime:
    """Return the moment that a text names; the standard takes whole seconds and a numeric zone alone (no "Z")."""
    clean = text.strip(_BLANKS)
    if _MOMENT.fullmatch(clean):
        try:
            found = dt.datetime.fromisoformat(clean)
        except ValueError:
            raise CapError("bad-time") from None
        if fits_moment(found):
            return found
    raise CapError("bad-time")


def fits_moment(moment: dt.datetime) -> bool:
    """Tell whether a moment can be written: with its zone in whole minutes up to 14 hours, in whole seconds."""
    offset = moment.utcoffset()
    return (
        offset is not None
        and not moment.microsecond
        and not offset % dt.timedelta(minutes=1)
        and abs(offset) <= _FARTHEST
    )


def write_moment(moment: dt.datetime) -> str:
    """Return a moment as the standard writes it; UTC is -00:00 (3.3.2)."""
    if not fits_moment(moment):
        raise CapError("bad-time")
    text = moment.isoformat(timespec="seconds")
    return f"{text[:-6]}-00:00" if text.endswith("+00:00") else text


def read_decimal(text: str) -> Decimal:
    """Return a decimal number."""
    clean = text.strip(_BLANKS)
    if not _DECIMAL.fullmatch(clean):
        raise CapError("bad-number")
    return Decimal(clean)


def write_decimal(value: Decimal) -> str:
    """Return a decimal number without exponent."""
    text = format(value, "f")
    if not _DECIMAL.fullmatch(text):
        raise CapError("bad-number")
    return text


def read_integer(text: str) -> int:
    """Return a whole number, not below 0."""
    clean = text.strip(_BLANKS)
    if not _INTEGER.fullmatch(clean):
        raise CapError("bad-number")
    return int(clean)


def read_uri(text: str) -> str:
    """Return an address."""
    clean = text.strip(_BLANKS)
    if clean and not _URI.fullmatch(clean):
        raise CapError("bad-uri")
    return clean


def read_language(text: str) -> str:
    """Return the tag of a language."""
    clean = text.strip(_BLANKS)
    if clean and not _LANGUAGE.fullmatch(clean):
        raise CapError("bad-language")
    return clean


def is_key(text: str) -> bool:
    """Tell whether a text may be an identifier or a sender: no space, comma, < or &."""
    return _KEY.fullmatch(text) is not None


def _pair(text: str, fault: str) -> tuple[Decimal, Decimal]:
    parts = text.split(",")
    if len(parts) != 2:
        raise CapError(fault)
    return _number(parts[0], fault), _number(parts[1], fault)


def _number(text: str, fault: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise CapError(fault)
    return Decimal(text)


def fits_point(latitude: Decimal, longitude: Decimal) -> bool:
    """Tell whether two numbers are a place on earth."""
    return abs(latitude) <= 90 and abs(longitude) <= 180


def read_circle(text: str) -> Circle:
    """Return the circle "latitude,longitude radius"."""
    parts = text.split()
    if len(parts) != 2:
        raise CapError("bad-circle")
    circle = Circle(*_pair(parts[0], "bad-circle"), _number(parts[1], "bad-circle"))
    if not fits_circle(circle):
        raise CapError("bad-circle")
    return circle


def fits_circle(circle: Circle) -> bool:
    """Tell whether a circle lies on earth."""
    return fits_point(circle.latitude, circle.longitude) and circle.radius >= 0


def write_circle(circle: Circle) -> str:
    """Return a circle as the standard writes it."""
    latitude, longitude, radius = map(write_decimal, (circle.latitude, circle.longitude, circle.radius))
    return f"{latitude},{longitude} {radius}"


def read_polygon(text: str) -> Polygon:
    """Return the polygon "latitude,longitude …", closed, of four points at least."""
    parts = text.split(None, MOST_POINTS)
    if len(parts) > MOST_POINTS:
        raise CapError("too-many-points")
    polygon = tuple(_pair(part, "bad-polygon") for part in parts)
    if not fits_polygon(polygon):
        raise CapError("bad-polygon")
    return polygon


def fits_polygon(polygon: Polygon) -> bool:
    """Tell whether points close to a shape on earth."""
    return 4 <= len(polygon) <= MOST_POINTS and polygon[0] == polygon[-1] and all(fits_point(*one) for one in polygon)


def write_polygon(polygon: Polygon) -> str:
    """Return a polygon as the standard writes it."""
    return " ".join(f"{write_decimal(latitude)},{write_decimal(longitude)}" for latitude, longitude in polygon)


def read_references(text: str) -> tuple[Reference, ...]:
    """Return the messages named: "sender,identifier,sent" with blanks between."""
    found = []
    for part in text.split():
        pieces = part.split(",")
        if len(pieces) != 3 or not is_key(pieces[0]) or not is_key(pieces[1]):
            raise CapError("bad-reference")
        found.append(Reference(pieces[0], pieces[1], read_moment(pieces[2])))
    return tuple(found)


def write_references(references: tuple[Reference, ...]) -> str:
    """Return the messages named as the standard writes them."""
    return " ".join(f"{one.sender},{one.identifier},{write_moment(one.sent)}" for one in references)
