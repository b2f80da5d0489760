"""Under whose rights a command line runs, and how it says what is wrong: one place for all rooms."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, problem, write_row

Act = Callable[[Any, argparse.Namespace], Any]


def reader(username: str | None) -> Any:
    """Return who reads: the seat of an account today, by default the machine itself with everything in its sight.

    None where the account holds no seat.
    """
    from django.utils import timezone

    from prasan.directory.actor import SeatActor, actor_for
    from prasan.directory.models import Seat
    from prasan.directory.roles import Role
    from prasan.directory.scope import EVERYTHING

    if username is None:
        return SeatActor(
            person_id=0, seat_id=0, role=Role.DUTY_OFFICER, office_id=0, office_code="", office_kind="centre",
            agency=None, area_id=1, area_last=999_999, name="ระบบ", seat_label="", office_label="", scope=EVERYTHING,
        )  # fmt: skip
    seat = Seat.objects.held_on(timezone.localdate()).for_actor().filter(person__username=username).first()
    return actor_for(seat) if seat else None


def fault(text: str, asked: argparse.Namespace, code: str = "refused", exit_code: int = PROBLEMS) -> int:
    """Say what is wrong, with --json as a row too."""
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text))
    return exit_code


def no_seat(asked: argparse.Namespace) -> int:
    """Say that the account under whose rights it should run holds no seat."""
    return fault(f"ไม่มีบัญชีนี้ที่มีตำแหน่ง · no such account with a seat: {asked.who}", asked, "no-seat")


def run_as(act: Act) -> Callable[[argparse.Namespace], int]:
    """Return the command that acts under an account's rights; exit code 1 where it is refused, 2 called wrongly."""

    def run(asked: argparse.Namespace) -> int:
        from django.utils import translation

        from prasan.platform.commands.errors import PeopleError

        actor = reader(asked.who)
        if actor is None:
            return no_seat(asked)
        try:
            with translation.override(asked.language):
                act(actor, asked)
        except PeopleError as refused:
            return fault(str(refused.text), asked)
        except (OSError, ValueError) as broken:
            return fault(str(broken), asked, "bad-call", BAD_CALL)
        return OK

    return run


def who_asks(parser: argparse.ArgumentParser, required: bool = False) -> None:
    """Add under whose rights it runs, and in which language it answers."""
    parser.add_argument("--as", dest="who", required=required, help="ในสิทธิของบัญชีนี้ · under the rights of this account")
    parser.add_argument("--language", choices=("th", "en"), default="th", help="ภาษา · language")
