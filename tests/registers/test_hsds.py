"""The directory in the format of others: every record fits the official schema of HSDS 3.0, by API and as files."""

import csv
import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import fastjsonschema
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.directory.models import Office
from prasan.platform.commands import SYSTEM, perform
from prasan.registers.commands import AddService, ChangeService, CloseService, PauseService, copy_to_provinces
from prasan.registers.hsds import files
from prasan.registers.models import MobileDay, Service

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).parents[1] / "schemas" / "hsds"
TABLES = sorted(one.stem for one in SCHEMAS.glob("*.json"))


def _schema(name):
    if not (SCHEMAS / name).exists():  # a table that we never write: a record of it would fit nothing
        return {"not": {}}
    # the specification marks the year of founding with a date format of its own, which no validator knows
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8").replace('"format": "%Y",', ""))


FITS = {name: fastjsonschema.compile({"$ref": f"{name}.json"}, handlers={"": _schema}) for name in TABLES}


@pytest.fixture
def made(w):
    """Return the ministry with copies of a national service, one of them paused, and a partner's own service."""
    copy_to_provinces(w.centre, w.template)
    w.here = Service.objects.get(office__code="DOE-92")
    told = {"fee": 12_50, "papers": ["photo", "id-card"], "hours_th": "จันทร์ถึงศุกร์ 8.30–16.30 น.", "days": 3}
    perform(w.officer, ChangeService(target_id=w.here.pk, values=told, confirmed=True))
    other = Service.objects.get(office__code="DOE-80")
    perform(SYSTEM, PauseService(target_id=other.pk, reason="น้ำท่วม"))
    office = Office.objects.create(
        code="NGO-92", kind="outside", area=w.world.areas["92"], name_th="มูลนิธิ", phone="075000000"
    )
    values = {"name_th": "ที่พักชั่วคราว", "who": ["domestic"], "sections": ["none"], "nationality": "foreign"}
    w.own = perform(w.plo, AddService(office_id=office.pk, values=values))
    ahead = timezone.localdate() + dt.timedelta(days=3)
    told = {"begins": dt.time(9), "ends": dt.time(15), "services": ["job-placement"], "agencies": ["DOE"]}
    told |= {"latitude": "7.409000", "longitude": "99.515000", "area": w.world.areas["92"]}
    for place, day, more in (
        ("ตลาดกันตัง", ahead, {}),
        ("ที่ผ่านไป", timezone.localdate() - dt.timedelta(days=1), {}),
        ("ที่ยกเลิก", ahead, {"state": "called_off", "called_off": "ฝน"}),
    ):
        MobileDay.objects.create(office=w.world.offices["OPS-92"], day=day, place=place, **told, **more)
    return w


class Reader:
    def __init__(self, w):
        self.client = Client()
        person = w.world.actors["agency-officer", "own"].person_id
        from prasan.directory.models import Person

        self.client.force_login(Person.objects.get(pk=person), "allauth.account.auth_backends.AuthenticationBackend")

    def __call__(self, path):
        answer = self.client.get(f"/api/v1/hsds/{path}")
        return answer.status_code, answer.json()


def test_every_record_of_the_api_fits_its_schema(made):
    ask = Reader(made)
    assert ask("")[1]["version"] == "3.0"
    tables = {"services": "service", "organizations": "organization", "service_at_locations": "service_at_location",
              "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"}  # fmt: skip
    for path, name in tables.items():
        status, page = ask(path)
        assert (status, page["empty"], page["first_page"], page["last_page"]) == (200, False, True, True), path
        assert page["size"] == page["total_items"] == len(page["contents"])
        for one in page["contents"]:
            FITS[name](one)
            if path != "service_at_locations":
                FITS[name](ask(f"{path}/{one['id']}")[1])
        assert ask(f"{path}?page=99")[1]["empty"] is True
    for one in ask("services?full=true")[1]["contents"]:
        FITS["service"](one)


def test_a_service_tells_all_that_belongs_to_it_and_its_number_stays(made):
    ask = Reader(made)
    status, found = ask(f"services/{made.here.uid}")
    assert (status, found["name"], found["alternate_name"]) == (200, "จัดหางานในประเทศ", "Job placement")
    assert (found["minimum_age"], found["status"]) == (15, "active")
    assert found["cost_options"][0] | {"id": 0, "service_id": 0} == {
        "id": 0, "service_id": 0, "currency": "THB", "amount": 12.5,
    }  # fmt: skip
    assert [one["document"] for one in found["required_documents"]] == ["บัตรประจำตัวประชาชน", "รูปถ่าย"]
    assert "3 วันทำการ" in found["description"]
    assert "3 working days" in found["description"]
    assert {one["taxonomy_term"]["code"] for one in found["attributes"]} == {"who:job_seeker", "national:job-placement"}
    assert ask(f"services/{made.here.uid}")[1] == found
    paused = next(one for one in ask("services")[1]["contents"] if one["status"] == "temporarily closed")
    assert paused["alert"] == "น้ำท่วม"


def test_it_is_searched_and_narrowed(made):
    ask = Reader(made)
    term = next(one for one in ask("taxonomy_terms?search=national")[1]["contents"] if one["code"] != "x")
    assert term["taxonomy_id"]
    assert ask("services?search=ที่พัก")[1]["total_items"] == 1
    partner = ask("services?search=ที่พัก")[1]["contents"][0]["organization_id"]
    assert ask(f"services?organization_id={partner}")[1]["total_items"] == 1
    codes = {one["code"]: one["id"] for one in ask("taxonomy_terms?per_page=200")[1]["contents"]}
    wanted = {"who:domestic": 1, "who:job_seeker": 2, "section:none": 1, "nationality:foreign": 1,
              "national:job-placement": 2}  # fmt: skip
    assert {code: ask(f"services?taxonomy_term_id={codes[code]}")[1]["total_items"] for code in wanted} == wanted
    assert ask("services?taxonomy_term_id=unknown")[1]["total_items"] == 0
    assert ask("services/unknown")[0] == 404


def test_what_is_closed_is_told_to_nobody_and_lists_stay_cheap(made):
    perform(made.plo, CloseService(target_id=made.own.pk, reason="เลิกกิจการ"))
    ask = Reader(made)
    assert ask("services?search=ที่พัก")[1]["empty"] is True
    assert ask(f"services/{made.own.uid}")[0] == 404
    for path in ("services?full=true", "organizations", f"services/{made.here.uid}", "taxonomy_terms"):
        ask(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask(path)
        assert len(queries) <= 12, path


def test_the_files_hold_the_same_and_point_to_what_is_there(made, tmp_path):
    written = files.export(SYSTEM, tmp_path / "hsds.zip")
    packed = zipfile.ZipFile(tmp_path / "hsds.zip")
    assert sorted(packed.namelist()) == sorted(written)
    described = json.loads(packed.read("datapackage.json"))
    tables = {}
    for one in described["resources"]:
        rows = list(csv.DictReader(io.StringIO(packed.read(one["path"]).decode("utf-8"), newline="")))
        tables[one["name"]] = rows
        assert rows, one["name"]
        assert list(rows[0]) == [field["name"] for field in one["schema"]["fields"]]
        needed = _schema(f"{one['name']}.json")
        for row in rows:
            plain = {name: float(value) if name in files.NUMBERS else value for name, value in row.items() if value}
            FITS[one["name"]](plain)
            assert all(row[name] for name in needed.get("tabular_required", ()))
    for one in described["resources"]:
        for key in one["schema"].get("foreignKeys", ()):
            known = {row["id"] for row in tables[key["reference"]["resource"]]}
            assert {row[key["fields"]] for row in tables[one["name"]]} <= known, (one["name"], key)
    for line in packed.read("services.jsonl").decode().splitlines():
        FITS["service"](json.loads(line))
    assert files.export(SYSTEM, tmp_path / "folder") == written
    assert (tmp_path / "folder" / "services.csv").read_bytes() == packed.read("services.csv")


def test_a_record_that_breaks_the_schema_is_found():
    with pytest.raises(fastjsonschema.JsonSchemaException):
        FITS["service"]({"id": "1", "name": "x", "status": "open"})
    with pytest.raises(fastjsonschema.JsonSchemaException):
        FITS["organization"]({"id": "1", "name": "x"})


def test_a_coming_day_of_a_mobile_unit_is_one_more_place_of_the_services_it_brings(made):
    ask = Reader(made)
    first, second = ask(f"services/{made.here.uid}")[1]["service_at_locations"]
    assert second["location"]["name"] == "ตลาดกันตัง (ตรัง)"
    assert (second["location"]["latitude"], second["location"]["longitude"]) == (7.409, 99.515)
    assert "09.00" in second["description"]
    assert "Mobile unit" in second["description"]
    assert first["location_id"] != second["location_id"]
    everywhere = ask("service_at_locations")[1]
    assert [one["id"] for one in everywhere["contents"]].count(second["id"]) == 1
    assert everywhere["total_items"] == Service.objects.count() + 1
    paged = [ask(f"service_at_locations?per_page=1&page={n}")[1]["contents"][0]["id"] for n in range(1, 5)]
    assert paged == [one["id"] for one in everywhere["contents"]]
    assert ask("service_at_locations?per_page=1&page=5")[1]["empty"] is True
    office = first["location"]["organization_id"]
    assert ask(f"service_at_locations?organization_id={office}")[1]["total_items"] == 2
    perform(made.officer, PauseService(target_id=made.here.pk, reason="น้ำท่วม"))
    assert len(ask(f"services/{made.here.uid}")[1]["service_at_locations"]) == 1
