"""Facts of the figures: what is behind its path, not reported, or claimed without a figure, by policy and province."""

from __future__ import annotations

from collections.abc import Iterator

from prasan.desk import queries
from prasan.desk.agenda.places import Named, Places
from prasan.desk.board import BEHIND, Country, Line, Point
from prasan.desk.queries import History, months_behind
from prasan.meetings.agenda import Evidence, Fact, Figures, Part

HEADLINE = 150
"""Importance in per cent of a policy that stands on the national wall."""
KINDS = {"very_late": "red", "late": "red", "not_reported": "missing", "unproven": "unproven"}

Found = tuple[int, Line, int, Point]
"""(place of the policy in the ministry's order, policy, province, its point)."""


def facts_of(country: Country, places: Places, level: int) -> list[Fact]:
    """Return the facts of a board: one query for causes and next steps of what is behind, none without any."""
    found = list(_wanting(country))
    pairs = [(line.main, area) for _n, line, area, point in found if line.main and point.status in BEHIND]
    histories = queries.histories(country.frame, pairs, level)
    return [_fact(country, places.names[one[2]], one, histories) for one in found]


def _wanting(country: Country) -> Iterator[Found]:
    for number, line in enumerate(country.lines, 1):
        if line.main is None:
            continue
        for area, code in line.codes.items():
            if code in KINDS and area in country.provinces:
                yield number, line, area, country.point(line, area)


def _fact(country: Country, place: Named, found: Found, histories: dict[tuple[int, int], History]) -> Fact:
    number, line, area, point = found
    measure = line.main
    assert measure is not None
    period = country.frame.period
    thai = line.short_th or line.name_th
    return Fact(
        kind=KINDS[point.status], key=f"figure:{measure.pk}:{place.code}", area_code=place.code, area_th=place.th,
        area_en=place.en, evidence=(Evidence("figure", f"{measure.pk}/{place.code}/{period}"),), order=number,
        policy=line.policy_id, indicator=measure.pk, ref=line.policy_id, label_th=thai,
        label_en=line.short_en or line.name_en or thai, weight=100 if line.headline is None else HEADLINE,
        figures=Figures(
            point.value, point.path, point.target, point.status, point.gap, period, measure.decimals,
            measure.unit_th, measure.unit_en or measure.unit_th, point.accepted,
        ),
        parts=_parts(country, point, histories.get((measure.pk, area))),
    )  # fmt: skip


def _parts(country: Country, point: Point, history: History | None) -> tuple[Part, ...]:
    """Return what the province and its office said of it: how long, why, what next, and their own word on it."""
    found: list[Part] = [("how", "claim")] if point.status == "unproven" else []
    if history is not None:
        frame = country.frame
        told: tuple[Part, ...] = (
            ("months", months_behind(point, history, frame.month, frame.thresholds)), ("cause", history.cause),
            ("step", history.step),
        )  # fmt: skip
        found += [one for one in told if one[1]]
    return (*found, ("claim", point.claim)) if point.claim else tuple(found)
