"""What some offices of the demo say beside their figures: their own status, a stated per cent, help; all invented."""

from __future__ import annotations

from collections.abc import Sequence

from prasan.kernel.status import Thresholds
from prasan.packs.demo.figures import chance
from prasan.packs.demo.reports import APPROVED, Made
from prasan.progress.items import Item, items_of_many
from prasan.progress.models import Figure, Report, Said
from prasan.registers import settings

SHOWN = frozenset({("92", "OPS"), ("92", "DLPW"), ("80", "DOE")})
"""Offices that always say something: those of the provinces that are shown most."""
OTHERS = 12
HELP = (
    ("ขอวิทยากรสอนอาชีพช่างเพิ่มสองคนในเดือนหน้า", Said.From.DEPARTMENT),
    ("ขอรถหน่วยเคลื่อนที่สำหรับอำเภอที่เดินทางลำบาก", Said.From.CENTRE),
    ("ขอใช้หอประชุมขององค์การบริหารส่วนตำบลในวันเสาร์", Said.From.OTHER),
)


def load(made: Sequence[Made], ids: dict[tuple[int, int], int]) -> tuple[int, int]:
    """Write what offices say in the newest month; return how many, and how many figures one office left out.

    Most say what is computed, or a better one; the last one says that it is done and gives no figure.
    """
    newest = max(one.period for one in made)
    sent = [one for one in made if one.period == newest and one.state == "approved" and one.stage in APPROVED]
    shown = [one for one in sent if (one.unit.province, one.unit.agency) in SHOWN]
    # the last one leaves a figure out: one whose province nobody looks at for its numbers
    others = sorted((one for one in sent if one not in shown), key=lambda one: chance("said", one.unit.office))[:OTHERS]
    chosen = [ids[one.unit.office, newest] for one in (*shown, *others)]
    by_id = Report.objects.select_related("office", "area").in_bulk(chosen)
    reports = [by_id[pk] for pk in chosen]
    asked = items_of_many(reports)
    thresholds = settings.current().thresholds
    found = []
    for number, (report, items) in enumerate(zip(reports[:-1], asked[:-1], strict=True)):
        found += _beside(report, items, number, thresholds=thresholds)
    silent = next((item for item in asked[-1] if item.indicator.is_main and item.figure), None)
    gone = 0
    if silent is not None:
        gone, _ = Figure.objects.filter(report=reports[-1], indicator=silent.indicator).delete()
        found.append(Said(report=reports[-1], indicator=silent.indicator, claim=Said.Claim.DONE))
    return len(Said.objects.bulk_create(found)), gone


def _beside(report: Report, items: Sequence[Item], number: int, *, thresholds: Thresholds) -> list[Said]:
    """Return what one office says: of its first late figure, or of its first, and the per cent of a ratio's paper."""
    known = [item for item in items if item.indicator.is_main and item.figure is not None]
    late = [item for item in known if item.status(thresholds).code in {"late", "very_late"}]
    found = {}
    if late:
        help_text, help_from = HELP[number % len(HELP)]
        claim = Said.Claim.LATE if number % 3 == 2 else Said.Claim.ON_PLAN
        found[late[0].number] = Said(
            report=report, indicator=late[0].indicator, claim=claim, help_text=help_text, help_from=help_from
        )
    elif known:
        claim = Said.Claim.LATE if number % 4 == 1 else Said.Claim.ON_PLAN
        found[known[0].number] = Said(report=report, indicator=known[0].indicator, claim=claim)
    for item in known:
        figure = item.figure
        if item.is_ratio and figure is not None and figure.denominator and number % 2 == 0:
            one = found.setdefault(item.number, Said(report=report, indicator=item.indicator))
            one.stated = figure.value * 100 // figure.denominator * 100  # as papers do: cut at the whole per cent
            break
    return list(found.values())
