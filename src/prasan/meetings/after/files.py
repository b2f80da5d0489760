"""Minutes, letters and the book as files: PDF to be read, DOCX to be edited; Thai digits, as official papers have."""

from __future__ import annotations

import json
from typing import Any

from prasan.meetings.after import book, booklet, letters, shown
from prasan.meetings.models import Book, Letter, Minutes
from prasan.platform.documents import render_pdf
from prasan.platform.documents.official import garuda
from prasan.platform.documents.render import plain

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MIMES = {"pdf": PDF, "docx": DOCX}


def _thai(told: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = plain(told, thai=True)
    return found


def minutes_file(minutes: Minutes, ending: str, *, picture: float = 0) -> bytes:
    """Return minutes as a file. Parameters: `ending`, pdf or docx; `picture`, pixels an inch for the first page as PNG.

    Raises DocumentFault.
    """
    told = shown.paper_of(minutes)
    if ending == "docx":
        from prasan.meetings.after import word  # its library is read when somebody asks, not at every start

        return word.minutes(_thai(told))
    return render_pdf(shown.TEMPLATE, told, digits="thai", picture=picture)


def letter_file(letter: Letter, ending: str, *, picture: float = 0) -> bytes:
    """Return a letter as a file. Raises DocumentFault."""
    told = letters.paper_of(letter)
    if ending == "docx":
        from prasan.meetings.after import word

        return word.letter(_thai(told))
    return render_pdf(told["kind"], {**told, "garuda": garuda()}, digits="thai", picture=picture)


def book_file(kept: Book, earlier: Book | None, *, picture: float = 0) -> bytes:
    """Return an edition of the book as PDF, differences from the earlier edition marked. Raises DocumentFault."""
    old = json.loads(earlier.content) if earlier is not None else None
    told = booklet.paper_of(book.marked(json.loads(kept.content), old), kept)
    return render_pdf(booklet.TEMPLATE, told, picture=picture)


def name_of(words: str, ending: str) -> str:
    """Return the name of a file that says what it is."""
    return words.replace("/", "-").replace(" ", "_")[:120] + f".{ending}"
