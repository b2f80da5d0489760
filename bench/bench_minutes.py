"""How long the minutes of a meeting of 76 provinces take: drafting as data, the PDF, the Word document.

Run: python -m bench.bench_minutes against a migrated scratch database (PRASAN_DATABASE_URL); everything is rolled back.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

FLOOR = 5.0
"""Seconds from the closing to the PDF: issue 5, "minutes ≤ 5 s"."""
PROVINCES = 76


def prepare() -> object:
    """Make a closed meeting of 76 provinces with a hundred items, two votes, and return it."""
    import datetime as dt

    from django.utils import timezone
    from tests.meetings import ground

    from prasan.directory.models import Office, Person
    from prasan.meetings.evidence.log import append
    from prasan.meetings.models import Attendee, Briefing, CheckIn, Item, Vote

    g = ground.build()
    now = timezone.now()
    made = ground.briefing(g, starts_at=now, to=("OPS-92",))
    begun = now - dt.timedelta(hours=2)
    lines = []
    for n in range(PROVINCES - 1):
        office = Office.objects.create(
            code=f"BENCH-{n}",
            kind="provincial",
            agency_id="OPS",
            area=g.areas["80"],
            name_th=f"สำนักงานแรงงานจังหวัดที่ {n}",
        )
        line = Attendee.objects.create(briefing=made, office=office, area=office.area, position=n + 2)
        person = Person.objects.create(username=f"bench-{n}", title="นาย", given_name="สมมติ", family_name=f"ทดสอบ{n}")
        CheckIn.objects.create(attendee=line, person=person, how="sign_in", at=begun)
        lines.append(line)
    for n in range(100):
        Item.objects.create(
            briefing=made, section="decide", number=n + 1, title=f"เรื่องที่ {n}", text="ข้อความ " * 20,
            note="ที่ประชุมอภิปราย " * 30,            resolution="เห็นชอบ", state="done",
        )  # fmt: skip
    Vote.objects.create(briefing=made, question="เห็นชอบหรือไม่", choices=["ใช่", "ไม่"], state="closed", opened_at=begun,
                        closed_at=now, counts=[70, 6], may=76)  # fmt: skip
    for line in lines:
        for _turn in range(4):
            append(made.pk, "joined", line=line.pk, at=begun, connection="a")
            append(made.pk, "left", line=line.pk, at=now - dt.timedelta(minutes=5), connection="a")
    Briefing.objects.filter(pk=made.pk).update(state="closed", opened_at=begun, closed_at=now, final_hash="0" * 64)
    return made


def timed(name: str, act: Callable[[], object]) -> float:
    """Print how long an act takes and return it in seconds."""
    start = time.perf_counter()
    act()
    took = time.perf_counter() - start
    print(f"| {name} | {took:.2f} |")
    return took


def main() -> int:
    """Measure; 1 where drafting and PDF together miss the floor."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.config.settings")
    import django

    django.setup()
    from django.db import transaction

    from prasan.meetings.after import files, flow
    from prasan.meetings.models import Minutes
    from prasan.platform.commands import SYSTEM

    with transaction.atomic():
        made = prepare()
        print("| step | seconds |\n|---|---|")
        drafted = timed("draft", lambda: flow.draft_minutes(SYSTEM, made))  # type: ignore[arg-type]
        minutes = Minutes.objects.get(briefing=made)
        pdf = timed("PDF", lambda: files.minutes_file(minutes, "pdf"))
        timed("DOCX", lambda: files.minutes_file(minutes, "docx"))
        transaction.set_rollback(True)
    met = drafted + pdf <= FLOOR
    print(f"\nfloor of {FLOOR:.0f} s from closing to PDF: {'reached' if met else 'MISSED'} ({drafted + pdf:.2f} s)")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
