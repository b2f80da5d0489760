"""Every list and detail answers what stands in the database, in the declared shape, page by page."""

from __future__ import annotations

import datetime as dt

import pytest

from prasan.connect import journal
from prasan.directory import api as directory
from prasan.directory.models import AreaGroup, Membership, Office
from prasan.platform.journal.models import Entry
from prasan.progress import api as progress
from prasan.progress import periods
from prasan.progress.models import Figure, Report


def walk(caller, path, limit=2):
    """Read a list page by page and return all its rows."""
    joint = "&" if "?" in path else "?"
    rows, after = [], ""
    for _page in range(500):
        found = caller.get(f"{path}{joint}limit={limit}{after}")
        assert len(found["items"]) <= limit
        rows += found["items"]
        if found["next"] is None:
            return rows
        assert len(found["items"]) == limit
        after = f"&after={found['next']}"
    raise AssertionError("the pages do not end")


def test_prepared_answers_fit_their_declared_schema(g):
    g.report()
    caller = g.session("minister", "ministry")
    g.token("plo", "lead")
    for path, schema in (
        ("/areas", directory.AreaPage),
        ("/offices", directory.OfficePage),
        ("/reports", progress.ReportPage),
        ("/journal", journal.EntryPage),
    ):
        found = schema.model_validate_json(caller("get", path).content)
        assert found.items, path


def test_prepared_values_stand_under_their_names():
    """The order of the values and of the schema's fields is one and the same."""
    pairs = (
        (directory.AREA_VALUES, directory.AreaRow), (directory.OFFICE_VALUES, directory.OfficeRow),
        (progress.REPORT_VALUES, progress.ReportRow), (journal.VALUES, journal.EntryRow),
    )  # fmt: skip
    renamed = {
        "id": "number", "parent__code": "parent", "agency_id": "agency", "area__code": "area",
        "office__code": "office", "office__agency_id": "agency", "person_id": "person", "seat_id": "seat",
        "actor_label": "actor", "object_id": "object", "object_label": "label", "area_id": "area",
        "office_id": "office",
    }  # fmt: skip
    for values, schema in pairs:
        for value, name in zip(values, schema.model_fields, strict=True):
            assert name in {value, renamed.get(value)}, (schema, value, name)


def test_areas(g):
    caller = g.session("minister", "ministry")
    assert [one["code"] for one in walk(caller, "/areas")] == ["TH", "80", "92"]
    assert [one["code"] for one in walk(caller, "/areas?kind=province")] == ["80", "92"]
    assert [one["code"] for one in walk(caller, "/areas?within=92")] == ["92"]
    trang = caller.get("/areas/92")
    assert (trang["name_th"], trang["number"], trang["last"], trang["parent"]) == ("ตรัง", 920000, 929999, "TH")


def test_groups_as_of_a_day(g):
    region = AreaGroup.objects.create(kind="inspection-region", number=7, name_th="เดิม", order_no="เก่า")
    Membership.objects.create(
        group=region, area=g.world.areas["92"], seen_on=dt.date(2017, 11, 2), valid_to=dt.date(2018, 9, 9)
    )
    caller = g.session("minister", "ministry")

    def group(day):
        rows = caller.get(f"/groups?kind=inspection-region&province=ตรัง&as_of={day}")
        assert [one["province"] for one in rows] == ["92"]
        return rows[0]["group"], rows[0]["status"]

    assert group("2017-11-02") == (7, "known")
    assert group("2018-09-10") == (6, "known")
    rows = {one["province"]: one["status"] for one in caller.get("/groups?kind=inspection-region")}
    assert rows == {"80": "none", "92": "known"}
    assert caller("get", "/groups?kind=wrong").status_code == 422
    assert caller("get", "/groups?kind=inspection-region&as_of=yesterday").status_code == 422


def test_offices_page_by_page(g):
    caller = g.session("plo", "lead")
    codes = list(Office.objects.order_by("id").values_list("code", flat=True))
    for limit in (1, 2, 3, len(codes), 200):
        assert [one["code"] for one in walk(caller, "/offices", limit)] == codes
    assert [one["code"] for one in walk(caller, "/offices?agency=DOE&area=92")] == ["DOE-92"]
    assert {one["kind"] for one in walk(caller, "/offices?kind=department")} == {"department"}
    Office.objects.filter(code="DOE-92").update(valid_to=dt.date(2020, 1, 1))
    assert "DOE-92" not in {one["code"] for one in walk(caller, "/offices")}


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "after=x"])
def test_paging_outside_its_limits_is_422(g, query):
    response = g.session("plo", "lead")("get", f"/offices?{query}")
    assert response.status_code == 422
    assert response.json()["field"] == query.partition("=")[0]


def test_one_office_with_its_people(g):
    found = g.session("plo", "lead").get("/offices/DOE-92")
    assert found["area"] == "92"
    roles = {one["role"] for one in found["seats"]}
    assert {"agency-officer", "agency-head"} <= roles
    assert all(one["office"] == "DOE-92" for one in found["seats"])
    g.world.seat.end = dt.date(2021, 1, 1)
    before = len(found["seats"])
    g.world.seat.save()
    assert len(g.session("plo", "lead").get("/offices/DOE-92")["seats"]) == before - 1


def test_people_with_their_seats(g):
    caller = g.session("plo", "lead")
    rows = walk(caller, "/people?office=DOE-92", 7)
    assert len(rows) == len(caller.get("/offices/DOE-92")["seats"])
    assert {one["id"] for one in walk(caller, "/people?role=plo")} == {
        actor.person_id for (role, _place), actor in g.world.actors.items() if role == "plo"
    }
    subject = g.world.person
    assert [one["id"] for one in walk(caller, "/people?q=ผู้ถูก")] == [subject.pk]
    assert caller.get(f"/people/{subject.pk}")["seats"][0]["office"] == "DOE-92"
    subject.is_active = False
    subject.save()
    assert caller("get", f"/people/{subject.pk}").status_code == 404


def test_registers(g):
    caller = g.session("agency-officer", "own")
    (one,) = caller.get("/policy-sets")
    assert (one["code"], one["is_current"]) == ("now", True)
    assert [row["id"] for row in caller.get("/policies")] == [g.policy.pk]
    assert [row["id"] for row in caller.get("/policies?policy_set=now")] == [g.policy.pk]
    detail = caller.get(f"/policies/{g.policy.pk}")
    assert [row["code"] for row in detail["indicators"]] == ["jobs"]
    assert caller.get("/indicators")[0]["code"] == "jobs"
    assert caller.get("/indicators?policy=0") == []
    assert caller.get("/indicators/jobs")["unit_th"] == "คน"
    rows = walk(caller, "/targets?indicator=jobs")
    assert len(rows) == 6
    year = periods.split(g.period)[0]
    (one,) = walk(caller, f"/targets?area=92&fiscal_year={year}")
    assert (one["value"], one["path"][0], one["path"][11]) == (1200, 100, 1200)


def test_reports_of_ones_scope_newest_month_first(g):
    last = periods.add(g.period, -1)
    for office in ("DOE-92", "DSD-92", "DOE-80"):
        for period in (last, g.period):
            g.report(office, period)
    minister = walk(g.session("minister", "ministry"), "/reports", 1)
    assert [one["period"] for one in minister] == [g.period] * 3 + [last] * 3
    assert len({one["id"] for one in minister}) == 6
    assert {one["office"] for one in walk(g.session("plo", "lead"), "/reports")} == {"DOE-92", "DSD-92"}
    assert {one["office"] for one in walk(g.session("agency-officer", "own"), "/reports")} == {"DOE-92"}
    assert {one["office"] for one in walk(g.session("director-general", "department"), "/reports")} == {
        "DOE-92", "DOE-80",
    }  # fmt: skip
    caller = g.session("minister", "ministry")
    assert len(walk(caller, f"/reports?period={last}&area=92")) == 2
    assert walk(caller, "/reports?state=approved") == []
    assert len(walk(caller, "/reports?office=DOE-80")) == 2
    assert caller("get", "/reports?after=1-1").status_code == 422


def test_one_report_with_its_figures(g):
    report = g.report()
    Figure.objects.create(
        indicator=g.indicator, area=report.area, period=g.period, office=report.office, report=report, value=42
    )
    plo = g.session("plo", "lead")
    assert plo.get(f"/reports/{report.pk}")["figures"] == [], "a draft is its office's own"
    Report.objects.filter(pk=report.pk).update(state="submitted")
    found = plo.get(f"/reports/{report.pk}")
    (figure,) = found["figures"]
    assert (figure["indicator"], figure["value"], figure["target"]) == ("jobs", 42, 1200)
    assert figure["path"] == 100 * periods.split(g.period)[1]


def test_roll_ups_hold_accepted_figures_and_a_league_orders_by_gap(g):
    year, month = periods.split(g.period)
    for code, each in (("92", 150), ("80", 50)):
        office = g.world.offices[f"DOE-{code}"]
        for at in range(1, month + 1):
            report = g.report(office.code, year * 100 + at, "approved")
            Figure.objects.create(
                indicator=g.indicator, area=report.area, period=report.period, office=office, report=report,
                value=each, level=Figure.Level.PROVINCE,
            )  # fmt: skip
    caller = g.session("agency-officer", "own")
    asked = f"?period={g.period}"
    nation = caller.get(f"/rollups/nation{asked}")
    (line,) = nation["policies"]
    assert (line["value"], line["path"]) == (200 * month, 200 * month)
    assert (nation["provinces_complete"], nation["provinces"]) == (2, 2)
    (line,) = caller.get(f"/rollups/provinces/92{asked}")["policies"]
    assert (line["value"], line["status"]) == (150 * month, "on_plan")
    places = caller.get(f"/rollups/league/{g.policy.pk}{asked}")["provinces"]
    assert [(one["place"], one["area"], one["gap"]) for one in places] == [(1, "92", 500), (2, "80", -500)]
    Figure.objects.filter(area=g.world.areas["80"]).update(level=Figure.Level.SUBMITTED)
    places = caller.get(f"/rollups/league/{g.policy.pk}{asked}")["provinces"]
    assert [(one["place"], one["area"], one["value"]) for one in places] == [(1, "92", 150 * month), (None, "80", None)]
    assert caller("get", "/rollups/nation?period=256913").status_code == 422


def test_journal_is_scoped_paged_and_masked(g):
    trang, office = g.world.areas["92"].pk, g.world.offices["DOE-92"].pk
    common = {
        "actor_label": "ใคร", "verb": "x.y", "model": "progress.report", "changes": {"a": [1, 2]}, "area_id": trang,
        "office_id": office,
    }  # fmt: skip
    for number in range(5):
        Entry.objects.create(object_id=number, object_label=f"เรื่อง {number}", classification=0, **common)
    secret = Entry.objects.create(object_id=9, object_label="ลับ", classification=1, reason="เหตุ", **common)
    plo, far = g.session("plo", "lead"), g.session("plo", "far")
    assert [one["object"] for one in walk(plo, "/journal")] == [9, 4, 3, 2, 1, 0]
    assert walk(far, "/journal") == []
    assert far("get", f"/journal/{secret.pk}").status_code == 404
    assert [one["object"] for one in walk(g.session("agency-officer", "own"), "/journal")] == [4, 3, 2, 1, 0]
    assert [one["object"] for one in walk(plo, "/journal?model=progress.report&object=3")] == [3]
    assert plo.get(f"/journal/{secret.pk}")["changes"] == {"a": [1, 2]}
    hidden = g.session("auditor", "ministry").get(f"/journal/{secret.pk}")
    assert (hidden["label"], hidden["reason"], hidden["changes"]) == ("", "", None)
    assert g.session("auditor", "ministry").get("/journal")["items"][0]["changes"] is None
