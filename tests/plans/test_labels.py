"""Labels: the centre keeps the list, projects and activities carry them, each has a report that adds up."""

import io
import json

import pytest
from python_calamine import CalamineWorkbook

from prasan.config.cli import build_parser, commands
from prasan.plans.commands import SaveActivity, SaveProject
from prasan.plans.frozen import Line, compare
from prasan.plans.labels.commands import SaveLabel
from prasan.plans.labels.queries import report
from prasan.plans.models import Label
from prasan.plans.rules import Incomplete
from prasan.platform.commands import SYSTEM, Refused, RuleBroken
from tests.plans.ground import YEAR
from tests.plans.test_pages import opened, signed_in, text


@pytest.fixture
def plan(g):
    """One labelled project with money and people; in another only an activity with its own money is labelled."""
    found = g.ready()
    other = g.project(found, name_th="อื่น", labels=[])
    g.money(found, other, allocated=700)
    activity = g.activity(found, other, labels=["sufficiency"])
    g.money(found, other, allocated=300, activity_id=activity.pk)
    g.people(found, other, number=999)
    g.people(found, found.projects.get(number=1), number=5, kind="groups")
    return found


def test_a_labelled_project_counts_whole_a_labelled_activity_with_its_own_money(g, plan):
    found = report(SYSTEM, Label.objects.get(), YEAR)
    (row,) = found.rows
    assert (row.projects, row.activities, row.allocated) == (1, 2, 25_000_050 + 300)
    assert (row.people, row.groups, row.reached) == (120, 5, None)
    assert (found.provinces, found.whole("").allocated) == (1, row.allocated)
    g.ready("plo-80", "80")
    both = report(SYSTEM, Label.objects.get(), YEAR)
    assert (both.provinces, both.whole("").people) == (2, 240)
    assert report(SYSTEM, Label.objects.get(), YEAR + 1).rows == []
    assert report(g.actors["partner"], Label.objects.get(), YEAR).rows == []


def test_a_label_out_of_the_list_is_refused_and_a_retired_one_stays_where_it_is(g, plan):
    project = plan.projects.get(number=1)
    with pytest.raises(Incomplete) as caught:
        g.do("plo", SaveProject(target_id=plan.pk, row=project.pk, values={"labels": ["nonsense"]}))
    assert set(caught.value.errors) == {"labels"}
    with pytest.raises(Incomplete):
        g.do("plo", SaveActivity(target_id=plan.pk, row=project.activities.get().pk, values={"labels": ["x"]}))
    number = Label.objects.get().pk
    g.do("owner", SaveLabel(target_id=number, name_th="เศรษฐกิจพอเพียง", retired=True))
    client = signed_in(g, "plo")
    assert "เศรษฐกิจพอเพียง" in opened(client, f"/plans/{plan.pk}/lines/project/{project.pk}")
    assert "เศรษฐกิจพอเพียง" not in opened(client, f"/plans/{plan.pk}/lines/project/new")


def test_the_centre_keeps_the_list(g):
    g.do("owner", SaveLabel(code="royal-science", name_th="ศาสตร์พระราชา"))
    assert Label.objects.count() == 2
    for command in (
        SaveLabel(code="royal-science", name_th="อื่น"), SaveLabel(code="x y", name_th="อื่น"),
        SaveLabel(code="other", name_th="ศาสตร์พระราชา"), SaveLabel(code="other", name_th=" "),
    ):  # fmt: skip
        with pytest.raises(RuleBroken):
            g.do("owner", command)
    with pytest.raises(Refused):
        g.do("plo", SaveLabel(code="mine", name_th="ของฉัน"))


def test_a_baseline_from_before_a_column_was_there_tells_no_change():
    old, new = Line("activity", 1, "a", {"name_th": "a"}), Line("activity", 1, "a", {"name_th": "a", "labels": []})
    assert compare([old], [new]) == []
    changed = Line("activity", 1, "a", {"name_th": "a", "labels": ["sufficiency"]})
    assert [one.kind for one in compare([old], [changed])] == ["changed"]


def test_report_by_page_file_api_and_command_line(g, plan, capsys):
    client = signed_in(g, "plo")
    assert "250,003.50" in opened(client, f"/plans/labels/sufficiency?year={YEAR}")
    opened(client, "/plans/labels")
    opened(client, "/plans/projects?label=sufficiency")
    answer = client.get(f"/plans/labels/sufficiency?year={YEAR}&kind=xlsx")
    (sheet,) = [CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()]
    assert sheet[3][:4] == ["ตรัง", 1, 2, 250_003.50]
    row = client.get(f"/api/v1/labels/sufficiency/report?year={YEAR}").json()
    assert (row["whole"]["people"], row["whole"]["reached"], row["provinces"]) == (120, None, 1)
    assert client.get("/api/v1/labels").json()[0]["code"] == "sufficiency"
    asked = build_parser(commands()).parse_args(["plans", "labels", "--year", str(YEAR), "--json"])
    assert asked._cli.run(asked) == 0
    assert json.loads(capsys.readouterr().out)["whole"]["projects"] == 1
    owner = signed_in(g, "owner")
    response = owner.post("/plans/labels/new/edit", {"code": "royal", "name_th": ""})
    assert response.status_code == 422
    assert 'value="royal"' in text(response)
    assert owner.post("/plans/labels/new/edit", {"code": "royal", "name_th": "พระราชดำริ"}).status_code == 302
