"""RSS 0.9x, 1.0, 2.0 and Atom: one bounded parser that recovers, expands no entity and asks no network.

feedparser was tried and left: on broken XML it falls back to an expression-driven reader whose time nobody
bounds, and it dates what it cannot read. Here a broken feed gives the entries that are whole.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from lxml import etree

from prasan.kernel.feeds.charset import decode
from prasan.kernel.feeds.entry import MOST_ENTRIES, Entry, Parsed, judged
from prasan.kernel.feeds.moments import moment
from prasan.kernel.feeds.words import plain

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>/]")
_ENTRY_END = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s*>")
_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_TEXTS = ("content:encoded", "content", "description", "summary")
_DATES = ("pubdate", "published", "date", "issued", "created", "updated", "modified")
CONTENT = "http://purl.org/rss/1.0/modules/content/"


def parse(raw: bytes, content_type: str, now: dt.datetime) -> Parsed:
    """Return the entries of a feed; `fault` not-feed where the bytes are none.

    An entry that a broken delivery cuts off is refused as cut-off, so that half a text never becomes an item.
    """
    text, _codec = decode(raw, content_type)
    body = _DECLARATION.sub("", text.lstrip("\ufeff \r\n\t"), count=1)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(body.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _name(root) not in _ROOTS:
        return Parsed(fault="not-feed")
    nodes = [node for node in root.iter() if _name(node) in {"item", "entry"}]
    if len(nodes) > MOST_ENTRIES:
        return Parsed(fault="too-many")
    starts, ends = len(_ENTRY.findall(body)), len(_ENTRY_END.findall(body))
    cut = bool(nodes) and starts > ends and _last(_ENTRY, body) > _last(_ENTRY_END, body)
    found = [_entry(node, now) for node in nodes]
    if cut:
        found[-1] = Entry(found[-1].title, url=found[-1].url, fault="cut-off")
    if not nodes and _broken(parser):
        return Parsed(fault="broken")
    return judged(found)


def _broken(parser: Any) -> bool:
    return any(one.level_name == "FATAL" for one in parser.error_log)


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for found in pattern.finditer(text):
        place = found.start()
    return place


def _name(node: Any) -> str:
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def _entry(node: Any, now: dt.datetime) -> Entry:
    told: dict[str, str] = {}
    link = ""
    for child in node:
        name = _name(child)
        if name == "encoded" and child.tag == f"{{{CONTENT}}}encoded":
            name = "content:encoded"
        if name == "link":
            link = link or _link(child)
        elif name and name not in told:
            told[name] = _words(child)
    texts = [plain(told[name]) for name in _TEXTS if told.get(name)]
    when = next((found for name in _DATES if told.get(name) and (found := moment(told[name], now))), None)
    url = link or (told.get("guid", "") if told.get("guid", "").startswith("http") else "")
    return Entry(plain(told.get("title", "")), max(texts, key=len, default=""), url, when)


def _link(node: Any) -> str:
    if node.get("href"):
        return str(node.get("href")).strip() if node.get("rel", "alternate") == "alternate" else ""
    return (node.text or "").strip()


def _words(node: Any) -> str:
    """Return what an element holds: its text, or its inner markup where an Atom element carries XHTML."""
    if len(node) and node.get("type") == "xhtml":
        return str(etree.tostring(node, encoding="unicode", method="xml", with_tail=False))
    return "".join(node.itertext())
