"""Open referrals that a seat is asked about, for the list that is handed over (รับ–ส่งมอบงาน).

Nothing has to be moved here: once the seat ends, the sweep names another living contact of the office that owns the
matter (jobs.restaff). The list tells who takes over what waits, by the number of the case alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.handover import HandoverSource, OpenItem, register_handover
from prasan.platform.ui.filters import thaidate
from prasan.referrals.cycle import OPEN
from prasan.referrals.models import Referral

MOST = 50
"""So many of a seat's are named, those that are due first; of the rest it is told how many there are."""


def of_seats(seats: Iterable[Any]) -> dict[int, list[OpenItem]]:
    """Return the open referrals that each seat is asked about, by seat id: one query."""
    rows = Referral.objects.filter(contact__in=[one.pk for one in seats], state__in=sorted(OPEN)).annotate(
        place=Window(RowNumber(), partition_by=F("contact"), order_by=[F("due_at"), F("pk")]),
        together=Window(Count("*"), partition_by=F("contact")),
    )
    found: dict[int, list[OpenItem]] = {}
    named = rows.filter(place__lte=MOST).select_related("case").only("contact", "state", "due_at", "case__code")
    for one in named.order_by("contact", "place"):
        told = {"code": one.case.code, "state": one.get_state_display()}
        due = thaidate(one.due_at.date()) if one.due_at else ""
        item = OpenItem(gettext("เรื่อง %(code)s · %(state)s") % told, reverse("referral", args=[one.pk]), due)
        items = found.setdefault(one.contact_id or 0, [])
        items.append(item)
        if one.place == MOST < one.together:
            items.append(OpenItem(gettext("และอีก %(n)s เรื่อง") % {"n": one.together - MOST}, reverse("referrals")))
    return found


def register() -> None:
    """List referrals among what is handed over."""
    register_handover(HandoverSource("referrals", _("เรื่องที่รับผิดชอบติดตาม"), of_seats=of_seats))
