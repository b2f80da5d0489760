"""Which briefs a presentation holds: policies of the country, and provinces or regions on request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from prasan.desk import queries, sight
from prasan.desk.documents.brief import brief_of_province, brief_of_region, policy_brief
from prasan.desk.documents.model import Brief
from prasan.directory.actor import SeatActor
from prasan.directory.models import GroupKind
from prasan.platform.commands import RuleBroken

LIMIT = 60
"""Slides of one presentation: made in about two seconds, and more than a meeting looks at."""


def briefs_of_deck(
    actor: SeatActor, *, policies: Sequence[int] | None = None, provinces: Sequence[str] = (),
    regions: Sequence[int] = (), seen: dt.datetime | None = None,
) -> list[Brief]:  # fmt: skip
    """Return the briefs of a meeting's slides in the order: policies, regions, provinces.

    Parameters: `policies`, their numbers; None for every policy of the set in force; `provinces`, codes; `regions`,
    numbers of inspection regions. Raises Refused for a province out of scope, RuleBroken for too many slides.
    """
    sight.must_read_figures(actor)
    if len(provinces) + len(regions) + len(policies or ()) > LIMIT:
        raise RuleBroken(_("เลือกได้ไม่เกิน %(n)s สไลด์ต่อครั้ง") % {"n": LIMIT}, status=400)
    country = queries.country(queries.frame(seen=seen), seen=seen)
    wanted = [line for line in country.lines if line.main and (policies is None or line.policy_id in policies)]
    found = [policy_brief(actor, country, line, seen) for line in wanted]
    found += [brief_of_region(actor, GroupKind.INSPECTION_REGION, number, seen=seen) for number in regions]
    return found + [brief_of_province(actor, sight.province_of(actor, code), seen=seen) for code in provinces]
