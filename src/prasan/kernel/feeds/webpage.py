"""Web pages: a list by the selectors of its site, or the one article that a page holds."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import XPathError
from readability import Document

from prasan.kernel.feeds.charset import decode
from prasan.kernel.feeds.entry import MOST_ENTRIES, Entry, Parsed, judged
from prasan.kernel.feeds.moments import moment
from prasan.kernel.feeds.words import parse_html, plain, text_of

SELECTORS = ("item", "title", "body", "date", "link")
"""Names of the selectors that a site may have; without `item` the page is one article."""
MOST_ARTICLE = 600_000
"""Characters of a page that the article finder is given: its time grows faster than the page."""
MOST_MARKS = 30_000
logging.getLogger("readability").setLevel(logging.ERROR)


def wrong_selector(selectors: Mapping[str, str]) -> str:
    """Return the name of the first selector that is none, "" where all can be used."""
    for name in SELECTORS:
        try:
            if selectors.get(name, "").strip():
                CSSSelector(selectors[name])
        except (SelectorError, XPathError, ValueError, TypeError):
            return name
    return ""


def parse(raw: bytes, content_type: str, now: dt.datetime, selectors: Mapping[str, str], base: str) -> Parsed:
    """Return what a page holds: one entry for each element of the selector `item`, else its article.

    Parameters: `selectors`, CSS by SELECTORS, those below the item relative to it; `base`, the page's address.
    `fault` no-match where a selector finds nothing: the site was rebuilt, and somebody must know.
    """
    text, _codec = decode(raw, content_type)
    tree = parse_html(text)
    if tree is None:
        return Parsed(fault="empty")
    if not selectors.get("item", "").strip():
        return _article(text, tree, now, selectors, base)
    nodes = CSSSelector(selectors["item"])(tree)
    if not nodes:
        return Parsed(fault="no-match")
    return judged(_listed(node, now, selectors, base) for node in nodes[: MOST_ENTRIES + 1])


def _pick(node: Any, selector: str) -> Any | None:
    found = CSSSelector(selector)(node) if selector.strip() else []
    return found[0] if found else None


def _listed(node: Any, now: dt.datetime, selectors: Mapping[str, str], base: str) -> Entry:
    title, body = _pick(node, selectors.get("title", "")), _pick(node, selectors.get("body", ""))
    date = _pick(node, selectors.get("date", ""))
    link = _pick(node, selectors.get("link", "") or "a[href]")
    link = link if link is not None else node if node.get("href") else None
    body = body if body is not None else node if title is None else None
    when = (date.get("datetime") or text_of(date)) if date is not None else ""
    return Entry(
        text_of(title) if title is not None else "", text_of(body) if body is not None else "",
        urljoin(base, link.get("href") or "") if link is not None else "", moment(when, now),
    )  # fmt: skip


def _article(text: str, tree: Any, now: dt.datetime, selectors: Mapping[str, str], base: str) -> Parsed:
    title, body = _pick(tree, selectors.get("title", "")), _pick(tree, selectors.get("body", ""))
    date = _pick(tree, selectors.get("date", "") or "article time[datetime], time[datetime]")
    when = (date.get("datetime") or text_of(date)) if date is not None else ""
    head = text_of(title) if title is not None else ""
    words = text_of(body) if body is not None else ""
    if not words and selectors.get("body", "").strip():
        return Parsed(fault="no-match")
    if not words:
        found = _readable(text)
        head, words = head or found[0], found[1] or text_of(tree)
    one = judged([Entry(head, words, base, moment(when, now))])
    return Parsed(fault="empty") if one.entries[0].fault == "empty" else one


def _readable(text: str) -> tuple[str, str]:
    """Return (title, words) of the article; nothing where the page is too large for the finder, or breaks it."""
    if len(text) > MOST_ARTICLE or text.count("<") > MOST_MARKS:
        return "", ""
    try:
        found = Document(text)
        title = found.short_title()
        return plain(title if title != "[no-title]" else ""), plain(found.summary(html_partial=True))
    except Exception:  # a third party's finder over anybody's page: any fault means that it found no article
        return "", ""
