"""Plans and projects by API and command: the same scope, the declared shape, page by page."""

import json

import pytest
from django.test import Client

from prasan.config.cli import build_parser, commands
from prasan.plans import api
from tests.plans.test_pages import signed_in


def call(client: Client, path: str, status: int = 200):
    response = client.get(f"/api/v1{path}")
    assert response.status_code == status, response.content.decode()
    return response.json()


def test_a_plan_with_everything_in_it(g):
    plan = g.ready()
    found = call(signed_in(g, "plo"), f"/plans/{plan.pk}")
    assert api.PlanDetail.model_validate(found)
    assert (found["area"], found["group"], found["agency"], found["state"]) == ("92", None, None, "draft")
    (project,) = found["projects"]
    assert project["labels"] == ["sufficiency"]
    assert (project["policies"], project["indicators"]) == ([g.policies[0].pk], ["jobs"])
    assert project["activities"][0]["milestones"][0]["due"] == "2026-03-31"
    assert project["money"][0]["allocated"] == 25_000_050
    assert project["beneficiaries"][0]["number"] == 120
    assert project["beneficiaries"][0]["reached"] is None  # nothing was recorded: that is not zero
    assert call(signed_in(g, "plo"), f"/projects/{project['id']}") == project


def test_lists_page_by_page_and_narrowed(g):
    plan, other = g.approved(), g.ready("plo-80", "80")
    client = signed_in(g, "minister")
    first = call(client, "/plans?limit=1")
    assert api.PlanPage.model_validate(first)
    second = call(client, f"/plans?limit=1&after={first['next']}")
    assert [one["id"] for one in (*first["items"], *second["items"])] == [other.pk, plan.pk]
    assert second["next"] is None
    assert [one["id"] for one in call(client, "/plans?state=approved")["items"]] == [plan.pk]
    assert [one["id"] for one in call(client, "/plans?area=80")["items"]] == [other.pk]
    call(client, "/plans?area=99", 404)
    listed = call(client, f"/projects?label=sufficiency&policy={g.policies[0].pk}")
    assert api.ProjectPage.model_validate(listed)
    assert len(listed["items"]) == 2
    assert call(client, "/projects?label=royal-science")["items"] == []


def test_the_scope_is_that_of_the_pages(g):
    plan = g.ready()
    project = plan.projects.get()
    for who in ("plo-80", "partner", "admin"):
        client = signed_in(g, who)
        call(client, f"/plans/{plan.pk}", 404)
        call(client, f"/projects/{project.pk}", 404)
        assert call(client, "/plans")["items"] == []
        assert call(client, "/projects")["items"] == []


@pytest.mark.parametrize("words", [[], ["--area", "92", "--state", "draft", "--year", "2569"]])
def test_the_command_writes_a_row_for_each_plan(g, capsys, words):
    plan = g.ready()
    asked = build_parser(commands()).parse_args(["plans", "list", "--json", *words])
    assert asked._cli.run(asked) == 0
    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (row["id"], row["area"], row["fiscal_year"], row["state"]) == (plan.pk, "92", 2569, "draft")
    asked = build_parser(commands()).parse_args(["plans", "list", "--area", "80"])
    assert asked._cli.run(asked) == 0
    assert capsys.readouterr().out == ""
