"""Scorecards put together from figures, reports, directives and events: seven queries, eight for the nation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk import queries, sight, words
from prasan.desk.board import Country, Line, Point, Province, course, short
from prasan.desk.documents import numbers
from prasan.desk.frame import Frame, frame_on
from prasan.desk.pages.common import address
from prasan.desk.queries import OfficeReport
from prasan.desk.scorecard import beside
from prasan.desk.scorecard.model import Agency, Row, Scorecard
from prasan.directory.models import Area
from prasan.platform.commands import Refused
from prasan.platform.ui.words import status
from prasan.progress.sight import level_for
from prasan.registers import settings

NATION = "TH"
LAST = 2_147_483_647


def scorecard(actor: Any, code: str, *, period: int | None = None, now: dt.datetime | None = None) -> Scorecard:
    """Return the scorecard of a province, a country abroad (ISO code) or the nation (TH), as the actor sees it.

    Parameters: `period`, by default the last month that ended; `now`, the moment that clocks are read at. Raises
    Refused 404 for a place that there is none of or that the actor does not open, Refused for who reads no figures.
    """
    sight.must_read_figures(actor)
    now = now or timezone.now()
    area = place_of(actor, code, now)
    frame = frame_on(timezone.localdate(now), settings.current(), period)
    country = _country(actor, area, frame)
    where = (area.pk, area.last) if area.code != NATION else (0, LAST)
    sent = queries.reports(frame, *where) if country is not None else []
    return Scorecard(
        _kind(area), area.code, area.name, frame.period, frame.label, now, frame.due,
        rows=_rows(country, area) if country is not None else (), reports=_agencies(frame, sent),
        **beside.read(area), area_id=area.pk, topics=_topics(area), links=_links(area),
    )  # fmt: skip


def place_of(actor: Any, code: str, now: dt.datetime) -> Area:
    """Return the place of a card with its directives and events (`beside.columns`): one query.

    Raises Refused 404 where there is none or the actor does not open it.
    """
    kinds = [Area.Kind.PROVINCE, Area.Kind.COUNTRY]
    rows = Area.objects.filter(Q(kind__in=kinds) | Q(code=NATION), code=code.upper()).defer("grams", "boundary")
    told = beside.columns(actor, now, everywhere=code.upper() == NATION)
    area = rows.order_by("pk").annotate(**told).first()
    if area is None or (area.kind == Area.Kind.PROVINCE and not sight.opens(actor, area.pk, area.last)):
        raise Refused(_("ไม่พบพื้นที่นี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return area


def _kind(area: Area) -> str:
    if area.code == NATION:
        return "nation"
    return "province" if area.kind == Area.Kind.PROVINCE else "country"


def _country(actor: Any, area: Area, frame: Frame) -> Country | None:
    """Return the figures of a place; None abroad, where no policy has a path."""
    if _kind(area) == "nation":
        return queries.country(frame)
    if _kind(area) == "country":
        return None
    one = Province(area.pk, area.last, area.code, area.name, area.short_th, area.sort_th)
    return queries.country(frame, areas={area.pk: one}, level=level_for(actor, area))


def _rows(country: Country, area: Area) -> tuple[Row, ...]:
    """Return the policies that apply, worst first; those of one status by their gap, then in the ministry's order."""
    whole = area.code == NATION
    found = []
    for number, line in enumerate(country.lines):
        point = country.whole(line) if whole else country.point(line, area.pk)
        if line.main is not None and point.status != "not_applicable":
            found.append(((point.rank, number), _row(country, line, point, area.code)))
    return tuple(row for _order, row in sorted(found, key=lambda pair: pair[0]))


def _row(country: Country, line: Line, point: Point, code: str) -> Row:
    measure = line.main
    assert measure is not None
    found = course(line, country)
    value = numbers.of(measure, point.value, accepted=point.accepted)
    if point.status == "not_due" and point.value is None:  # nobody was asked yet: that is no silence
        value = numbers.plan(measure, None)
    return Row(
        line.policy_id, short(line), point.status, str(status(point.status).word), point.gap, words.gap(point),
        value, numbers.plan(measure, point.path),
        numbers.plan(measure, point.target), point.accepted, _parts(found.actual), _parts(found.plan), found.recent,
        reverse("explain", args=[measure.pk, code, country.frame.period]),
    )  # fmt: skip


def _parts(values: Sequence[float | None]) -> tuple[int | None, ...]:
    """Return shares as thousandths; what is missing stays missing."""
    return tuple(None if one is None else round(one * 1000) for one in values)


def _agencies(frame: Frame, rows: Sequence[OfficeReport]) -> tuple[Agency, ...]:
    """Return the month's reports by agency, in the ministry's order: the order in which the rows come by province."""
    grouped: dict[tuple[str, str], list[OfficeReport]] = {}
    for row in rows:
        grouped.setdefault((row.agency, row.agency_name), []).append(row)
    return tuple(_agency(frame, code, name, some) for (code, name), some in grouped.items())


def _agency(frame: Frame, code: str, name: str, rows: Sequence[OfficeReport]) -> Agency:
    sent = [one for one in rows if one.state in {"submitted", "approved"}]
    late = [one for one in rows if one not in sent and (one.due or frame.due) < frame.today]
    approved = [one for one in sent if one.state == "approved"]
    return Agency(
        code, name, len(rows), len(sent), len(approved), sum(one.accepted for one in approved), len(late)
    )  # fmt: skip


def _topics(area: Area) -> str:
    """Return the live topics on which a card is drawn anew."""
    kind = _kind(area)
    own = {"province": f"province:{area.code} desk:{area.pk} ", "nation": "wall "}.get(kind, "")
    return f"{own}events directives"


def _links(area: Area) -> dict[str, str]:
    """Return where the parts of a card lead."""
    kind = _kind(area)
    pages = {"province": ("province", [area.code]), "country": ("country_board", [area.code]), "nation": ("wall", [])}
    name, told = pages[kind]
    query = f"?{urlencode({'area': area.code})}" if kind != "nation" else ""
    events = address("events")
    found = {"place": address(name, *told), "orders": address("directives")}
    return found | {"events": f"{events}{query}" if events else ""}
