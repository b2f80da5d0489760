"""Sentences read into proposals, each confirmed, changed or dropped by itself.

Nothing is kept on the server: every proposal stands in the form, so that one is confirmed while the others stay as
they were typed. The same confirmation sent twice issues once: reading and place are its idempotency key.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from prasan.directives import forms, proposals
from prasan.directives.models import Directive
from prasan.platform.commands import Command, RuleBroken, perform

SHARED = ("giver", "origin", "origin_ref", "origin_label", "inspection_round", "policy", "classification")
"""What all proposals of a text have in common."""
OWN = (
    "kind", "text", "lead", "co", "outside", "areas", "split", "due_kind", "due_amount", "due_day", "every",
    "report_back", "to", "review_on", "notes", "done", "code",
)  # fmt: skip
"""What each proposal has of its own; `done` is empty, dropped, or the number of what was made of it."""
KINDS: dict[str, Callable[[Mapping[str, str]], Command[Any]]] = {"directive": forms.issue, "guidance": forms.guidance}


@dataclass
class Reading:
    """What was read and what is typed over it: the shared fields, the proposals, what was left to read.

    `reading` names it for its idempotency keys; `error`, `field` and `at`, what was refused and in which proposal;
    `said`, what was done last.
    """

    shared: dict[str, str]
    rows: list[dict[str, str]] = field(default_factory=list)
    reading: str = ""
    sentences: str = ""
    error: str = ""
    field: str = ""
    at: int = -1
    said: str = ""

    @classmethod
    def of(cls, typed: Mapping[str, str]) -> Reading:
        """Return the page as it was sent."""
        told = forms.clean(typed)
        count = told.get("count", "0")
        rows = min(int(count), proposals.MOST) if count.isascii() and count.isdecimal() and len(count) < 4 else 0
        found = cls({name: told.get(name, "") for name in SHARED}, reading=told.get("reading", "")[:40])
        found.rows = [{name: told.get(f"p{n}-{name}", "") for name in OWN} for n in range(rows)]
        found.sentences = told.get("sentences", "")
        return found

    @property
    def left(self) -> int:
        """Return how many proposals nobody has confirmed or dropped."""
        return sum(not row["done"] for row in self.rows)

    def read(self) -> None:
        """Read the sentences behind the proposals that nobody confirmed yet; those that are done go."""
        found, rest = proposals.read(self.sentences)
        kept = [row for row in self.rows if not row["done"]]
        if len(kept) + len(found) > proposals.MOST:
            raise RuleBroken(_("ยังมีข้อที่รอยืนยันอยู่ โปรดยืนยันหรือเลือกไม่ใช้ก่อนอ่านเพิ่ม"), field="sentences")
        self.rows = kept + [forms.filled(one) | {"done": "", "code": ""} for one in found]
        self.reading, self.sentences = secrets.token_hex(8), rest

    def begin(self, lead: str) -> None:
        """Put an empty proposal behind the others, to be filled by hand. Parameters: `lead`, its office at first."""
        if self.left >= proposals.MOST:
            raise RuleBroken(_("ยังมีข้อที่รอยืนยันอยู่ โปรดยืนยันหรือเลือกไม่ใช้ก่อนอ่านเพิ่ม"), field="sentences")
        text, self.sentences = self.sentences.strip(), ""
        blank = dict.fromkeys(OWN, "") | {"kind": "directive", "text": text, "lead": lead, "report_back": "on"}
        self.rows = [*(row for row in self.rows if not row["done"]), blank]
        self.reading = secrets.token_hex(8)

    def do(self, actor: Any, button: str) -> None:
        """Do what a button says, "read" or "confirm-3"; what is refused stands in `error`, `field` and `at`."""
        what, _dash, at = button.partition("-")
        try:
            if what == "read":
                self.read()
            elif at.isascii() and at.isdecimal() and int(at) < len(self.rows):
                self.act(actor, what, int(at))
        except RuleBroken as broken:
            self.error, self.field = str(broken.text), broken.field

    def where(self) -> str:
        """Return the id of the field that was refused, empty where it has none."""
        if self.at < 0:
            return "f-sentences"
        return f"f-p{self.at}-{self.field}" if self.field in OWN else f"f-{self.field}" if self.field in SHARED else ""

    def confirm(self, actor: Any, at: int) -> None:
        """Issue one proposal as it stands now."""
        row = self.rows[at]
        command = KINDS.get(row["kind"], forms.issue)(self.shared | row | {"key": f"read:{self.reading}:{at}"})
        made = perform(actor, command)
        row["kind"] = "directive" if isinstance(made, Directive) else "guidance"
        row["done"], row["code"] = str(made.pk), made.code
        done = _("สั่งการเลขที่ %(code)s แล้ว") if row["kind"] == "directive" else _("มอบแนวทางเลขที่ %(code)s แล้ว")
        self.said = done % {"code": made.code}

    def act(self, actor: Any, what: str, at: int) -> None:
        """Do to one proposal what its button says."""
        row = self.rows[at]
        if row["done"] not in {"", "dropped"}:
            return
        if what == "confirm":
            self.at = at
            self.confirm(actor, at)
        elif what == "drop":
            row["done"] = "dropped"
        elif what == "restore":
            row["done"] = ""
        elif what == "turn":
            row["kind"] = "guidance" if row["kind"] == "directive" else "directive"
            if not row["to"]:
                row["to"] = row["areas"] if row["split"] else "\n".join(one for one in (row["lead"], row["co"]) if one)
            if not row["lead"] and row["to"] != forms.EVERY_PROVINCE:
                row["lead"] = row["to"].splitlines()[0] if row["to"] else ""
