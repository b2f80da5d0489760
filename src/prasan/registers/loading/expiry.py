"""Files of people that were stopped and never taken up again: after a term their rows are emptied."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from prasan.registers.models import Load, LoadRow

KEPT = dt.timedelta(days=30)
"""How long the rows of a stopped file wait to be taken up: as long as the rows of other files that were sent in."""


def forget(now: dt.datetime | None = None) -> int:
    """Empty the rows that nobody settled within the term and say so in each; return how many. Safe to run twice.

    The file may be sent in again afterwards: who was entered from it is found as the same person.
    """
    until = (now or timezone.now()) - KEPT
    with transaction.atomic(), translation.override("th"):  # rows keep their words in Thai, as the job writes them
        rows = LoadRow.objects.filter(verdict="", load__at__lt=until)
        loads = list(rows.order_by().values_list("load_id", flat=True).distinct())
        said = _("ไม่ได้นำเข้าภายใน %(n)s วัน จึงลบข้อมูลของแถวนี้ ส่งไฟล์ใหม่ได้") % {"n": KEPT.days}
        done = rows.update(told="", verdict=LoadRow.Verdict.REFUSED, text=said)
        Load.objects.filter(pk__in=loads).update(digest=Concat(Value("forgotten-"), Cast(F("pk"), CharField())))
    return done
