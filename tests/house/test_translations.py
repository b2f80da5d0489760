"""Thai first on screen, English complete: every message in code and templates has its English."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages import extract
from babel.messages.pofile import read_po

from tests.house import rules

SOURCE = Path(__file__).parents[2] / "src" / "prasan"
THAI = re.compile("[\u0e00-\u0e7f]")
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
DJANGO_TAG = re.compile(r"{%\s*(?:trans|translate)\s+[\"']([^\"']+)[\"']")


def messages() -> set[str]:
    """Return every Thai message that the code and the templates ask for."""
    found: set[str] = set()
    for path in sorted(SOURCE.rglob("*")):
        if {"front", "migrations", "__pycache__"} & set(path.parts):
            continue
        if path.suffix == ".py":
            method = "python"
        elif path.suffix == ".html" and "allauth_templates" in path.parts:
            found |= set(DJANGO_TAG.findall(path.read_text()))
            continue
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            method = "jinja2.ext:babel_extract"
        else:
            continue
        options = {"silent": "false", "trimmed": "false", "extensions": "jinja2.ext.do"}
        with path.open("rb") as file:
            for _line, text, _comments, _context in extract.extract(
                method, file, keywords=KEYWORDS, options=options if method != "python" else None
            ):
                found |= {one for one in (text if isinstance(text, tuple) else (text,)) if one}
    return {message for message in found if THAI.search(message)}


def catalogue() -> dict[str, str]:
    """Return the English of all rooms together."""
    known: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("locale/en/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale="en"):
                if entry.id and not entry.fuzzy:
                    ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
                    texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
                    known.update({one: texts[min(i, len(texts) - 1)] for i, one in enumerate(ids)})
    return known


def test_every_message_has_its_english():
    found = messages()
    assert len(found) > 200
    assert rules.untranslated(sorted(found), catalogue()) == []


def test_the_english_is_english():
    thai_left = [m for m, english in catalogue().items() if THAI.search(english) and "th" not in english.split()]
    allowed = re.compile(r"(ประสาน|ไทย|น\.|พ\.ศ\.|ศปก\.รง\.)")
    assert [m for m in thai_left if THAI.search(allowed.sub("", catalogue()[m]))] == []


def test_placeholders_are_kept():
    names = re.compile(r"%\(\w+\)s|{\w*}")
    broken = [
        m for m, english in catalogue().items() if english and set(names.findall(m)) != set(names.findall(english))
    ]
    assert broken == []


def test_a_missing_translation_is_found():
    assert rules.untranslated(["ข้อความ"], {})
    assert rules.untranslated(["ข้อความ"], {"ข้อความ": ""})
