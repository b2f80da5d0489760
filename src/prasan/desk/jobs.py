"""The desk's own scheduled work: days that come near, told to the people who owe an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.desk.notices import CASCADE_DUE, CASCADE_LATE
from prasan.desk.plan_notices import answerers
from prasan.plans.cascade.queries import asked_items
from prasan.plans.models import Offer
from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily
from prasan.platform.notices.notify import notify, settle

AHEAD = dt.timedelta(days=2)
"""So long before its day an answer is asked for once more."""
BEHIND = dt.timedelta(days=30)
"""So long after its day a late answer is told to those who have not heard of it, new ones in a seat among them."""


@job("desk.cascade_due", title=_("เตือนคำตอบนโยบายที่ถ่ายทอดซึ่งใกล้ครบกำหนดหรือเกินกำหนด"), every=daily("06:30"))
def cascade_due(run: Any) -> None:
    """Tell who owes an answer to a cascade: two days before it is due, and once it is late; each once a due day."""
    today = timezone.localdate()
    waiting = asked_items().filter(state="open", offer__cascade__due__range=(today - BEHIND, today + AHEAD))
    offers = waiting.order_by("offer_id").values_list("offer_id", flat=True).distinct()
    run.each(list(offers), tell_due, size=50)


def tell_due(offers: Sequence[int]) -> None:
    """Tell it for some offers; the later word takes the earlier one back."""
    today = timezone.localdate()
    for offer in Offer.objects.filter(pk__in=offers).select_related("cascade", "area").order_by("pk"):
        due, url, people = offer.cascade.due, reverse("offer", args=[offer.pk]), answerers(offer)
        late = due < today
        if late:
            settle(people, (CASCADE_DUE,), (url,))
        notify(people, CASCADE_LATE if late else CASCADE_DUE, url=url, key=f"{offer.pk}-{due}", day=due)
