"""The words of HTML: text with its paragraphs, without scripts, styles and tags."""

from __future__ import annotations

import html as entities
import re
from typing import Any

from lxml import etree, html

_BLOCKS = frozenset("""
    p div br li ul ol tr table h1 h2 h3 h4 h5 h6 section article header footer blockquote pre dd dt figure
    figcaption hr form address main aside nav option
""".split())  # noqa: SIM905 - a list of words reads better as words  # fmt: skip
_UNREAD = frozenset("script style noscript template head svg iframe object select button".split())  # noqa: SIM905
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]{0,2000}>|&#?\w{2,20};")
DEEPEST, MOST_NODES = 400, 60_000
"""Levels of nesting and elements that are read: what lies behind them holds no news."""
MOST_TAGS = 30_000
"""Tags that are parsed: a page of news has some thousands. What lies behind them is left out before the
parser sees it, since a tree of a million empty paragraphs costs as much as one of words."""


def parse_html(text: str) -> Any | None:
    """Return the tree of a page or fragment, of its first MOST_TAGS tags; None where there is nothing to read."""
    if text.count("<") > MOST_TAGS:
        text = "<".join(text.split("<", MOST_TAGS)[:MOST_TAGS])
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def text_of(node: Any) -> str:
    """Return the words below a node, blocks on lines of their own."""
    found: list[str] = []
    stack: list[tuple[Any, int, bool]] = [(node, 0, False)]
    seen = 0
    while stack and seen < MOST_NODES:
        seen += 1
        one, depth, leaving = stack.pop()
        tag = one.tag if isinstance(one.tag, str) else ""
        if leaving:
            if tag in _BLOCKS:
                found.append("\n")
            if one is not node:
                found.append(_flat(one.tail))
            continue
        if not tag or tag in _UNREAD or depth > DEEPEST:
            if one is not node:
                found.append(_flat(one.tail))
            continue
        if tag in _BLOCKS:
            found.append("\n")
        elif tag in {"td", "th"}:
            found.append(" ")
        found.append(_flat(one.text) if tag != "pre" else one.text or "")
        stack.append((one, depth, True))
        if len(one):
            stack.extend((child, depth + 1, False) for child in reversed(one[:MOST_NODES]))
    lines = (" ".join(line.split()) for line in "".join(found).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


def plain(text: str) -> str:
    """Return the words of text that may be HTML: plain text stays as it is."""
    if not _MARKUP.search(text):
        return text.strip()
    if "<" not in text:
        return entities.unescape(text).strip()
    tree = parse_html(f"<div>{text}</div>")
    return text_of(tree) if tree is not None else ""
