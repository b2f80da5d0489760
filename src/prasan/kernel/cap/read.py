"""An alert from XML, as strictly as the schema and the specification have it: what is refused says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from lxml import etree

from prasan.kernel.cap import forms
from prasan.kernel.cap import model as m
from prasan.kernel.cap.model import NAMESPACE, CapError
from prasan.kernel.cap.rules import must_hold
from prasan.kernel.cap.safe import MOST_BYTES, SIGNATURE, canonical, parse

__all__ = ["MOST_BYTES", "read", "read_element"]
T = TypeVar("T")
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_HINTS = frozenset({f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"})


def read(raw: bytes) -> m.Alert:
    """Return the alert that a CAP 1.2 message holds.

    Raises CapError with its code: too-big, bad-encoding, dtd, not-xml, too-deep, too-many, not-cap, not-cap-1.2,
    unknown-element, unknown-attribute, not-plain, missing, twice, bad-word, bad-time, bad-number, bad-uri,
    bad-language, bad-circle, bad-polygon, too-many-points, bad-key, bad-reference, no-reference, bad-character.
    """
    return read_element(parse(raw))


def read_element(root: Any) -> m.Alert:
    """Return the alert of an element (one that stands inside a feed); raises CapError as `read` does."""
    name = etree.QName(root)
    if name.localname != "alert" or not str(name.namespace or "").startswith("urn:oasis:names:tc:emergency:cap:"):
        raise CapError("not-cap")
    if name.namespace != NAMESPACE:
        raise CapError("not-cap-1.2")
    signatures = tuple(canonical(one) for one in root if one.tag == SIGNATURE)
    rows = _Rows(root, "", _ALERT, skip=SIGNATURE)
    return must_hold(
        m.Alert(
            identifier=rows.need("identifier", str), sender=rows.need("sender", str),
            sent=rows.need("sent", forms.read_moment), status=rows.need("status", m.Status),
            kind=rows.need("msgType", m.Kind), scope=rows.need("scope", m.Scope), source=rows.text("source"),
            restriction=rows.text("restriction"), addresses=rows.text("addresses"), codes=rows.every("code", str),
            note=rows.text("note"), references=rows.one("references", forms.read_references) or (),
            incidents=rows.text("incidents"), infos=tuple(_info(one) for one in rows.nodes("info")),
            signatures=signatures,
        )
    )  # fmt: skip


_ALERT = (
    "identifier", "sender", "sent", "status", "msgType", "source", "scope", "restriction", "addresses", "code*",
    "note", "references", "incidents", "info*",
)  # fmt: skip
_INFO = (
    "language", "category*", "event", "responseType*", "urgency", "severity", "certainty", "audience", "eventCode*",
    "effective", "onset", "expires", "senderName", "headline", "description", "instruction", "web", "contact",
    "parameter*", "resource*", "area*",
)  # fmt: skip
_RESOURCE = ("resourceDesc", "mimeType", "size", "uri", "derefUri", "digest")
_AREA = ("areaDesc", "polygon*", "circle*", "geocode*", "altitude", "ceiling")
_PAIR = ("valueName", "value")


class _Rows:
    """The children of an element, in the schema's order; a star marks what may stand several times."""

    def __init__(self, node: Any, where: str, order: tuple[str, ...], skip: str = "") -> None:
        self.where = where
        self.found: dict[str, list[Any]] = {}
        _plain_attributes(node, where)
        places = {name.rstrip("*"): place for place, name in enumerate(order)}
        several = {name[:-1] for name in order if name.endswith("*")}
        last, skipped = -1, False
        if (node.text or "").strip():
            raise CapError("not-plain", where)
        for child in node:
            if (child.tail or "").strip():
                raise CapError("not-plain", where)
            if child.tag == skip:
                skipped = True
                continue
            name = self._name(child)
            # a signature stands behind everything else
            if name not in places or places[name] < last or skipped:
                raise CapError("unknown-element", self._at(name))
            if places[name] == last and name not in several:
                raise CapError("twice", self._at(name))
            last = places[name]
            self.found.setdefault(name, []).append(child)

    def _name(self, child: Any) -> str:
        if not isinstance(child.tag, str):
            raise CapError("not-plain", self.where)
        name = etree.QName(child)
        if name.namespace != NAMESPACE:
            raise CapError("unknown-element", self._at(name.localname[:40]))
        return str(name.localname)

    def _at(self, name: str) -> str:
        return f"{self.where}/{name}".strip("/")

    def nodes(self, name: str) -> list[Any]:
        """Return the elements of a name."""
        return self.found.get(name, [])

    def every(self, name: str, form: Callable[[str], T]) -> tuple[T, ...]:
        """Return the values of all elements of a name."""
        return tuple(self._value(node, name, form) for node in self.nodes(name))

    def one(self, name: str, form: Callable[[str], T]) -> T | None:
        """Return the value of an element that may be missing."""
        return next(iter(self.every(name, form)), None)

    def need(self, name: str, form: Callable[[str], T]) -> T:
        """Return the value of an element that must be there."""
        if name not in self.found:
            raise CapError("missing", self._at(name))
        return self._value(self.found[name][0], name, form)

    def text(self, name: str) -> str:
        """Return the words of an element, "" where it is missing."""
        return self.one(name, str) or ""

    def _value(self, node: Any, name: str, form: Callable[[str], T]) -> T:
        _plain_attributes(node, self._at(name))
        if len(node):
            raise CapError("not-plain", self._at(name))
        try:
            return form(node.text or "")
        except CapError as error:
            raise CapError(error.code, self._at(name)) from None
        except ValueError:
            raise CapError("bad-word", self._at(name)) from None


def _plain_attributes(node: Any, where: str) -> None:
    """Refuse attributes, which the schema has none of; where a schema may be found is no statement of the message."""
    for name in node.attrib:
        if name not in _HINTS:
            raise CapError("unknown-attribute", where)


def _info(node: Any) -> m.Info:
    rows = _Rows(node, "info", _INFO)
    return m.Info(
        language=rows.one("language", forms.read_language) or "", categories=rows.every("category", m.Category),
        event=rows.need("event", str), responses=rows.every("responseType", m.Response),
        urgency=rows.need("urgency", m.Urgency), severity=rows.need("severity", m.Severity),
        certainty=rows.need("certainty", m.Certainty), audience=rows.text("audience"),
        event_codes=_pairs(rows, "eventCode"), effective=rows.one("effective", forms.read_moment),
        onset=rows.one("onset", forms.read_moment), expires=rows.one("expires", forms.read_moment),
        sender_name=rows.text("senderName"), headline=rows.text("headline"), description=rows.text("description"),
        instruction=rows.text("instruction"), web=rows.one("web", forms.read_uri) or "", contact=rows.text("contact"),
        parameters=_pairs(rows, "parameter"), resources=tuple(_resource(one) for one in rows.nodes("resource")),
        areas=tuple(_area(one) for one in rows.nodes("area")),
    )  # fmt: skip


def _pairs(rows: _Rows, name: str) -> tuple[m.Pair, ...]:
    found = (_Rows(one, f"{rows.where}/{name}", _PAIR) for one in rows.nodes(name))
    return tuple(m.Pair(one.need("valueName", str), one.need("value", str)) for one in found)


def _resource(node: Any) -> m.Resource:
    rows = _Rows(node, "info/resource", _RESOURCE)
    return m.Resource(
        rows.need("resourceDesc", str), rows.need("mimeType", str), rows.one("size", forms.read_integer),
        rows.one("uri", forms.read_uri) or "", rows.text("derefUri"), rows.text("digest"),
    )  # fmt: skip


def _area(node: Any) -> m.Area:
    rows = _Rows(node, "info/area", _AREA)
    return m.Area(
        rows.need("areaDesc", str), rows.every("polygon", forms.read_polygon),
        rows.every("circle", forms.read_circle), _pairs(rows, "geocode"), rows.one("altitude", forms.read_decimal),
        rows.one("ceiling", forms.read_decimal),
    )  # fmt: skip
