"""Nothing is visible above its level: roll-ups, sources and reports, seat by seat and stage by stage."""

import pytest
from django.test import Client

from prasan.platform.commands import perform
from prasan.progress import queries, rollups, sight
from prasan.progress.commands import AcceptDepartment, AcceptProvince, Approve, Submit
from prasan.registers import settings as rules
from tests.progress.test_commands import FULL

STAGES = ("draft", "submitted", "head", "department", "province")


@pytest.fixture(params=STAGES)
def stage(request, g):
    """Return (stage, report) with the report taken that far and no further."""
    report = g.save(g.opened(), **FULL)
    steps = [
        ("officer", Submit), ("head", Approve), ("department", AcceptDepartment), ("plo", AcceptProvince)
    ]  # fmt: skip
    for who, step in steps[: STAGES.index(request.param)]:
        report = perform(g.actors[who], step(target_id=report.pk))
    return request.param, report


# what a seat sees from which stage on: in its province's roll-up, and in the report itself where it reads it
PROVINCE = {"plo": "submitted", "minister": "head", "department": "head", "officer": "head", "far-plo": "head"}
REPORT = {"officer": "draft", "head": "draft", "plo": "submitted", "department": "head", "minister": "head"}


def reached(stage, needed):
    return STAGES.index(stage) >= STAGES.index(needed)


@pytest.mark.parametrize("who", sorted(PROVINCE))
def test_roll_ups_hold_what_the_seat_may_see(g, stage, who):
    level = sight.level_for(g.actors[who], g.areas["92"])
    board = rollups.board(g.policy_set.pk, g.period, rules.current().thresholds, months=1, level=level)
    cell = board.lines[0].cells[920000]
    assert cell.value == (FULL["jobs"] if reached(stage[0], PROVINCE[who]) else None)
    if cell.value is not None:
        assert cell.accepted == reached(stage[0], "province")


@pytest.mark.parametrize("who", ["plo", "minister"])
def test_the_nation_is_the_same_for_everybody(g, stage, who):
    assert sight.level_for(g.actors[who]) == sight.SHOWN
    found = rollups.board(g.policy_set.pk, g.period, rules.current().thresholds, months=1).lines[0].total
    assert found.value == (FULL["jobs"] if reached(stage[0], "head") else None)
    assert found.unaccepted == (1 if found.value is not None and stage[0] != "province" else 0)


@pytest.mark.parametrize("who", sorted(REPORT))
def test_sources_and_reports_hold_no_more(g, stage, who):
    name, report = stage
    sees = reached(name, REPORT[who])
    assert sight.sees_values(g.actors[who], report) == sees
    sources = queries.explain(g.actors[who], g.indicators["jobs"], g.period, g.areas["92"])
    assert [one.figure.value for one in sources] == ([FULL["jobs"]] if sees else [])


@pytest.mark.parametrize("who", ["plo", "department"])
def test_a_page_above_the_level_shows_the_state_alone(g, stage, who):
    client = Client()
    client.force_login(g.person(who), "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/reports/{stage[1].pk}").content.decode()
    assert ("2,000" in page) == reached(stage[0], REPORT[who])
