"""More of the corpus: what the office says beside its figures, the per cent of its own paper, help and from whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from prasan.progress.commands import Word
from tests.progress.workbook.books import Book, Formula, Shown
from tests.progress.workbook.corpus import Case, both, cell, without


def helped(text: str | None, whom: str | None) -> Callable[[Book], None]:
    return both(cell("jobs", "help_text", text), cell("jobs", "help_from", whom))


def stated(hundredths: int) -> dict[str, Word]:
    return {"share": Word(stated=hundredths)}


SAID_CASES = [
    Case("stated-per-cent-that-differs", cell("share", "stated", 90), flags=("percent-differs",), said=stated(9000)),
    Case("stated-per-cent-that-agrees", cell("share", "stated", 82.5), said=stated(8250)),
    Case("stated-per-cent-cut-off", cell("share", "stated", "82"), said=stated(8200)),
    Case("stated-per-cent-in-thai-words", cell("share", "stated", "ร้อยละ ๘๒.๕"), said=stated(8250)),
    Case("stated-per-cent-with-its-sign", cell("share", "stated", "82.50 %"), said=stated(8250)),
    Case("stated-per-cent-as-a-format", cell("share", "stated", Shown(0.825, "0.0%")), said=stated(8250)),
    Case(
        "stated-per-cent-above-a-hundred",
        cell("share", "stated", "130%"),
        flags=("percent-differs",),
        said=stated(13000),
    ),
    Case("stated-per-cent-of-a-formula", cell("share", "stated", Formula("=H7*100/I7", 82.5)), said=stated(8250)),
    Case("stated-per-cent-in-words", cell("share", "stated", "ดี"), without("share"), (("N7", "อ่านเป็นตัวเลขไม่ได้"),)),
    Case("stated-per-cent-below-zero", cell("share", "stated", -3), without("share"), (("N7", "ติดลบ"),)),
    Case("stated-per-cent-a-day", cell("share", "stated", dt.date(2026, 12, 1)), without("share"), (("N7", "เป็นวันที่"),)),
    Case("stated-per-cent-of-no-ratio", cell("visits", "stated", 90), without("visits"), (("N8", "ไม่ใช่อัตราส่วน"),)),
    Case(
        "help-from-somebody", helped("ขอวิทยากร", "กรมต้นสังกัด"), said={"jobs": Word("", None, "ขอวิทยากร", "department")}
    ),
    Case("help-from-nobody", helped("ขอวิทยากร", None), without("jobs"), (("P6", "จากใคร"),)),
    Case("help-from-who-is-not-on-the-list", helped("ขอวิทยากร", "เพื่อน"), without("jobs"), (("P6", "จากใคร"),)),
    Case("somebody-asked-for-nothing", helped(None, "กรมต้นสังกัด")),
    Case("help-too-long", helped("ก" * 301, "กรมต้นสังกัด"), without("jobs"), (("O6", "ยาวเกิน 300"),)),
]
