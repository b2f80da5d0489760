"""Pasted text: what a forwarded LINE message carries around its words is taken off."""

from __future__ import annotations

import re

from prasan.kernel.feeds.entry import Entry, clean

_CHAT = re.compile(r"^(?:\[LINE\]|Chat history (?:with|in)|ประวัติการแชท|แชทกับ).{0,200}$", re.I)
_SAVED = re.compile(r"^(?:Saved on|บันทึกเมื่อ|บันทึกเมื่อวันที่)\s*:?\s*[\d/.: น-]{6,40}$", re.I)
_DAY = re.compile(
    r"^(?:[A-Za-z]{3},? |วัน\S{2,10}(?:ที่)? ?|[ก-ฮ]{1,3}\.,? ?)?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?: ?\([^)]{1,12}\))?$"
)
_TABBED = re.compile(r"^\d{1,2}[:.]\d{2}(?: น\.)?\t[^\t]{1,80}\t(.*)$")
_TIMED = re.compile(r"^\d{1,2}[:.]\d{2}(?: น\.)? [^\t:]{1,60}?(?: :|:) ?(.*)$")
_FORWARD = re.compile(r"^-*\s*(?:Forwarded message|ข้อความที่ส่งต่อ|ส่งต่อข้อความ|Fwd)\s*:?\s*-*$", re.I)
_NOTICE = re.compile(
    r"^(?:\[?(?:Photo|Sticker|Video|Album|รูป(?:ภาพ)?|สติกเกอร์|วิดีโอ)\]?|.{0,60}(?:ยกเลิกข้อความ|unsent a message)\.?)$",
    re.I,
)
TITLE = 120


def split_header(text: str) -> tuple[str, str]:
    """Return (header, words): the lines that LINE put there, and what people wrote.

    Senders' names and the clock before each message belong to the header: they are no part of the news.
    """
    header: list[str] = []
    words: list[str] = []
    for line in clean(text).split("\n"):
        bare = line.strip("\u200e\u200f ")
        found = _TABBED.match(line) or (_TIMED.match(bare) if header else None)
        if found:
            header.append(line[: line.rindex(found[1])] if found[1] else line)
            body = found[1].strip().strip('"')
            if body and not _NOTICE.match(body):
                words.append(body)
        elif bare and _around(bare, bool(header), bool(words)):
            header.append(line)
        else:
            words.append(line)
    return "\n".join(header), "\n".join(words).strip().strip('"').strip()


def _around(line: str, in_chat: bool, has_words: bool) -> bool:
    """Tell whether a line is LINE's own: head of a chat, a day, a notice, the mark of a forwarded message."""
    if _CHAT.match(line) or _SAVED.match(line):
        return True
    if in_chat:
        return bool(_DAY.match(line) or _NOTICE.match(line))
    return not has_words and bool(_FORWARD.match(line))


def parse(text: str, title: str = "", url: str = "") -> Entry:
    """Return pasted text as an entry; without a title its first line is the title as well."""
    _header, words = split_header(text)
    first = words.partition("\n")[0].strip()
    return Entry(title.strip() or first[:TITLE], words, url.strip())
