"""Lines of a development plan: the path, rights, what is ordered, activities, pages, the API and the command line."""

import datetime as dt
import json

import pytest

from prasan.config.cli import build_parser, commands
from prasan.plans.devplan import queries
from prasan.plans.devplan.commands import AddDevLine, ChangeDevLine, LinkDevLine, MoveDevLine, RemoveDevLine
from prasan.plans.models import DevLine, DevStep
from prasan.platform.commands import SYSTEM, Refused, RuleBroken
from tests.plans.devplan.ground import DAY, ITEMS, ROWS, items, line, xlsx
from tests.plans.test_pages import opened, signed_in, text

YEAR = 2569


@pytest.fixture
def made(g):
    items()
    return g


def move(g, one, name, day=DAY, who="plo", **more):
    return g.do(who, MoveDevLine(target_id=one.pk, move=name, on=day, document_no="มติ 1", **more))


def test_every_step_has_day_document_and_person(made):
    one = line(made)
    move(made, one, "agree", dt.date(2025, 9, 20))
    move(made, one, "include", dt.date(2025, 9, 25))
    move(made, one, "fund", dt.date(2025, 10, 2))
    steps = list(DevStep.objects.filter(line=one).values_list("state", "on", "document_no", "by"))
    who = made.person("plo")
    assert steps == [
        ("proposed", DAY, "รง 1/2568", who), ("agreed", dt.date(2025, 9, 20), "มติ 1", who),
        ("in_plan", dt.date(2025, 9, 25), "มติ 1", who), ("funded", dt.date(2025, 10, 2), "มติ 1", who),
    ]  # fmt: skip


def test_steps_follow_one_another(made):
    one = line(made)
    for name in ("include", "fund", "propose", "nonsense"):
        with pytest.raises(RuleBroken):
            move(made, one, name)
    with pytest.raises(RuleBroken) as broken:
        move(made, one, "exclude")
    assert broken.value.field == "reason"
    with pytest.raises(RuleBroken):
        move(made, one, "agree", dt.date(2025, 9, 14))  # before it was proposed
    with pytest.raises(RuleBroken):
        move(made, one, "agree", dt.date(2099, 1, 1))
    with pytest.raises(RuleBroken):
        made.do("plo", MoveDevLine(target_id=one.pk, move="agree", on=DAY, document_no=" "))
    move(made, one, "exclude", reason="งบเต็ม")
    move(made, one, "propose")
    assert DevLine.objects.get(pk=one.pk).state == "proposed"


def test_only_the_leading_office_keeps_lines_and_the_lead_province_those_of_its_group(made):
    one = line(made)
    for who in ("doe", "plo-80", "owner", "minister", "department", "governor", "partner", "admin"):
        with pytest.raises(Refused):
            move(made, one, "agree", who=who)
    move(made, one, "agree", who="plo-officer")
    group = line(made, area_id=None, group_id=made.group.pk, values={"project_th": "กลุ่ม"})
    assert group.owner == "กลุ่มจังหวัดทดสอบ"
    with pytest.raises(Refused):
        line(made, "plo-80", area_id=None, group_id=made.group.pk, values={"project_th": "อื่น"})
    with pytest.raises(Refused):
        made.do("plo", AddDevLine(values={"project_th": "x", "fiscal_year": YEAR}, on=DAY, document_no="1"))


def test_a_name_stands_once_in_a_place_and_year_and_a_stale_change_is_refused(made):
    one = line(made)
    with pytest.raises(RuleBroken) as broken:
        line(made, values={"project_th": " ขยายหลักประกัน "})
    assert broken.value.field == "project_th"
    assert line(made, values={"fiscal_year": 2570}).pk
    made.do("plo", ChangeDevLine(target_id=one.pk, version=0, values={"budget": 5}))
    with pytest.raises(RuleBroken):
        made.do("plo", ChangeDevLine(target_id=one.pk, version=0, values={"budget": 6}))


def test_what_was_decided_is_not_deleted(made):
    one, other = line(made), line(made, values={"project_th": "พลาด"})
    move(made, one, "agree")
    with pytest.raises(RuleBroken):
        made.do("plo", RemoveDevLine(target_id=one.pk))
    made.do("plo", RemoveDevLine(target_id=other.pk))
    assert list(DevLine.objects.values_list("pk", flat=True)) == [one.pk]


def test_activities_of_the_same_year_and_place_are_linked_many_to_many(made):
    plan, other = made.ready(), made.ready("plo-80", "80")
    mine, foreign = plan.projects.get().activities.get(), other.projects.get().activities.get()
    first, second = line(made), line(made, values={"project_th": "สอง"})
    for one in (first, second):
        made.do("plo", LinkDevLine(target_id=one.pk, activities=[mine.pk]))
    assert mine.dev_lines.count() == 2
    with pytest.raises(RuleBroken):
        made.do("plo", LinkDevLine(target_id=first.pk, activities=[foreign.pk]))
    standing = queries.standings(queries.items_of(YEAR), queries.lines_of(SYSTEM, YEAR, area_id=made.areas["92"].pk))[0]
    assert [one.pk for one in standing.activities] == [mine.pk]


def test_the_furthest_line_counts_and_counts_sum_to_the_provinces(made):
    move(made, line(made, values={"project_th": "สอง"}), "exclude", reason="งบเต็ม")
    one = line(made)
    found = queries.country(SYSTEM, YEAR)
    assert found.state(made.areas["92"].pk, "informal-workers") == "proposed"
    move(made, one, "agree")
    found = queries.country(SYSTEM, YEAR)
    assert found.counts("informal-workers") == {"agreed": 1, "gap": 2}
    assert all(sum(found.counts(item.pk).values()) == 3 for item in found.items)


def test_a_province_without_a_line_is_a_gap_of_its_labour_officer(made):
    assert [one.pk for one in queries.gaps_of(made.areas["92"].pk, YEAR)] == list(ITEMS)
    line(made)
    assert len(queries.gaps_of(made.areas["92"].pk, YEAR)) == 2
    assert queries.gaps_of(made.areas["92"].pk, 2560) == []  # ordered on 2 November 2560: fiscal year 2561
    assert len(queries.gaps_of(made.areas["92"].pk, 2561)) == 3


def test_the_pages_open_in_few_queries_and_carry_the_path(made):
    plan = made.ready()
    one = line(made)
    made.do("plo", LinkDevLine(target_id=one.pk, activities=[plan.projects.get().activities.get().pk]))
    client = signed_in(made, "plo")
    page = opened(client, "/plans/development/area/92?year=2569")
    assert "ตลาดนัดแรงงาน" in page
    assert "รง 1/2568" in page
    assert page.count("ยังไม่มีรายการของเรื่องนี้ในแผนปีนี้") == 2
    assert "การดูแลแรงงานนอกระบบ" in opened(signed_in(made, "owner"), "/plans/development?year=2569")
    narrowed = opened(signed_in(made, "owner"), "/plans/development?year=2569&item=informal-workers&state=gap")
    assert "/plans/development/area/80" in narrowed
    assert "/plans/development/area/92" not in narrowed
    for tail in ("new", "import", f"{one.pk}", f"{one.pk}/edit"):
        opened(client, f"/plans/development/{tail}")
    assert signed_in(made, "partner").get("/plans/development").status_code == 403
    answer = client.get("/plans/development/template")
    assert answer.content[:2] == b"PK"


def test_a_line_is_typed_moved_and_linked_on_its_pages(made):
    client = signed_in(made, "plo")
    typed = {
        "place": f"area:{made.areas['92'].pk}", "fiscal_year": "2569", "project_th": "ฝึกอาชีพ", "on": "15 ก.ย. 68",
        "document_no": "", "budget": "๑,๐๐๐.๕๐", "item_id": "vocational-training", "source": "province",
    }  # fmt: skip
    response = client.post("/plans/development/new", typed)
    assert response.status_code == 422
    assert 'value="ฝึกอาชีพ"' in text(response)
    response = client.post("/plans/development/new", typed | {"document_no": "รง 9"})
    one = DevLine.objects.get()
    assert response["Location"] == f"/plans/development/{one.pk}"
    assert one.budget == 100_050
    response = client.post(
        f"/plans/development/{one.pk}/move", {"move": "exclude", "on": "1/10/68", "document_no": "1"}
    )
    assert response.status_code == 422
    assert "โปรดบอกเหตุผลที่ไม่ได้บรรจุ" in text(response)
    told = {"move": "agree", "on": "1/10/68", "document_no": "มติ 3/2568", "version": "0"}
    assert client.post(f"/plans/development/{one.pk}/move", told).status_code == 302
    assert "มติ 3/2568" in opened(client, f"/plans/development/{one.pk}")
    page = client.post(f"/plans/development/{one.pk}/remove")
    assert page.status_code == 409


def test_a_file_goes_through_its_preview(made):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = signed_in(made, "plo")
    told = {"place": f"area:{made.areas['92'].pk}", "file": SimpleUploadedFile("แผน.xlsx", xlsx(ROWS))}
    response = client.post("/plans/development/import", told)
    preview = response["Location"]
    page = opened(client, preview)
    assert "ใหม่ 2 เปลี่ยน 0 เท่าเดิม 0 อ่านไม่ได้ 0" in page
    assert not DevLine.objects.exists()
    assert client.post(preview).status_code == 302
    assert DevLine.objects.count() == 2
    assert signed_in(made, "plo-80").get(preview).status_code == 404
    told["file"] = SimpleUploadedFile("x.xlsx", b"")
    assert client.post("/plans/development/import", told).status_code == 422


def test_the_api_and_the_command_line_do_the_same(made, tmp_path, capsys):
    client = signed_in(made, "plo")
    told = {
        "area": "92", "fiscal_year": 2569, "project_th": "ฝึกอาชีพ", "on": "2025-09-15", "document_no": "รง 1",
        "item": "vocational-training",
    }  # fmt: skip
    made_one = client.post("/api/v1/development-lines", told, "application/json").json()
    assert made_one["state"] == "proposed"
    moved = {"move": "agree", "on": "2025-09-16", "document_no": "มติ 1"}
    one = client.post(f"/api/v1/development-lines/{made_one['id']}/move", moved, "application/json").json()
    assert [step["state"] for step in one["steps"]] == ["proposed", "agreed"]
    assert client.get("/api/v1/development-lines?year=2569").json()["items"][0]["id"] == one["id"]
    items_now = client.get("/api/v1/ordered-items?year=2569").json()
    assert items_now[1]["provinces"]["agreed"] == ["92"]
    path = tmp_path / "plan.xlsx"
    path.write_bytes(xlsx(ROWS))
    assert cli(["plans", "development", "in", "--area", "92", "--file", str(path), "--json", "--apply"]) == 0
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert {row["status"] for row in rows} == {"new", "changed"} or {row["status"] for row in rows} == {"new"}
    assert cli(["plans", "development", "in", "--area", "92", "--file", str(path), "--json"]) == 0
    assert {json.loads(row)["status"] for row in capsys.readouterr().out.splitlines()} == {"same"}
    assert cli(["plans", "development", "items", "--year", "2569", "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert cli(["plans", "development", "in", "--json"]) == 2


def cli(words):
    asked = build_parser(commands()).parse_args(words)
    return asked._cli.run(asked)
