"""What alarms tell people: new ones, in one notice a run to the centre and to who answers for the place."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.directory.queries import acting, leading
from prasan.directory.roles import Role
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.notify import notify
from prasan.situation.models import Alarm

NEW_ALARM = notice_kind(
    "situation.alarm",
    _("สัญญาณเตือนใหม่จากตัวเลข"),
    _("มีสัญญาณเตือนใหม่ %(n)s รายการ ถึงวันที่ %(day)s โปรดตรวจดู"),
    default=IMMEDIATE,
)


def tell_new(raised: Collection[int]) -> None:
    """Tell the duty officers of new alarms, and of those of its place each provincial labour officer or counsellor.

    In the transaction that raised them: told once, or neither raised nor told.
    """
    rows = list(Alarm.objects.filter(pk__in=raised).select_related("area").defer("series").order_by("pk"))
    if not rows:
        return
    today = timezone.localdate()
    _tell(acting(Q(role=Role.DUTY_OFFICER), today), rows, reverse("alarms"))
    places: dict[Area, list[Alarm]] = {}
    for one in rows:
        places.setdefault(one.area, []).append(one)
    for area, mine in places.items():
        if area.kind == Area.Kind.PROVINCE:
            _tell(leading(area.pk, today), mine, f"{reverse('alarms')}?area={area.code}")
        elif area.kind == Area.Kind.COUNTRY:
            here = Q(role=Role.COUNSELLOR, office__kind="abroad", office__area_id=area.pk)
            _tell(acting(here, today), mine, f"{reverse('alarms')}?area={area.code}")


def _tell(people: set[int], rows: list[Alarm], several: str) -> None:
    url = reverse("alarm", args=[rows[0].pk]) if len(rows) == 1 else several
    day = max(one.as_of for one in rows)
    notify(people, NEW_ALARM, url=url, key=f"alarms-{rows[-1].pk}", n=len(rows), day=day)
