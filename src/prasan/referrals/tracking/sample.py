"""A made-up case, for looking at the pages and the slip in a language before people see it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.directory.models import Office
from prasan.referrals.models import Case, Outcome, PaperList, Referral
from prasan.referrals.tracking import words
from prasan.referrals.tracking.line import Offer
from prasan.referrals.tracking.reading import Card, Step

CODE = "XXXX-XXXX-X"
STATES = tuple(Referral.State)
NEED = "ตัวอย่าง: ต้องการหางานใกล้บ้าน"


def _office() -> Office:
    return Office(name_th="สำนักงานตัวอย่าง", name_en="Sample office", short_th="ตัวอย่าง", short_en="Sample", phone="1506")


def slip_case() -> Case:
    """Return a case that is nobody's, never saved."""
    return Case(code=CODE, office=_office(), need=NEED, opened_at=timezone.now())


def _card(state: str, number: int, now: dt.datetime) -> Card:
    """Return a card in a state; every third is late, one asks for papers, so that all words of the page are seen."""
    due = now + dt.timedelta(days=-1 if number % 3 == 1 else 2)
    one = Referral(
        pk=number, office=_office(), state=state, due_at=due, appointment_at=now,
        outcome=Outcome.values[number % len(Outcome.values)] if state in {"told", "confirmed"} else "",
    )  # fmt: skip
    late = due <= now and state != Referral.State.TOLD
    steps = [Step(words.STEPS[name], now, "") for name in list(words.STEPS)[number % 4 :: 4]]
    made = Card(
        one, words.SAID[state], late, list(words.LEVELS.values())[number % 3] if late else "", _office(),
        state == Referral.State.TOLD, list(words.OWN), words.AHEAD.get(state, ()), steps,
    )  # fmt: skip
    if state == Referral.State.ASKED:
        made.papers = PaperList(papers="1\n2", bring_by=timezone.localdate(now))
    return made


def case() -> dict[str, Any]:
    """Return what the page of a case shows, one card a state."""
    now = timezone.now()
    return {
        "case": slip_case(), "cards": [_card(state, number, now) for number, state in enumerate(STATES)], "typed": {},
        "by_pin": True, "does": words.DOES, "steps": words.STEPS, "outcomes": dict(Outcome.choices), "near": None,
        "line": Offer("@prasan", None, "XXXX-XXXX"),
    }  # fmt: skip
