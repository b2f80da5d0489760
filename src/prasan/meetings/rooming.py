"""What is typed or pressed in the meeting room, read into verbs: one table for pages and API alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from prasan.kernel.digits import to_arabic
from prasan.meetings import commands as c
from prasan.meetings.models import Briefing
from prasan.platform.commands import Command, RuleBroken


@dataclass(frozen=True)
class Told:
    """What an act was told: the meeting, its values, the actor's own line (None for who has none), files."""

    briefing: Briefing
    values: Mapping[str, str]
    line: int | None
    files: Any = None

    def text(self, name: str) -> str:
        """Return a value as text, empty where it is absent."""
        return self.values.get(name, "")

    def number(self, name: str, missing: str = "") -> int | None:
        """Return a whole number in either script, None for nothing; RuleBroken for anything else."""
        plain = to_arabic(self.text(name)).strip()
        if not plain:
            if missing:
                raise RuleBroken(missing, field=name)
            return None
        if not plain.isdecimal() or len(plain) > 12:
            raise RuleBroken(_("โปรดใส่เป็นจำนวนเต็ม"), field=name)
        return int(plain)

    def on(self, name: str) -> bool:
        """Tell whether a switch is on."""
        return self.text(name) in {"on", "1", "true"}

    def target(self) -> int:
        """Return what the act is about."""
        found = self.number("id", _("ไม่ได้ระบุรายการ"))
        assert found is not None
        return found


def _lines(told: Told, name: str) -> list[str]:
    return [one.strip() for one in told.text(name).splitlines() if one.strip()]


ACTS: dict[str, Callable[[Told], Command[Any]]] = {
    "open": lambda told: c.OpenMeeting(target_id=told.briefing.pk),
    "close": lambda told: c.CloseMeeting(target_id=told.briefing.pk),
    "stage": lambda told: c.CallToStage(target_id=told.briefing.pk, attendee_id=told.number("line")),
    "lock": lambda told: c.Lock(target_id=told.briefing.pk, locked=told.on("locked")),
    "record": lambda told: c.Record(target_id=told.briefing.pk, on=told.on("on"), reason=told.text("reason")),
    "mute_all": lambda told: c.MuteAll(target_id=told.briefing.pk),
    "mute": lambda told: c.Mute(target_id=told.target(), muted=told.on("muted")),
    "remove": lambda told: c.Remove(target_id=told.target(), removed=told.on("removed"), reason=told.text("reason")),
    "lower": lambda told: c.LowerHand(target_id=told.target()),
    "mark": lambda told: c.MarkRoll(target_id=told.target(), present=told.on("present")),
    "check_out": lambda told: c.CheckOut(target_id=told.line),
    "hand": lambda told: c.RaiseHand(target_id=told.line, up=told.on("up")),
    "share": lambda told: c.Share(target_id=told.line, on=told.on("on")),
    "pictures": lambda told: c.ChoosePictures(target_id=told.line, pictures=told.number("pictures") or 0),
    "take_up": lambda told: c.TakeUp(target_id=told.target()),
    "note": lambda told: c.NoteItem(
        target_id=told.target(), note=told.text("note"), resolution=told.text("resolution")
    ),
    "say": lambda told: c.Say(attendee_id=told.line, text=told.text("text"), key=told.text("key")[:100]),
    "hide": lambda told: c.HideMessage(target_id=told.target()),
    "vote_open": lambda told: c.OpenVote(
        briefing_id=told.briefing.pk, item_id=told.number("item"), question=told.text("question"),
        choices=_lines(told, "choices"), secret=told.on("secret"),
    ),
    "cast": lambda told: c.Cast(
        target_id=told.target(), attendee_id=told.line, choice=told.number("choice", _("โปรดเลือกหนึ่งข้อ")) or 0
    ),
    "vote_close": lambda told: c.CloseVote(target_id=told.target()),
    "vote_drop": lambda told: c.DropVote(target_id=told.target(), reason=told.text("reason")),
    "problem": lambda told: c.ReportProblem(
        attendee_id=told.line, text=told.text("text"), statistics=statistics_of(told.text("statistics"))
    ),
    "settle": lambda told: c.SettleProblem(target_id=told.target(), how=told.text("how")),
    "vouch": lambda told: c.Vouch(attendee_id=told.line, guest=told.text("guest"), position=told.text("position")),
}  # fmt: skip
"""Acts by the name that a form carries in `do`."""


def act_of(name: str) -> Callable[[Told], Command[Any]] | None:
    """Return what makes the verb of an act, None for an unknown one."""
    return ACTS.get(name)


def statistics_of(text: str) -> dict[str, Any]:
    """Return what a client measured; nothing where it is no JSON object or too long."""
    if len(text) > c.MOST_STATISTICS:
        return {}
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
