"""What happens with plans and cascades, told to the people whom it asks for something; what is settled goes away."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.desk.notices import CASCADE_DUE, CASCADE_LATE
from prasan.directory.models import Seat
from prasan.directory.queries import acting_in, leading
from prasan.directory.roles import Role
from prasan.plans import queries
from prasan.plans.cascade.cycle import WAITS_FOR_CENTRE
from prasan.plans.models import Item, Offer, Plan
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.notify import notify, settle

PLAN_WAITING = notice_kind("plans.waiting", _("แผนรออนุมัติ"), _("แผนปฏิบัติการปีงบประมาณ %(year)s รอท่านอนุมัติ"))
PLAN_TO_AGREE = notice_kind(
    "plans.to_agree", _("แผนกลุ่มจังหวัดรอความเห็นชอบ"), _("แผนกลุ่มจังหวัดปีงบประมาณ %(year)s รอความเห็นชอบของจังหวัดท่าน")
)
PLAN_RETURNED = notice_kind(
    "plans.returned", _("แผนถูกส่งกลับให้แก้ไข"), _("แผนปฏิบัติการปีงบประมาณ %(year)s ถูกส่งกลับ โปรดเปิดดูเหตุผล"), default=IMMEDIATE
)
PLAN_APPROVED = notice_kind("plans.approved", _("แผนได้รับอนุมัติ"), _("แผนปฏิบัติการปีงบประมาณ %(year)s ได้รับอนุมัติแล้ว"))
OFFERED = notice_kind(
    "cascade.offered",
    _("นโยบายที่ถ่ายทอดถึงจังหวัด"),
    _("ส่วนกลางถ่ายทอดนโยบายถึงจังหวัดท่าน โปรดตอบภายใน %(day)s"),
    default=IMMEDIATE,
)
CHASED = notice_kind(
    "cascade.chased", _("ทวงคำตอบนโยบายที่ถ่ายทอด"), _("ส่วนกลางทวงคำตอบนโยบายที่ถ่ายทอด กำหนดตอบ %(day)s"), default=IMMEDIATE
)
ASKED_AGAIN = notice_kind(
    "cascade.asked_again",
    _("ส่วนกลางขอให้ตอบใหม่"),
    _("ส่วนกลางขอให้จังหวัดตอบนโยบายที่ถ่ายทอดใหม่ โปรดเปิดดูเหตุผล"),
    default=IMMEDIATE,
)
TO_DECIDE = notice_kind("cascade.answered", _("คำตอบของจังหวัดรอส่วนกลาง"), _("คำตอบของจังหวัด %(area)s รอท่านพิจารณา"))
QUESTIONS = (OFFERED, CHASED, ASKED_AGAIN, CASCADE_DUE, CASCADE_LATE)
"""What asks a province for its answer; an answer settles them all."""
UNITS = (Role.AGENCY_HEAD, Role.AGENCY_OFFICER)


def _central(owner: int | None = None) -> set[int]:
    """Return who decides for the centre: the policy's owner, else every policy owner."""
    if owner is not None:
        return {owner}
    rows = Seat.objects.held_on(timezone.localdate()).filter(role=Role.POLICY_OWNER, person__is_active=True)
    return set(rows.values_list("person_id", flat=True))


def _plans(event: Told, *states: str) -> list[Plan]:
    return list(Plan.objects.filter(pk__in=event.ids, state__in=states).select_related("group", "office"))


def _drafters(plan: Plan) -> set[int]:
    if plan.agency_id is not None:
        return acting_in([plan.office_id], (Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER), timezone.localdate())
    return leading(plan.office.area_id, timezone.localdate())


def submitted(event: Told) -> None:
    """Ask the centre, and the members of a group, to look at a plan; what its authors were asked is settled."""
    for plan in _plans(event, "submitted"):
        url, key = reverse("plan", args=[plan.pk]), f"{plan.pk}-{plan.round}"
        settle(_drafters(plan), (PLAN_RETURNED,), (url,))
        notify(_central() - {plan.submitted_by_id}, PLAN_WAITING, url=url, key=key, year=plan.fiscal_year)
        for one in queries.members(plan):
            if not one.leads and not one.agreed:  # type: ignore[attr-defined]
                people = leading(one.area_id, timezone.localdate())
                notify(people, PLAN_TO_AGREE, url=url, key=key, year=plan.fiscal_year)


def agreed(event: Told) -> None:
    """Take the question back from a member province that has agreed."""
    area = event.payload.get("area")
    if isinstance(area, int):
        urls = [reverse("plan", args=[pk]) for pk in event.ids]
        settle(leading(area, timezone.localdate()), (PLAN_TO_AGREE,), urls)


def decided(event: Told) -> None:
    """Tell a plan's authors what became of it; nobody is asked to decide any more."""
    for plan in _plans(event, "returned", "approved", "active"):
        url, key = reverse("plan", args=[plan.pk]), f"{plan.pk}-{event.seq}"
        settle(_central(), (PLAN_WAITING,), (url,))
        for one in queries.members(plan):
            settle(leading(one.area_id, timezone.localdate()), (PLAN_TO_AGREE,), (url,))
        if event.name != "plans.activated":
            kind = PLAN_RETURNED if event.name == "plans.returned" else PLAN_APPROVED
            notify(_drafters(plan), kind, url=url, key=key, year=plan.fiscal_year)


def _offers(ids: Iterable[int]) -> list[Offer]:
    rows = Offer.objects.filter(pk__in=list(ids), state="offered", cascade__state="offered")
    return list(rows.select_related("cascade__policy", "area"))


def answerers(offer: Offer) -> set[int]:
    """Return who of a province still has something to answer: the labour officer, and the units by their activities."""
    agencies = Item.objects.filter(offer=offer, state="open", expected__offered_at__isnull=False)
    wanted = set(agencies.values_list("expected__agency_id", flat=True))
    if not wanted:
        return set()
    units = offer.area.offices.filter(agency__in=wanted, kind="provincial").values_list("pk", flat=True)
    return leading(offer.area_id, timezone.localdate()) | acting_in(units, UNITS, timezone.localdate())


def offered(event: Told) -> None:
    """Ask the province for its answer; once for each sending."""
    ids = event.payload.get("offers", []) if event.name == "plans.cascade" else event.ids
    for offer in _offers(ids):
        _ask(offer, OFFERED, event)


def chased(event: Told) -> None:
    """Ask again those who have not answered."""
    for offer in _offers(event.ids):
        _ask(offer, CHASED, event)


def _ask(offer: Offer, kind: object, event: Told) -> None:
    url = reverse("offer", args=[offer.pk])
    notify(answerers(offer), kind, url=url, key=f"{offer.pk}-{event.seq}", day=offer.cascade.due)  # type: ignore[arg-type]


def answered(event: Told) -> None:
    """Settle the question of whoever has nothing left to answer; ask the centre where it has to decide."""
    for offer in _offers(event.ids):
        url = reverse("offer", args=[offer.pk])
        units = offer.area.offices.filter(kind="provincial").values_list("pk", flat=True)
        people = leading(offer.area_id, timezone.localdate()) | acting_in(units, UNITS, timezone.localdate())
        settle(people - answerers(offer), QUESTIONS, (url,))
        if Item.objects.filter(offer=offer, state__in=WAITS_FOR_CENTRE).exists():
            page, key = reverse("cascade", args=[offer.cascade_id]), f"{offer.pk}-{event.seq}"
            notify(_central(offer.cascade.policy.owner_id), TO_DECIDE, url=page, key=key, area=offer.area.code)


def answer_decided(event: Told) -> None:
    """Tell the province where it is asked again; settle the centre's question where nothing waits any more."""
    for offer in _offers(event.ids):
        if not event.payload.get("agree", True):
            url, key = reverse("offer", args=[offer.pk]), f"{offer.pk}-{event.seq}"
            notify(answerers(offer), ASKED_AGAIN, url=url, key=key)
        waits = Item.objects.filter(offer__cascade=offer.cascade_id, state__in=WAITS_FOR_CENTRE)
        if not waits.exists():
            page = reverse("cascade", args=[offer.cascade_id])
            settle(_central(offer.cascade.policy.owner_id), (TO_DECIDE,), (page,))


def recalled(event: Told) -> None:
    """Take the question back."""
    for offer in Offer.objects.filter(pk__in=event.ids, state="recalled").select_related("area"):
        units = offer.area.offices.filter(kind="provincial").values_list("pk", flat=True)
        people = leading(offer.area_id, timezone.localdate()) | acting_in(units, UNITS, timezone.localdate())
        settle(people, QUESTIONS, (reverse("offer", args=[offer.pk]),))


TOLD = {
    "plans.submitted": submitted, "plans.agreed": agreed, "plans.returned": decided, "plans.approved": decided,
    "plans.activated": decided, "plans.send_offer": offered, "plans.cascade": offered, "plans.chase_offer": chased,
    "plans.offer_answered": answered, "plans.offer_decided": answer_decided, "plans.recall_offer": recalled,
}  # fmt: skip
"""What each event makes us tell."""


@listens(*TOLD, name="desk.plan-notices")
def tell(event: Told) -> None:
    """Tell the people concerned; one listener for all, so that a decision comes after what it decides."""
    TOLD[event.name](event)
