"""Taking what a phone sends: the same instance is taken once, whoever is faster, and answered alike each time."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from prasan.kernel.surveys import questions as q
from prasan.networks.bearers import VolunteerBearer
from prasan.networks.commands.surveys import AnswerSurvey, digest_of, place_of
from prasan.networks.models import Response, Survey, Volunteer
from prasan.networks.queries import areas_of, asked_about
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.web.links import hash_of

__all__ = ["holder", "receive"]


def holder(token: str) -> Volunteer | None:
    """Return the volunteer whose address it is, None for an address that opens nothing."""
    rows = Volunteer.objects.active().select_related("office").defer("office__grams")
    found: Volunteer | None = rows.filter(token_hash=hash_of(token)).first()
    return found


def receive(survey: Survey, volunteer: Volunteer, given: dict[str, str], instance: str, actor: Any = None) -> Response:
    """Take one filled form; the same instance with the same words is the answer that was taken before.

    Parameters: `actor`, who sends it: the volunteer by their address, where it is None. Raises RuleBroken, with 409
    for an instance that came before with other words.
    """
    if (earlier := _earlier(survey, volunteer, given, instance)) is not None:
        return earlier
    told = AnswerSurvey(survey_id=survey.pk, volunteer_id=volunteer.pk, given=given, instance=instance)
    try:
        with transaction.atomic():
            return perform(actor or VolunteerBearer(volunteer.pk), told)
    except IntegrityError:  # the same instance on another connection, a moment ago
        found = _earlier(survey, volunteer, given, instance)
        if found is None:
            raise
        return found


def _earlier(survey: Survey, volunteer: Volunteer, given: dict[str, str], instance: str) -> Response | None:
    found: Response | None = Response.objects.filter(survey=survey, instance=instance).first()
    if found is None:
        return None
    answers, wrong = q.judge(survey.asked, given)
    same = False
    if not wrong and found.volunteer_id == volunteer.pk:
        try:
            area = place_of(asked_about(survey, areas_of(volunteer)), given.get(q.PLACE, ""))
            same = digest_of(area.pk, answers) == found.digest
        except RuleBroken:  # they serve elsewhere by now: what was taken stays taken
            same = digest_of(found.area_id, answers) == found.digest
    if same:
        return found
    raise RuleBroken(_("คำตอบรหัสนี้ส่งมาแล้วด้วยข้อความอื่น โปรดกรอกแบบฟอร์มใหม่"), status=409)
