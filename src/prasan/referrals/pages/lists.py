"""The worklist of an office: boxes of what waits for whom, the most pressing first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from prasan.platform.listings import LISTINGS, Choice, Column, Days, Listing, Search, codes_by_word
from prasan.platform.ui.spoken import language_code
from prasan.platform.web.addresses import numbered
from prasan.platform.web.asking import actor_of
from prasan.referrals import queries
from prasan.referrals.codes import plain_code
from prasan.referrals.models import Level, Referral
from prasan.referrals.pages.common import STATUS, page
from prasan.referrals.policy import WORKERS

VIEWS = [
    ("to_accept", gettext_lazy("รอเรารับ")), ("ours", gettext_lazy("เรากำลังทำ")),
    ("waiting", gettext_lazy("รอผู้อื่น")), ("sent", gettext_lazy("เราส่งออก")), ("late", gettext_lazy("เกินกำหนด")),
    ("risen", gettext_lazy("แจ้งถึงจังหวัดแล้ว")), ("ended", gettext_lazy("ยุติแล้ว")),
]  # fmt: skip


@dataclass(frozen=True)
class Box:
    """One of the boxes, for the office of the person who asks."""

    key: str = "view"
    now: dt.datetime | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The name in the address."""
        return (self.key,)

    def clean(self, asked: Mapping[str, str], actor: Any) -> Any:
        """Return (box, who asks), None for all that the actor reads."""
        view = asked.get(self.key, "")
        return (view, actor) if view in queries.VIEWS else None

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the box."""
        return rows.filter(queries.in_view(value[1], value[0], self.now))

    def at(self, now: dt.datetime) -> Box:
        """Return the box as of a moment: what is late then."""
        return replace(self, now=now)

    def shown(self, value: Any, actor: Any) -> str:
        """Return the box's name."""
        return str(dict(VIEWS)[value[0]])


@dataclass(frozen=True)
class ByCode(Search):
    """The code of a case as it stands on the slip; names of people are never searched for here."""

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the referrals of that case."""
        return rows.filter(case__code=plain_code(value))


class AllReferrals(Listing):
    """Referrals, the newest first; people are not named in a list."""

    name, title, url_name = "referrals.referrals", gettext_lazy("การส่งต่อ"), "referrals"
    columns = (
        Column("code", gettext_lazy("เลขเรื่อง"), "case__code"),
        Column("service", gettext_lazy("บริการ"), "service__template__name_th", width=40),
        Column("own_service", gettext_lazy("บริการ"), "service__name_th", headed=False),
        Column("sender", gettext_lazy("จาก"), "sender__name_th", width=35, headed=False),
        Column("office", gettext_lazy("ถึง"), "office__name_th", width=35, headed=False),
        Column("sender_short_th", gettext_lazy("จาก → ถึง"), "sender__short_th", exported=False),
        *(
            Column(f"{which}_{name}", "", f"{which}__{name}", headed=False, exported=False)
            for which, name in (
                ("sender", "short_en"),
                ("sender", "name_en"),
                ("office", "short_th"),
                ("office", "short_en"),
                ("office", "name_en"),
            )
        ),
        Column("service_en", "", "service__template__name_en", headed=False, exported=False),
        Column("own_service_en", "", "service__name_en", headed=False, exported=False),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(Referral.State.choices)),
        Column("due", gettext_lazy("กำหนด"), "due_at", sort=True, kind="moment"),
        Column("level", gettext_lazy("แจ้งถึงระดับ"), "level", choices=dict(Level.choices)),
        Column("offered", gettext_lazy("ส่งต่อเมื่อ"), "offered_at", sort=True, kind="moment"),
    )
    filters = (
        Box(),
        ByCode(),
        Choice("state", gettext_lazy("สถานะ"), "state", Referral.State.choices),
        Days("offered", gettext_lazy("ส่งต่อเมื่อ"), "offered_at__date"),
    )
    order, size, kept = "-pk", 50, True

    def rows(self, actor: Any) -> QuerySet[Referral]:
        """Return the referrals that the actor reads."""
        return Referral.objects.visible_to(actor)

    def parts(self, actor: Any, asked: Mapping[str, str]) -> list[QuerySet[Any]]:
        """Return the boxes of what is open in parts that one index each answers."""
        view = asked.get("view", "")
        if view not in queries.BOXES:
            return super().parts(actor, asked)
        return [part.open() for part in Referral.objects.parts_visible_to(actor, own=view in queries.OWN)]

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address, names as they are read here, hours left and the shape of the state."""
        row["url"] = numbered("referral", row["pk"])
        row["from"], row["to"], what = _named(row, english=language_code() == "en")
        row["what"] = what or _("ไม่ระบุบริการ")
        row["left"] = (row["due"] - timezone.now()).total_seconds() / 3600 if row["due"] is not None else None
        late = row["left"] is not None and row["left"] <= 0
        row["status"] = (
            "very_late" if late else STATUS[Referral.State(codes_by_word(Referral.State)[str(row["state"])])]
        )
        return row


def _named(row: Mapping[str, Any], *, english: bool) -> tuple[str, str, str]:
    """Return sender and office by their short names, and the service, in the reader's language as far as there is."""
    if not english:
        what = row["service"] or row["own_service"]
        return row["sender_short_th"] or row["sender"], row["office_short_th"] or row["office"], what
    sender, office = (
        row[f"{one}_short_en"] or row[f"{one}_name_en"] or row[f"{one}_short_th"] or row[one]
        for one in ("sender", "office")
    )
    return sender, office, row["service_en"] or row["own_service_en"] or row["service"] or row["own_service"]


@require_safe
def referrals(request: HttpRequest) -> HttpResponse:
    """List the referrals that a seat reads, in boxes."""
    actor = actor_of(request)
    shown = LISTINGS[AllReferrals.name].page(actor, request.GET, request.path)
    view = shown.asked.get("view", "")
    lying = queries.counts(actor)
    tabs = [(str(label), shown.url(view=key), key == view, lying.get(key)) for key, label in [("", _("ทั้งหมด")), *VIEWS]]
    context = {
        "page": shown, "tabs": tabs, "view": view, "states": [("", _("ทุกสถานะ")), *Referral.State.choices],
        "works": actor.has(*WORKERS), "office": actor.office_id, "now": timezone.now(),
    }  # fmt: skip
    return page(request, "referrals", context)
