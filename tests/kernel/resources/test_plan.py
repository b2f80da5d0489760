"""The suggested joint plan: better than first-come, proven, and honest about what cannot be met."""

import datetime as dt
import random
import sys

import pytest

from prasan.kernel.resources import solver
from prasan.kernel.resources.plan import Plan, Thing, Want, explain, faults, first_come, pairs, refusal
from prasan.kernel.resources.solver import NoSolver, solve

DAY = dt.datetime(2026, 12, 1, 8, tzinfo=dt.UTC)


def at(days, hours=0):
    return DAY + dt.timedelta(days=days, hours=hours)


def want(key, begins, ends, **more):
    return Want(key, more.pop("kind", "vehicle"), at(begins), at(ends), **more)


def thing(key, **more):
    return Thing(key, more.pop("kind", "vehicle"), **more)


@pytest.mark.parametrize(
    ("told", "lent", "why"),
    [
        ({}, {"kind": "room"}, "kind"),
        ({"skill": "เชื่อม"}, {"skills": frozenset({"ตัดผม"})}, "skill"),
        ({"seats": 20}, {"seats": 12}, "seats"),
        ({"seats": 20}, {}, "seats"),
        ({}, {"until": at(0)}, "until"),
        ({}, {"busy": ((at(0), at(1)),)}, "busy"),
        ({"skill": "เชื่อม", "seats": 12}, {"skills": frozenset({"เชื่อมไฟฟ้า"}), "seats": 12, "until": at(1)}, None),
        ({}, {"busy": ((at(1), at(2)), (at(-1), at(0)))}, None),
    ],
)
def test_what_fits_what(told, lent, why):
    assert refusal(want(1, 0, 1, **told), thing(1, **lent)) == why


def test_an_urgent_request_is_met_before_a_long_low_one_that_came_first():
    wants = [want(1, 0, 5, priority=1), want(2, 0, 1, priority=3), want(3, 2, 3, priority=2)]
    assert first_come(wants, [thing(9)]).lines == {1: 9}
    best = solve(wants, [thing(9)])
    assert best.lines == {2: 9, 3: 9}
    assert (best.proven, best.worth, best.bound) == (True, 200 + 2, 202)
    (unmet,) = best.unmet
    assert (unmet.want, unmet.why, unmet.rivals) == (1, "rivals", (2, 3))


def test_of_equal_plans_the_nearer():
    best = solve([want(1, 0, 1, area=92)], [thing(8, area=80), thing(9, area=92)])
    assert best.lines == {1: 9}


def of_a_province(seed, count=60):
    """Return requests and things of a busy province, always the same for a seed."""
    chance = random.Random(seed)
    kinds, skills = ("vehicle", "trainer", "room"), ("เชื่อม", "ซ่อมแอร์", "ตัดผม", "")
    wants = []
    for key in range(count):
        begins, kind = chance.randrange(0, 14), chance.choice(kinds)
        wants.append(want(
            key, begins, begins + chance.randrange(1, 6), kind=kind, priority=chance.choice((1, 2, 2, 3)),
            skill=chance.choice(skills) if kind == "trainer" else "", area=chance.choice((80, 92, 93)),
            seats=chance.choice((None, 10, 30)) if kind == "room" else None,
        ))  # fmt: skip
    things = [
        thing(
            key, kind=kinds[key % 3], seats=chance.choice((12, 40)), area=chance.choice((80, 92, 93)),
            skills=frozenset(chance.sample(skills[:3], 2)), busy=((at(3), at(5)),) if key % 4 == 0 else (),
        )
        for key in range(12)
    ]  # fmt: skip
    return wants, things


@pytest.mark.parametrize("seed", range(5))
def test_a_province_of_sixty_requests_is_planned_better_than_first_come_and_proven(seed):
    wants, things = of_a_province(seed)
    greedy, best = first_come(wants, things), solve(wants, things, seconds=30)
    assert faults(wants, things, greedy) == []
    assert faults(wants, things, best) == []
    assert best.worth > greedy.worth
    assert best.proven
    assert best.bound == best.worth
    assert {one.want for one in best.unmet} | set(best.lines) == {one.key for one in wants}
    assert solve(wants, things, seconds=30).lines == best.lines


def brute(wants, things):
    """Return the highest worth of any plan, by trying all of them."""
    fitting = pairs(wants, things)
    best = 0

    def go(rest, lines, worth):
        nonlocal best
        best = max(best, worth)
        if not rest:
            return
        head, *tail = rest
        go(tail, lines, worth)
        for one in things:
            if (head.key, one.key) not in fitting:
                continue
            tried = {**lines, head.key: one.key}
            more = worth + fitting[head.key, one.key]
            if not faults(wants, things, Plan(tried, more)):
                go(tail, tried, more)

    go(list(wants), {}, 0)
    return best


@pytest.mark.parametrize("seed", range(8))
def test_the_proven_plan_is_the_best_of_all(seed):
    wants, things = of_a_province(seed + 100, count=8)
    best = solve(wants, things[:4])
    assert (best.worth, best.proven) == (brute(wants, things[:4]), True)


def test_what_cannot_be_met_is_explained():
    wants = [
        want(1, 0, 1, kind="room"), want(2, 0, 1, skill="เชื่อม"), want(3, 0, 1, seats=50), want(4, 0, 1),
        want(5, 0, 1), want(6, 9, 10),
    ]  # fmt: skip
    things = [thing(1, seats=12, until=at(5), skills=frozenset({"ตัดผม"}))]
    best = solve(wants, things)
    told = {one.want: one.why for one in best.unmet}
    met = next(iter(best.lines))
    assert met in {4, 5}
    assert told == {1: "kind", 2: "skill", 3: "seats", 9 - met: "rivals", 6: "until"}
    assert next(one.rivals for one in best.unmet if one.why == "rivals") == (met,)
    away = [thing(1, busy=((at(0), at(2)),))]
    assert [one.why for one in explain([want(4, 0, 1)], away, {})] == ["busy"]


def test_nothing_asked_and_nothing_lent():
    assert solve([], [thing(1)]).lines == {}
    alone = solve([want(1, 0, 1)], [])
    assert (alone.lines, alone.proven, [one.why for one in alone.unmet]) == ({}, True, ["kind"])


def test_without_the_package_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "ortools.sat.python", None)
    with pytest.raises(NoSolver):
        solve([want(1, 0, 1)], [thing(1)])


def test_more_requests_than_can_be_planned_are_refused():
    with pytest.raises(ValueError, match="more than"):
        solve([want(key, 0, 1) for key in range(solver.MOST + 1)], [])
