"""The slip of a ticket, 80 mm wide for a thermal printer: number, place in line, what is done with what is told."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.counter.links import LINE, token_of
from prasan.counter.models import Stop, Ticket
from prasan.platform.documents import render_pdf
from prasan.platform.ui.filters import moment
from prasan.platform.ui.qr import drawn

TEMPLATE = "counter/slip.typ"


def line_address(ticket: Ticket) -> str:
    """Return the address of a ticket's place in line."""
    token = token_of(LINE, ticket.nonce, ticket.token_hash)
    return f"{settings.BASE_URL.rstrip('/')}{reverse('place_in_line', args=[token])}"


def slip_of(ticket: Ticket, stops: Sequence[Stop]) -> bytes:
    """Return the slip as PDF."""
    address = line_address(ticket)
    told = {
        "subject": ticket.label, "place": ticket.place.name, "code": ticket.label, "came": moment(ticket.came_at),
        "priority": ticket.get_priority_display() if ticket.priority != "none" else "",
        "stops": [one.office.name for one in stops], "stops_title": _("หน่วยงานที่พบ"), "url": address,
        "qr": str(drawn(address, "QR")), "scan": _("สแกนเพื่อดูลำดับคิวของท่าน ไม่ต้องลงชื่อเข้าใช้"),
        "notice": _(
            "บัตรนี้ไม่มีชื่อของท่าน หากท่านเล่าเรื่องที่ช่องบริการ เราเก็บเท่าที่ใช้ให้บริการ และส่งให้หน่วยงานอื่นเมื่อท่านยินยอมเท่านั้น"
            " ท่านถอนความยินยอมและขอดูข้อมูลของท่านได้ที่ช่องบริการหรือสายด่วน 1506"
        ),
        "training": settings.TRAINING,
    }  # fmt: skip
    return render_pdf(TEMPLATE, told)
