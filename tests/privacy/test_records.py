"""Records of processing: seeded whole, read, reviewed, changed as versions, ended; two never speak for one table."""

import csv
import io
import json

import pytest
from django.db import DatabaseError, transaction

from prasan.config.cli import build_parser, commands
from prasan.directory.roles import Role
from prasan.packs.tables import rows
from prasan.packs.thailand import privacy as pack
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.privacy import commands as c
from prasan.privacy import queries
from prasan.privacy.commands.records import TOLD
from prasan.privacy.models import ProcessingRecord, RetentionTerm
from tests.privacy.ground import MONDAY, at, days, seat

JSON = {"content_type": "application/json"}


@pytest.fixture
def seeded(g):
    """The records that every installation begins with."""
    from prasan.directory.models import Office

    if not Office.objects.filter(code="OPS").exists():
        Office.objects.create(code="OPS", kind="ministry", area=g.areas["TH"], name_th="สป.", name_en="OPS")
    pack.load()
    return {one.code: one for one in ProcessingRecord.objects.all()}


def told(**more):
    return {name: f"{name} ใหม่" for name in TOLD} | {"basis": "consent", "owner": "OPS", "covers": []} | more


def test_every_table_with_personal_data_is_spoken_for_by_exactly_one_record_of_ours():
    covers = [label for row in rows("processing_records") for label in row["covers"].split()]
    assert sorted(covers) == sorted(queries.personal_models()), "packs/thailand/processing_records.csv"
    assert queries.uncovered([["directory.person"]]) == [one for one in covers_sorted() if one != "directory.person"]


def covers_sorted():
    return sorted(queries.personal_models())


def test_the_seeded_table_is_whole_and_loading_again_undoes_nothing(g, seeded):
    for one in seeded.values():
        one.full_clean()
        assert all(getattr(one, name) for name in TOLD), one.code
    assert {one.kind for one in RetentionTerm.objects.all()} == {"entry", "tie", "case"}
    first = seeded["workers"]
    new = g.do("dpo", c.ChangeRecord(target_id=first.pk, told={"kept_th": "สิบปี"}, text="ตามมติ"))
    g.do("dpo", c.SetTerm(target_id=RetentionTerm.objects.get(kind="case").pk, years=7, reason="ตามมติ"))
    g.do("dpo", c.EndRecord(target_id=seeded["counter"].pk, text="เลิกใช้คิว"))
    pack.load()
    assert ProcessingRecord.objects.living().get(code="workers").pk == new.pk
    assert not ProcessingRecord.objects.living().filter(code="counter").exists()
    assert RetentionTerm.objects.get(kind="case").years == 7
    assert ProcessingRecord.objects.count() == len(seeded) + 1


def test_a_change_is_a_new_version_and_the_old_one_stays_readable(g, seeded):
    old = seeded["staff-directory"]
    with at(days(1)):
        new = g.do("dpo", c.ChangeRecord(target_id=old.pk, told={"kept_en": "Ten years"}, text="กำหนดเวลาใหม่"))
    old.refresh_from_db()
    assert (new.version, new.kept_en, new.kept_th, new.covers) == (2, "Ten years", old.kept_th, old.covers)
    assert (old.version, old.ended_on, old.kept_en) == (1, new.valid_from, "As long as the record of office")
    assert new.reviewed_at == days(1)
    line = Entry.objects.get(verb="privacy.change_record")
    assert line.changes["kept_en"] == ["As long as the record of office", "Ten years"]
    with pytest.raises(RuleBroken):  # somebody was first
        g.do("dpo", c.ChangeRecord(target_id=old.pk, told={"kept_en": "x"}, text="x"))
    with pytest.raises(RuleBroken):
        g.do("dpo", c.ReviewRecord(target_id=old.pk))
    with pytest.raises(DatabaseError), transaction.atomic():
        ProcessingRecord.objects.filter(pk=old.pk).update(kept_en="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        ProcessingRecord.objects.filter(pk=new.pk).delete()


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"purpose_en": " "}, "purpose_en"),
        ({"activity_th": "ก" * 201}, "activity_th"),
        ({"basis": "because"}, "basis"),
        ({"owner": "NOBODY"}, "owner"),
        ({"covers": ["registers.worker"]}, "covers"),
        ({"covers": ["registers.policy"]}, "covers"),
        ({"colour": "red"}, ""),
    ],
)
def test_what_is_absent_unknown_or_spoken_for_is_refused_where_it_stands(g, seeded, bad, field):
    with pytest.raises(RuleBroken) as refused:
        g.do("dpo", c.AddRecord(code="training", told=told(**bad)))
    assert refused.value.field == field
    for code in ("", "Two words", "workers", "new"):
        with pytest.raises(RuleBroken):
            g.do("dpo", c.AddRecord(code=code, told=told()))
    g.do("dpo", c.AddRecord(code="training", told=told()))


def test_a_review_and_an_end(g, seeded):
    one = seeded["workers"]
    assert one.stale(MONDAY)
    g.do("dpo", c.ReviewRecord(target_id=one.pk))
    one.refresh_from_db()
    assert not one.stale(days(300))
    assert one.stale(days(366))
    assert ProcessingRecord.objects.unreviewed(days(1)).count() == len(seeded) - 1
    with pytest.raises(RuleBroken):
        g.do("dpo", c.EndRecord(target_id=one.pk))
    g.do("dpo", c.EndRecord(target_id=one.pk, text="เลิกทะเบียน"))
    living = ProcessingRecord.objects.living().values_list("covers", flat=True)
    assert queries.uncovered(living) == ["registers.merge", "registers.worker"]


def test_who_reads_and_who_writes(g, seeded):
    seat(g, "auditor", Role.AUDITOR, "OPS")
    one = seeded["workers"]
    assert one.activity_th in g.client("auditor").get("/privacy/records").content.decode()
    seen = g.client("auditor").get("/privacy/records/workers").content.decode()
    assert "/privacy/records/workers/change" not in seen
    for who, status in (("plo", 403), ("counter", 403), ("doe", 403)):
        for path in ("/privacy/records", "/privacy/records/workers", "/lists/privacy.records/export.csv"):
            assert g.client(who).get(path).status_code in {status, 404}, path
    for path in ("/privacy/records/new", "/privacy/records/workers/change"):
        assert g.client("auditor").get(path).status_code == 403
    assert g.client("auditor").post("/privacy/records/workers/do", {"do": "review"}).status_code == 403
    for who in ("auditor", "plo"):
        with pytest.raises(Refused):
            g.do(who, c.ReviewRecord(target_id=one.pk))


def test_on_its_pages(g, seeded):
    dpo = g.client("dpo")
    text = dpo.get("/privacy/records").content.decode()
    assert f"ยังไม่ได้ทบทวนในรอบหนึ่งปี {len(seeded)} กิจกรรม" in text
    assert "ยังไม่มีกิจกรรมใดครอบคลุม" not in text
    sent = told() | {"code": "training", "purpose_th": ""}
    refused = dpo.post("/privacy/records/new", sent)
    assert refused.status_code == 422
    assert "activity_th ใหม่" in refused.content.decode()
    assert dpo.post("/privacy/records/new", sent | {"purpose_th": "ฝึกอบรม"})["Location"] == "/privacy/records/training"
    now = {name: getattr(seeded["workers"], name) for name in TOLD}
    form = now | {"basis": "ties", "owner": "OPS", "covers": ["registers.worker", "registers.merge"]}
    path = "/privacy/records/workers/change"
    assert dpo.post(path, form | {"text": "ไม่ได้แก้"}).status_code == 422
    changed = form | {"kept_th": "สิบสองปี", "text": "ตามมติ", "pk": str(seeded["workers"].pk)}
    assert dpo.post(path, changed).status_code == 302
    assert dpo.post(path, changed | {"kept_th": "สิบสามปี"}).status_code == 422  # the form was read before the change
    text = dpo.get("/privacy/records/workers").content.decode()
    assert "สิบสองปี" in text
    assert seeded["workers"].kept_th not in text
    assert seeded["workers"].kept_th in dpo.get("/privacy/records/workers?version=1").content.decode()
    assert dpo.post("/privacy/records/counter/do", {"do": "review"}).status_code == 302
    assert dpo.post("/privacy/records/counter/do", {"do": "end", "text": ""}).status_code == 422
    assert dpo.post("/privacy/records/counter/do", {"do": "end", "text": "เลิก"}).status_code == 302
    assert "ยุติกิจกรรมนี้แล้ว" in dpo.get("/privacy/records/counter").content.decode()
    assert dpo.get("/privacy/records/none").status_code == 404
    desk = dpo.get("/privacy").content.decode()
    assert f"ยังไม่ได้ทบทวนในรอบหนึ่งปี {len(seeded) - 2} กิจกรรม" in desk


def test_as_a_file_over_the_api_and_on_the_command_line(g, seeded, capsys, tmp_path):
    dpo = g.client("dpo")
    answer = dpo.get("/lists/privacy.records/export.csv")
    assert answer.status_code == 200
    raw = b"".join(answer.streaming_content)
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(lines) == len(seeded)
    assert {"registers.worker registers.merge"} <= {line["ตารางข้อมูล"] for line in lines}
    found = dpo.get("/api/v1/processing-records").json()
    assert (len(found["items"]), found["uncovered"]) == (len(seeded), [])
    assert g.client("plo").get("/api/v1/processing-records").json() == {"items": [], "uncovered": []}
    change = json.dumps({"version": 1, "kept_en": "Ten years", "text": "ตามมติ"})
    assert dpo.post("/api/v1/processing-records/workers/versions", change, **JSON).json()["version"] == 2
    assert dpo.post("/api/v1/processing-records/workers/versions", change, **JSON).status_code == 409
    assert dpo.post("/api/v1/processing-records/journal/review", **JSON).json()["reviewed_at"] is not None
    assert [one["version"] for one in dpo.get("/api/v1/processing-records/workers").json()] == [2, 1]
    file = tmp_path / "record.json"
    file.write_text(json.dumps(told()), encoding="utf-8")

    def run(*words):
        asked = build_parser(commands()).parse_args(["privacy", *words, "--as", "dpo", "--json"])
        return asked._cli.run(asked)

    assert run("record", "add", "training", "--file", str(file)) == 0
    assert json.loads(capsys.readouterr().out)["version"] == 1
    assert run("record", "end", "training") == 1
    assert run("record", "end", "training", "--text", "เลิก") == 0
    capsys.readouterr()
    assert run("records") == 0
    assert len(capsys.readouterr().out.splitlines()) == len(seeded)
    assert run("records", "--code", "workers") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
