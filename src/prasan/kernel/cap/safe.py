"""XML from strangers: bounded, without DTD, entities, network or encodings that hide what stands in them."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from prasan.kernel.cap.model import CapError

MOST_BYTES = 2_000_000
MOST_DEPTH = 12
MOST_ELEMENTS = 60_000
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
_DECLARED = re.compile(rb"^<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ENCODINGS = frozenset(
    {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "windows-1252", "tis-620", "windows-874", "iso-8859-11"}
)
"""All write < ! and letters as ASCII does, so that a DTD is seen before the parser meets it."""
_BLANKS = b" \t\r\n"


def parse(raw: bytes, most: int = MOST_BYTES) -> Any:
    """Return the root element.

    Raises CapError: too-big, bad-encoding, dtd, not-xml, too-deep, too-many.
    """
    if len(raw) > most:
        raise CapError("too-big")
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANKS)
    if b"\x00" in raw:
        raise CapError("bad-encoding")
    declared = _DECLARED.match(raw)
    if declared and declared[1].decode().lower() not in _ENCODINGS:
        raise CapError("bad-encoding")
    if _has_dtd(raw):
        raise CapError("dtd")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise CapError("not-xml") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise CapError("dtd")
    _must_be_small(root)
    return root


def _has_dtd(raw: bytes) -> bool:
    """Tell whether a document type stands before the first element; comments and instructions are passed over."""
    place = 0
    while True:
        while raw[place : place + 1] and raw[place : place + 1] in _BLANKS:
            place += 1
        if raw.startswith(b"<?", place):
            place = raw.find(b"?>", place) + 2
        elif raw.startswith(b"<!--", place):
            place = raw.find(b"-->", place + 4) + 3
        else:
            return raw.startswith(b"<!", place)
        if place < 3:  # what was begun never ends: the parser says so
            return False


def _must_be_small(root: Any) -> None:
    depth = count = 0
    for event, _node in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > MOST_DEPTH:
            raise CapError("too-deep")
        if count > MOST_ELEMENTS:
            raise CapError("too-many")


def canonical(node: Any) -> str:
    """Return a signature as canonical XML (exclusive), in which it stands alike wherever it is put."""
    text: bytes = etree.tostring(node, method="c14n", exclusive=True, with_tail=False)
    return text.decode()


def signature(text: str) -> Any:
    """Return the element of a kept signature; CapError where it is none."""
    node = parse(text.encode())
    if node.tag != SIGNATURE:
        raise CapError("unknown-element", "alert")
    return node
