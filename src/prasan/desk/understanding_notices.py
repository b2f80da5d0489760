"""Briefs told to who has to understand them, misunderstandings to who wrote them, answers to who asked.

Numbers and days alone leave the house.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.queries import acting
from prasan.directory.roles import Role
from prasan.platform.jobs.job import job
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.jobs.schedule import daily
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.models import Notice
from prasan.platform.notices.notify import notify, settle
from prasan.understanding.models import Brief, Item, Question, Reading
from prasan.understanding.queries import expected, statistics

ISSUED = notice_kind(
    "understanding.issued", _("เอกสารสรุปนโยบายที่ต้องเข้าใจ"),
    _("มีเอกสารสรุปนโยบายฉบับที่ %(n)s ที่ท่านต้องเข้าใจก่อนวันที่ %(day)s"),
)  # fmt: skip
DUE = notice_kind(
    "understanding.due", _("เอกสารสรุปนโยบายใกล้ถึงวันเริ่มงาน"),
    _("งานเริ่มวันที่ %(day)s ท่านยังไม่ได้แสดงว่าเข้าใจเอกสารสรุปนโยบาย"), default=IMMEDIATE,
)  # fmt: skip
MISUNDERSTOOD = notice_kind(
    "understanding.misunderstood", _("ข้อที่เข้าใจไม่ตรงกัน"),
    _("ข้อที่ %(n)s มีผู้เข้าใจตรงเพียง %(right)s จาก %(all)s คน โปรดอธิบายหรือทำฉบับใหม่"), default=IMMEDIATE,
)  # fmt: skip
ASKED = notice_kind("understanding.asked", _("คำถามถึงผู้รับผิดชอบนโยบาย"), _("มีคำถามเลขที่ %(n)s เรื่องนโยบายของท่าน"))
ANSWERED = notice_kind("understanding.answered", _("คำถามเรื่องนโยบายที่ตอบแล้ว"), _("คำถามเลขที่ %(n)s ของท่านมีคำตอบแล้ว"))
AHEAD = (7, 3, 1)
"""So many days before the work begins who has not understood is told again."""


def owners(policy: Any) -> set[int]:
    """Return who answers for a policy: its owner, else the officers of its lead department, else the policy owners."""
    today = timezone.localdate()
    if policy.owner_id is not None:
        return {policy.owner_id}
    if policy.lead_id is not None:
        return acting(Q(office__kind="department", office__agency=policy.lead_id, role=Role.DEPARTMENT_OFFICER), today)
    return acting(Q(role=Role.POLICY_OWNER), today)


@listens("understanding.issue", name="desk.brief-issued")
def tell_issued(event: Told) -> None:
    """Tell everybody of its groups; what the version before asked of them is settled."""
    for one in Brief.objects.filter(pk__in=event.ids, state=Brief.State.ISSUED).select_related("policy"):
        if one.replaces_id:
            _settled(one.replaces_id)
        people = set(expected(one, timezone.localdate()).values_list("person_id", flat=True))
        notify(people, ISSUED, url=_url(one.pk), key=str(one.pk), n=one.version, day=one.due)


@listens("understanding.withdraw", name="desk.brief-withdrawn")
def take_back(event: Told) -> None:
    """Ask nobody to understand what is used no more."""
    for pk in event.ids:
        _settled(pk)


@listens("understanding.understand", name="desk.brief-understood")
def look_at_answers(event: Told) -> None:
    """Settle what is done; tell the owner once of an item that too few understand."""
    readings = list(Reading.objects.filter(pk__in=event.ids).select_related("brief__policy"))
    for reading in readings:
        if reading.done_at is not None:
            settle({reading.person_id}, (ISSUED, DUE), (_url(reading.brief_id),))
    for brief in {one.brief_id: one.brief for one in readings}.values():
        for item, facts in statistics(brief):
            if item.told_at is None and facts.is_misunderstood and _claimed(item):
                notify(
                    owners(brief.policy), MISUNDERSTOOD, url=f"{reverse('understanding_brief_items', args=[brief.pk])}",
                    key=str(item.pk), n=item.number, right=facts.right, all=facts.answered,
                )  # fmt: skip


def _claimed(item: Item) -> bool:
    """Note that its owner is told; of two listeners at once one is first."""
    return bool(Item.objects.filter(pk=item.pk, told_at=None).update(told_at=timezone.now()))


@listens("understanding.ask_owner", name="desk.policy-question-asked")
def tell_asked(event: Told) -> None:
    """Tell who answers for the policy."""
    for one in Question.objects.filter(pk__in=event.ids, state=Question.State.OPEN).select_related("policy"):
        notify(owners(one.policy), ASKED, url=reverse("policy_question", args=[one.pk]), key=str(one.pk), n=one.pk)


@listens("understanding.reply", "understanding.join", name="desk.policy-question-answered")
def tell_answered(event: Told) -> None:
    """Tell who asked; nothing is asked of the owner any more."""
    for one in Question.objects.filter(pk__in=event.ids):
        url = reverse("policy_question", args=[one.pk])
        told = Notice.objects.unread().filter(url=url, kind=ASKED.name)
        settle(set(told.values_list("person_id", flat=True)), (ASKED,), (url,))
        if one.seat_id:
            notify(
                acting(Q(pk=one.seat_id), timezone.localdate()),
                ANSWERED,
                url=url,
                key=f"{one.pk}-{event.seq}",
                n=one.pk,
            )


@job("desk.understanding_due", title=_("เตือนเอกสารสรุปนโยบายที่ใกล้ถึงวันเริ่มงาน"), every=daily("06:40"))
def understanding_due(run: Any) -> None:
    """Tell who has not understood a brief whose work begins soon; new people in a seat are told what is in force."""
    rows = Brief.objects.in_force().filter(due__gte=timezone.localdate() - dt.timedelta(days=365)).order_by("pk")
    run.each(list(rows.values_list("pk", flat=True)), remind, size=20)


def remind(briefs: Sequence[int]) -> None:
    """Tell it for some briefs, each person once a round; who came into a seat since is told for the first time."""
    today = timezone.localdate()
    for one in Brief.objects.filter(pk__in=briefs).select_related("policy"):
        people = set(expected(one, today).values_list("person_id", flat=True))
        done = set(Reading.objects.filter(brief=one, done_at__isnull=False).values_list("person_id", flat=True))
        notify(people - done, ISSUED, url=_url(one.pk), key=str(one.pk), n=one.version, day=one.due)
        if (left := (one.due - today).days) in AHEAD:
            notify(people - done, DUE, url=_url(one.pk), key=f"{one.pk}-{left}", day=one.due)


def _url(brief: int) -> str:
    return reverse("understanding_brief", args=[brief])


def _settled(brief: int) -> None:
    rows = Notice.objects.unread().filter(url=_url(brief), kind__in=[ISSUED.name, DUE.name])
    settle(set(rows.values_list("person_id", flat=True)), (ISSUED, DUE), (_url(brief),))
