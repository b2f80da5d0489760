"""Files that somebody hands in: txt, html, eml, docx."""

from __future__ import annotations

import datetime as dt

from lxml import etree

from prasan.kernel.feeds import mail, pasted, webpage
from prasan.kernel.feeds.charset import decode
from prasan.kernel.feeds.entry import Entry, Parsed, judged
from prasan.kernel.feeds.unpack import TooLarge, part_of

ENDINGS = ("txt", "html", "htm", "eml", "docx")
"""What can be handed in as a file; others are refused as file-type."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_XML = 8_000_000


def parse(raw: bytes, name: str, now: dt.datetime) -> Parsed:
    """Return what a file holds, by its ending and its first bytes."""
    ending = name.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        return Parsed(fault="file-type")
    if not raw.strip():
        return Parsed(fault="empty")
    if ending in {"eml", "docx"}:
        return mail.parse(raw, now) if ending == "eml" else _docx(raw)
    return webpage.parse(raw, "", now, {}, "") if ending != "txt" else _text(raw)


def _text(raw: bytes) -> Parsed:
    if b"\0" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Parsed(fault="not-text")
    return judged([pasted.parse(decode(raw)[0])])


def _docx(raw: bytes) -> Parsed:
    try:
        inner = part_of(raw, "word/document.xml", MOST_XML)
    except TooLarge:
        return Parsed(fault="bomb")
    except ValueError:
        return Parsed(fault="broken")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(inner, parser)
    except etree.XMLSyntaxError:
        return Parsed(fault="broken")
    lines = [_line(one) for one in root.iter(f"{_WORD}p")]
    text = "\n".join(lines).strip()
    return judged([Entry(text.partition("\n")[0][: pasted.TITLE], text)])


def _line(paragraph: object) -> str:
    found: list[str] = []
    for node in paragraph.iter():  # type: ignore[attr-defined]
        if node.tag == f"{_WORD}t":
            found.append(node.text or "")
        elif node.tag in {f"{_WORD}tab", f"{_WORD}br"}:
            found.append(" ")
    return "".join(found)
