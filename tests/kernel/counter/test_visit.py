"""A visit is tiled by its periods, whatever happens in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.counter import Happening, visit_of
from prasan.kernel.counter.visit import VISIT
from prasan.kernel.cycle import NoSuchMove

NINE = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def happen(*moves):
    return [Happening(move, NINE + at * MINUTE, *more) for move, at, *more in moves]


def test_one_visit_to_two_agencies():
    told = visit_of(happen(
        ("come", 0), ("call", 10, "3"), ("begin", 11, "3", "DOE:jobs"), ("hold", 20), ("resume", 25), ("call", 30, "4"),
        ("begin", 31), ("pass_on", 40), ("call", 45, "7"), ("begin", 46, "7", "SSO:fund"), ("finish", 60),
    ))  # fmt: skip
    assert told.state == "finished"
    assert [(one.state, one.desk, one.service, one.length(NINE) // MINUTE) for one in told.periods] == [
        ("waiting", "", "", 10), ("called", "3", "", 1), ("served", "3", "DOE:jobs", 9), ("held", "3", "DOE:jobs", 5),
        ("waiting", "", "DOE:jobs", 5), ("called", "4", "DOE:jobs", 1), ("served", "4", "DOE:jobs", 9),
        ("waiting", "", "", 5),
        ("called", "7", "", 1), ("served", "7", "SSO:fund", 14),
    ]  # fmt: skip
    assert told.spent("waiting", NINE) == 20 * MINUTE


def test_waiting_is_told_by_what_is_waited_for():
    told = visit_of(happen(
        ("come", 0, "", "DOE:jobs"), ("call", 4, "3"), ("miss", 5), ("call", 9, "3"), ("begin", 10),
        ("pass_on", 20, "", "SSO:fund"),
    ))  # fmt: skip
    assert [(one.state, one.service) for one in told.periods] == [
        ("waiting", "DOE:jobs"), ("called", "DOE:jobs"), ("waiting", "DOE:jobs"), ("called", "DOE:jobs"),
        ("served", "DOE:jobs"), ("waiting", "SSO:fund"),
    ]  # fmt: skip


def test_what_goes_on_has_no_end():
    told = visit_of(happen(("come", 0), ("call", 10, "3")))
    assert told.periods[-1].end is None
    assert told.spent("called", NINE + 12 * MINUTE) == 2 * MINUTE


@pytest.mark.parametrize(
    ("moves", "fault"),
    [
        ([], ValueError), ([("call", 0)], ValueError), ([("come", 0), ("finish", 1)], NoSuchMove),
        ([("come", 5), ("call", 4)], ValueError), ([("come", 0), ("leave", 1), ("call", 2)], NoSuchMove),
        ([("come", 0), ("come", 1)], NoSuchMove),
    ],
)  # fmt: skip
def test_what_no_visit_has_is_refused(moves, fault):
    with pytest.raises(fault):
        visit_of(happen(*moves))


@given(st.data())
def test_periods_tile_the_visit(data):
    told = [Happening("come", NINE)]
    state, at = VISIT.start, NINE
    for _step in range(data.draw(st.integers(0, 15))):
        moves = sorted(move.name for move in VISIT.moves if state in move.sources)
        if not moves:
            break
        at += data.draw(st.integers(0, 30)) * MINUTE
        told.append(Happening(data.draw(st.sampled_from(moves)), at, "1"))
        state = VISIT.after(state, told[-1].move)
    found = visit_of(told)
    assert found.state == state
    for one, following in zip(found.periods, found.periods[1:], strict=False):
        assert one.end == following.start
    if found.periods:
        assert found.periods[0].start == NINE
        assert (found.periods[-1].end is None) == (state not in VISIT.ends)
    now = at + MINUTE
    end = at if state in VISIT.ends else now
    assert sum((one.length(now) for one in found.periods), timedelta(0)) == end - NINE
