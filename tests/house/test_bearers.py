"""Who holds no seat: every verb against the public, a slip (by PIN, by telephone, a helper's), an office's link,
a volunteer's and a kiosk's.

Each bearer is tried at the very thing it is bound to and at the same kind of thing beside it. A subject without a case
is tried by a bearer whose numbers are the subject's own, so that a policy that compares the wrong number is found.
"""

from __future__ import annotations

from typing import Any

import pytest

from prasan.counter.bearers import KIOSK, KioskBearer
from prasan.networks.bearers import VolunteerBearer
from prasan.platform.commands import COMMANDS, Refused, perform
from prasan.platform.commands.bulk import perform_many
from prasan.referrals.bearers import GUEST, HELPER, PERSON, VOLUNTEER, Bearer
from prasan.referrals.commands import Rate
from prasan.referrals.commands.clockwork import Escalate
from prasan.referrals.models import Case
from prasan.training.bearers import Applicant
from prasan.training.models import Application
from tests.house import rights
from tests.house.samples import SAMPLES
from tests.house.world import World, build

pytestmark = pytest.mark.django_db

OURS = rights.our_verbs()
PERSONS = {"confirm", "not_done", "rate", "sign_papers"}
BY_PIN = {"withdraw", "reopen", "ask_data", "take_back_consent", "make_line_code", "leave_line"}
GUESTS = {"accept", "decline", "ask", "begin", "miss", "serve", "tell"}
EXPECTED: dict[str, set[str]] = {
    "person by PIN": {f"referrals.{one}" for one in PERSONS | BY_PIN},
    "person by telephone": {f"referrals.{one}" for one in PERSONS},
    "helper": {f"referrals.{one}" for one in PERSONS},
    "guest": {f"referrals.{one}" for one in GUESTS},
    "person of another case": set(),
    "helper of another case": set(),
    "guest of another referral": set(),
    "guest of the office that was asked before": set(),
    "volunteer": {"referrals.hand_in"},
    "volunteer of another drive": set(),
    "another volunteer of the drive": set(),
    "kiosk": {"counter.take_alone"},
    "kiosk of another counter": set(),
    "another kiosk of the counter": set(),
    "applicant": {"training.accept", "training.withdraw", "training.answer_follow_up"},
    "another applicant": set(),
    "labour volunteer": {"networks.answer_survey"},
    "another labour volunteer": set(),
}
"""By hand: what each may do to the thing it is bound to; everything else is refused."""


def bearers(subject: Any) -> dict[str, Any]:
    """Return the bearers of a subject, and those of what stands beside it."""
    one = subject.pk if isinstance(subject.pk, int) else 1
    case = one if isinstance(subject, Case) else getattr(subject, "case_id", None) or one
    office = getattr(subject, "office_id", None) or 1
    drive = getattr(subject, "drive_id", None) or one
    volunteer = getattr(subject, "volunteer_id", None) or one
    application = one if isinstance(subject, Application) else getattr(subject, "application_id", None) or one
    kiosk, place = (getattr(subject, name, None) or one for name in ("kiosk_id", "place_id"))
    return {
        "person by PIN": Bearer(PERSON, case_id=case, by_pin=True),
        "person by telephone": Bearer(PERSON, case_id=case),
        "helper": Bearer(HELPER, case_id=case, helper_id=1),
        "guest": Bearer(GUEST, referral_id=one, office_id=office),
        "person of another case": Bearer(PERSON, case_id=case + 1, by_pin=True),
        "helper of another case": Bearer(HELPER, case_id=case + 1, helper_id=1),
        "guest of another referral": Bearer(GUEST, referral_id=one + 1, office_id=office),
        "guest of the office that was asked before": Bearer(GUEST, referral_id=one, office_id=office + 1),
        "volunteer": Bearer(VOLUNTEER, drive_id=drive, volunteer_id=volunteer, office_id=office),
        "volunteer of another drive": Bearer(VOLUNTEER, drive_id=drive + 1, volunteer_id=volunteer, office_id=office),
        "another volunteer of the drive": Bearer(VOLUNTEER, drive_id=drive, volunteer_id=volunteer + 1),
        "kiosk": KioskBearer(KIOSK, kiosk_id=kiosk, place_id=place),
        "kiosk of another counter": KioskBearer(KIOSK, kiosk_id=kiosk, place_id=place + 1),
        "another kiosk of the counter": KioskBearer(KIOSK, kiosk_id=kiosk + 1, place_id=place),
        "applicant": Applicant(application),
        "another applicant": Applicant(application + 1),
        "labour volunteer": VolunteerBearer(volunteer),
        "another labour volunteer": VolunteerBearer(volunteer + 1),
    }


@pytest.fixture
def world() -> World:
    return build()


def granted(world: World, verbs: set[str]) -> dict[str, set[str]]:
    """Return what the product lets each of them do."""
    found: dict[str, set[str]] = {name: set() for name in EXPECTED}
    for verb in sorted(verbs):
        subject = SAMPLES[verb](world)
        for name, bearer in bearers(subject).items():
            if rights.may(bearer, verb, subject):
                found[name].add(verb)
    return found


def test_who_holds_no_seat_does_what_is_written_here_and_nothing_else(world):
    found = granted(world, OURS)
    assert len(OURS) * len(found) > 2_000
    assert found == EXPECTED


def test_nobody_at_all_does_nothing(world):
    for verb in sorted(OURS):
        assert not rights.may(None, verb, SAMPLES[verb](world)), verb
    with pytest.raises(Refused, match="ลงชื่อ"):
        perform(None, Rate(target_id=SAMPLES["referrals.rate"](world).pk, score=5))
    with pytest.raises(Refused, match="ลงชื่อ"):
        perform_many(None, Escalate, [])


def any_slip(actor: Any, subject: Any) -> str | None:
    """Forget whose case it is."""
    return None if isinstance(actor, Bearer) and actor.origin == PERSON else "no"


def any_volunteer(actor: Any, subject: Any) -> str | None:
    """Forget whose drive and whose link it is."""
    return None if isinstance(actor, Bearer) and actor.origin == VOLUNTEER else "no"


def any_kiosk(actor: Any, subject: Any) -> str | None:
    """Forget which kiosk, of which counter."""
    return None if isinstance(actor, Bearer) and actor.origin == KIOSK else "no"


def no_link(actor: Any, subject: Any) -> str | None:
    """Forget offices without an account."""
    return "no" if isinstance(actor, Bearer) else None


@pytest.mark.parametrize(
    ("verb", "policy"),
    [("platform.start_export", None), ("referrals.withdraw", any_slip), ("referrals.tell", no_link),
     ("referrals.give_up", None), ("referrals.hand_in", any_volunteer), ("counter.take_alone", any_kiosk)],
)  # fmt: skip
def test_a_planted_hole_is_found(world, verb, policy, monkeypatch):
    monkeypatch.setattr(COMMANDS[verb], "without_account", True)
    monkeypatch.setattr(COMMANDS[verb], "allowed", policy or COMMANDS[verb].allowed)
    assert granted(world, {verb}) != {name: rights_ & {verb} for name, rights_ in EXPECTED.items()}
