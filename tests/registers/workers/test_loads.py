"""Bulk entry: every row is settled once by the page's own rules, whole batches or nothing, no name is kept."""

import json
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.commands.bulk import perform_many
from prasan.platform.jobs.job import Run
from prasan.platform.jobs.models import JobProgress
from prasan.platform.journal.changes import snapshot
from prasan.platform.journal.models import Entry
from prasan.registers.commands import EnterPerson, LoadPeople, ResumeLoad, TieLoaded, people_loads
from prasan.registers.commands.people_loads import digest_of
from prasan.registers.loading import handing, settling, work
from prasan.registers.loading.reading import MOST_BYTES, coded, read
from prasan.registers.loading.result import as_csv
from prasan.registers.loading.settling import counts
from prasan.registers.models import Load, LoadRow, Tie, Worker
from prasan.registers.workers.search import rekeyed
from tests.registers.workers.people import make, thai_id

pytestmark = pytest.mark.django_db
RIGHT = {"notice_version": "2569-1"}


def file_of(*rows, head="คำนำหน้า,ชื่อ,นามสกุล,ปีเกิด,เลขประจำตัวประชาชน,โทรศัพท์,จังหวัด,เพศ"):
    return "\n".join([head, *rows]).encode()


@pytest.fixture
def there(g):
    """Somebody who is in the registry already, known to an office of another province."""
    person = make(g.offices["OPS-80"], id_kind="thai", id_number=thai_id(), phone="0812345678", birth_year=1980)
    Worker.objects.filter(pk=person.pk).update(**rekeyed(person))
    return person


def load_of(g, content, who="head", **more):
    told = RIGHT | {"lines": read("x.csv", content), "digest": digest_of(content), "file_name": "x.csv"} | more
    return perform(g.actors[who], LoadPeople(**told))


def verdicts(load):
    return list(load.rows.order_by("n").values_list("row", "verdict", "worker", "field"))


def test_each_row_is_settled_as_the_page_would(g, there):
    other = thai_id()
    content = file_of(
        f"นาง,อรุณี,แก้วมั่นคง,2530,{other},0899999999,92,หญิง",
        f"นาย,สมหมาย,ทองดี,2523,{there.id_number},,,",
        "นาย,เลขผิด,มากมาย,2523,1234567890123,,,",
        f"นางสาว,อรุณี,แก้วมั่นคง,2530,{other},,,",
        "นาย,ไม่มีที่,อยู่จริง,2523,,,แดนไกล,",
    )
    load = load_of(g, content)
    work.at_once(g.actors["head"], load)
    made = Worker.objects.get(given_name__isnull=False, office__code="DOE-92")
    assert verdicts(load) == [
        (2, "new", made.pk, ""), (3, "same", there.pk, ""), (4, "refused", None, "id_number"), (5, "same", None, ""),
        (6, "refused", None, "area"),
    ]  # fmt: skip
    assert (made.title, made.given_name, made.birth_year, made.home_area.code, made.sex) == (
        "นาง", "อรุณี", 1987, "92", "female",
    )  # fmt: skip
    assert Worker.objects.filter(pk=made.pk, id_key=made.id_key).exclude(id_key="").exists()
    assert made.keys == rekeyed(made)["keys"]
    assert Tie.objects.get(worker=made).office.code == "DOE-92"
    texts = list(load.rows.order_by("n").values_list("text", flat=True))
    assert texts[1] == f"เป็นคนเดียวกับ แรงงานหมายเลข {there.pk}"
    assert texts[3] == "ซ้ำกับแถว 2 ของไฟล์นี้"
    assert texts[2].startswith("แถว 4: เลขประจำตัวประชาชนนี้ไม่ถูกต้อง")
    assert Tie.objects.filter(worker=there).count() == 1
    assert Entry.objects.filter(verb="registers.load_people").count() == 1
    assert Entry.objects.filter(verb="registers.enter_person", object_id=made.pk).count() == 1


def test_what_the_rows_said_stands_encrypted_and_is_gone_when_settled(g):
    load = load_of(g, file_of("นาง,ลับมาก,ไม่มีใครรู้,2530,,0877777777,,"))
    stored = "SELECT coalesce(string_agg(told, ' '), '') FROM registers_load_row"
    with connection.cursor() as cursor:
        cursor.execute(stored)
        (before,) = cursor.fetchone()
        assert before
        assert "ลับมาก" not in before
        work.at_once(g.actors["head"], load)
        cursor.execute(stored)
        assert cursor.fetchone()[0] == ""
    assert "ลับมาก".encode() not in as_csv(load)


def test_looking_only_enters_nobody_and_says_the_same(g, there):
    content = file_of(f"นาย,สมหมาย,ทองดี,2523,{there.id_number},,,", "นาง,คนใหม่,จริงแท้,2530,,,,")
    load = load_of(g, content, dry=True)
    work.at_once(g.actors["head"], load)
    assert [one[1] for one in verdicts(load)] == ["same", "new"]
    assert Worker.objects.count() == 1
    real = load_of(g, content)
    work.at_once(g.actors["head"], real)
    assert [one[1] for one in verdicts(real)] == ["same", "new"]
    assert Worker.objects.count() == 2


def test_a_run_that_was_killed_goes_on_and_enters_nobody_twice(g, monkeypatch):
    monkeypatch.setattr(settling, "BATCH", 2)
    monkeypatch.setattr(work, "BATCH", 2)
    load = load_of(g, file_of(*(f"นาย,คน{n}เก่ง,สกุล{n}ยาว,25{n + 20},{thai_id()},,," for n in range(5))))
    head = g.actors["head"]
    progress = JobProgress.objects.create(job="registers.load_people", person_id=head.person_id, title="x", total=5)
    enter, calls = settling.Settler._enter, []

    def killed(self, new):
        enter(self, new)
        calls.append(len(new))
        if len(calls) == 2:  # everything of the second batch was written, and then the machine stopped
            raise KeyboardInterrupt

    monkeypatch.setattr(settling.Settler, "_enter", killed)
    with pytest.raises(KeyboardInterrupt):
        work.load_people.function(Run(progress, head.seat_id), load_id=load.pk)
    assert counts(load) == {"waiting": 3, "new": 2, "same": 0, "maybe": 0, "refused": 0}
    assert Worker.objects.count() == 2
    work.load_people.function(Run(JobProgress.objects.get(pk=progress.pk), head.seat_id), load_id=load.pk)
    assert counts(load)["new"] == Worker.objects.count() == Tie.objects.count() == 5
    with pytest.raises(RuleBroken):
        perform(head, ResumeLoad(target_id=load.pk))


def test_the_work_grows_by_batches_not_by_rows(g):
    def rows(start, many):
        names = ("ศักดิ์", "ปรีชา", "มานะ", "วิชัย", "สุดา", "จันทร์", "เพ็ญ", "นภา", "ธงชัย", "กาญจน์")
        return file_of(*(f"นาย,{names[n % 10]},สกุล{chr(0x0E01 + n % 40)}{n}ทอง,25{n % 40 + 10},{thai_id()},,92,"
                         for n in range(start, start + many)))  # fmt: skip

    head, counted = g.actors["head"], []
    for start, many in ((0, 3), (100, 30)):
        load = load_of(g, rows(start, many))
        with CaptureQueriesContext(connection) as queries:
            work.at_once(head, load)
        counted.append(len(queries))
    assert counted[1] <= counted[0] + 1
    assert counted[1] <= 40


def test_only_who_answers_for_an_office_hands_files_in_and_each_once(g):
    content = file_of("นาง,คนใหม่,จริงแท้,2530,,,,")
    load = load_of(g, content)
    for who in ("officer", "minister", "duty"):
        with pytest.raises(Refused):
            load_of(g, content + b"\n", who=who)
    with pytest.raises(RuleBroken):
        load_of(g, content)
    assert not Load.objects.visible_to(g.actors["plo"]).exists()
    with pytest.raises(Refused) as refused:
        perform(g.actors["far-plo"], ResumeLoad(target_id=load.pk))
    assert refused.value.status == 404
    for bad in (b"", "นาม,สกุล\nก,ข".encode(), file_of()):
        with pytest.raises(RuleBroken):
            read("x.csv", bad)


def test_the_sets_do_and_refuse_what_the_single_forms_do(g):
    person = make(g.offices["DOE-92"])
    offices = [g.offices[code].pk for code in ("DOE-92", "OPS-80")]
    people = [{"given_name": "ก", "birth_year": 1987, "office_id": one, "keys": [7]} for one in offices]
    ties = [{"worker_id": person.pk, "office_id": one, "purpose": "outreach", "notice_version": "1"} for one in offices]
    for command, rows in ((EnterPerson, people), (TieLoaded, ties)):
        for who in ("head", "officer", "minister"):
            seen = []
            for row in rows:
                told = {}
                for form in ("single", "set"):
                    told[form] = _tried(g.actors[who], command, row, form)
                assert told["single"] == told["set"], (command.name, who, row)
                seen.append(told["set"])
            assert [isinstance(one, str) for one in seen] == [who != "head", True]


def _tried(actor, command, row, form):
    """Return what a form makes of a row, or why not; taken back afterwards."""
    with transaction.atomic():
        try:
            if form == "single":
                made = perform(actor, command(**row)).pk
            else:
                outcome = perform_many(actor, command, [row], want_ids=True, all_or_nothing=False)
                made = outcome.ids[0] if outcome.done else None
            if made is None:
                return str(outcome.refused[0].text)
            fresh = command.model.objects.get(pk=made)
            kept = snapshot(fresh) | {"keys": getattr(fresh, "keys", None)}
            entry = Entry.objects.latest("pk")
            drop = ("id", "created", "changed", "given_at")
            return {name: value for name, value in kept.items() if name not in drop}, entry.verb, entry.office_id
        except Refused as refused:
            return str(refused.text)
        finally:
            transaction.set_rollback(True)


def browser(g, who):
    found = Client()
    found.force_login(g.person(who), "allauth.account.auth_backends.AuthenticationBackend")
    return found


def test_by_page_and_by_api_from_file_to_result(g, there):
    content = file_of(f"นาย,สมหมาย,ทองดี,2523,{there.id_number},,,", "นาง,คนใหม่,จริงแท้,2530,,,,")
    head, officer = browser(g, "head"), browser(g, "officer")
    told = {"purpose": "service", "ground": "consent", "notice_version": "1"}
    assert officer.get("/workers/loads").status_code == 403
    assert head.post("/workers/loads", told | {"file": SimpleUploadedFile("a.csv", b"x")}).status_code == 422
    answer = head.post("/workers/loads", told | {"file": SimpleUploadedFile("a.csv", content)})
    load = Load.objects.get()
    assert answer["Location"] == f"/workers/loads/{load.pk}"
    page = head.get(answer["Location"]).content.decode()
    assert f"/jobs/{load.job}" in page
    work.at_once(g.actors["head"], load)
    page = head.get(answer["Location"]).content.decode()
    assert f"แรงงานหมายเลข {there.pk}" in page
    assert "คนใหม่" not in page
    result = head.get(f"/workers/loads/{load.pk}/result.csv").content.decode("utf-8-sig").splitlines()
    assert result[0] == "sheet,row,verdict,worker,field,text"
    assert result[1].startswith(f",2,same,{there.pk}")
    for who in ("plo", "officer"):
        assert browser(g, who).get(f"/workers/loads/{load.pk}").status_code == 404
    again = head.post("/api/v1/people-loads", told | {"file": SimpleUploadedFile("b.csv", content)})
    assert (again.status_code, again.json()["id"], again.json()["new"]) == (200, load.pk, 1)
    rows = head.get(f"/api/v1/people-loads/{load.pk}/rows?limit=1").json()
    assert (rows["items"][0]["worker"], rows["next"]) == (there.pk, 0)
    rest = head.get(f"/api/v1/people-loads/{load.pk}/rows?after=0&verdict=new").json()
    assert [one["row"] for one in rest["items"]] == [3]
    assert (
        officer.post("/api/v1/people-loads", told | {"file": SimpleUploadedFile("b.csv", content)}).status_code == 403
    )
    assert head.post(f"/api/v1/people-loads/{load.pk}/resume").status_code == 409


def test_a_whole_name_is_read_in_parts():
    head = "คำนำหน้า,ชื่อ - นามสกุล,ปีเกิด"
    rows = [
        "นาย,สมหมาย ทองดี,2523", ",นางสาวอรุณี แก้วมั่นคง,2530", "น.ส.,นางสาววิมล ณ ตรัง,2530", "นาย,นางรอง ดีงาม,2530",
        ",ม.ล.ปิ่น มาลากุล,2500", "นาย,อาลี,2540",
    ]  # fmt: skip
    told = [one.told for one in read("x.csv", file_of(*rows, head=head))]
    assert [tuple(one.get(name, "") for name in ("title", "given_name", "family_name")) for one in told] == [
        ("นาย", "สมหมาย", "ทองดี"), ("นางสาว", "อรุณี", "แก้วมั่นคง"), ("น.ส.", "วิมล", "ณ ตรัง"), ("นาย", "นางรอง", "ดีงาม"),
        ("", "ม.ล.ปิ่น มาลากุล", ""), ("นาย", "อาลี", ""),
    ]  # fmt: skip
    for spelt in ("ชื่อ-สกุล", "ชื่อ นามสกุล"):
        beside = read("x.csv", file_of("สมหมาย ทองดี,ทองดี", head=f"{spelt},สกุล"))
        assert beside[0].told == {"given_name": "สมหมาย", "family_name": "ทองดี"}


@pytest.mark.parametrize("language", ["th", "en"])
def test_words_of_a_list_are_read_in_both_languages(language):
    with override(language):
        assert [coded({"sex": word})["sex"] for word in ("หญิง", "Female", "female")] == ["female"] * 3
        assert coded({"employment": "ว่างงาน"})["employment"] == coded({"employment": "Unemployed"})["employment"]


def test_a_batch_whose_ties_are_not_all_made_enters_nobody(g, monkeypatch):
    load = load_of(g, file_of("นาย,คนหนึ่งเก่ง,สกุลยาว,2530,,,,", "นาง,วิมล,รักษ์ไทย,2510,,,,"))

    def fewer(actor, command, rows, **more):
        return perform_many(actor, command, rows[1:] if command is TieLoaded else rows, **more)

    monkeypatch.setattr(settling, "perform_many", fewer)
    with pytest.raises(RuleBroken):
        work.at_once(g.actors["head"], load)
    assert (Worker.objects.count(), Tie.objects.count(), counts(load)["waiting"]) == (0, 0, 2)


def test_of_two_uploads_at_once_the_second_is_answered_by_the_first(g, monkeypatch):
    content, right = file_of("นาง,คนใหม่,จริงแท้,2530,,,,"), {"purpose": "service", "ground": "consent", "dry": False}
    first = handing.hand_in(g.actors["head"], "a.csv", content, right | RIGHT)
    monkeypatch.setattr(people_loads, "known", lambda *told, **more: None)
    answers = iter([None])  # neither saw the other before it began
    monkeypatch.setattr(handing, "known", lambda *told, **more: next(answers, first))
    assert handing.hand_in(g.actors["head"], "a.csv", content, right | RIGHT) == first
    assert (Load.objects.count(), LoadRow.objects.count()) == (1, 1)


def test_a_file_that_is_looked_through_is_looked_through_anew(g):
    content, right = file_of("นาง,คนใหม่,จริงแท้,2530,,,,"), {"purpose": "service", "ground": "consent", "dry": True}
    seen = []
    for _again in range(2):
        load = handing.hand_in(g.actors["head"], "a.csv", content, right | RIGHT)
        work.at_once(g.actors["head"], load)
        seen.append(counts(load))
        real = handing.hand_in(g.actors["head"], "a.csv", content, right | RIGHT | {"dry": False})
        if not seen[1:]:
            work.at_once(g.actors["head"], real)
    assert [(one["new"], one["same"]) for one in seen] == [(1, 0), (0, 1)]
    assert Load.objects.count() == 3


def test_a_file_stays_in_memory_and_one_over_the_limit_is_refused(g, monkeypatch):
    def written(self, *told, **more):
        raise AssertionError("a temporary file")

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", written)
    long = file_of("ชื่อ,หมายเหตุ", "คนใหม่,", *[f",{'x' * 100_000}"] * 12, head="รายชื่อ")
    assert len(long) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    told = {"purpose": "service", "ground": "consent", "notice_version": "1"}
    head = browser(g, "head")
    answer = head.post("/workers/loads", told | {"file": SimpleUploadedFile("a.csv", long)})
    assert answer.status_code == 302
    answer = head.post("/api/v1/people-loads", told | {"file": SimpleUploadedFile("a.csv", long)})
    assert (answer.status_code, answer.json()["total"]) == (200, 1)
    over = long + b"\n" * (MOST_BYTES - len(long) + 1)
    refused = head.post("/workers/loads", told | {"file": SimpleUploadedFile("b.csv", over)})
    assert refused.status_code == 422
    assert "ไฟล์ใหญ่เกินไป" in refused.content.decode()
    assert head.post("/api/v1/people-loads", told | {"file": SimpleUploadedFile("b.csv", over)}).status_code == 409
    assert Load.objects.count() == 1


def test_the_page_still_asks_for_the_token_and_reads_no_form_before_its_own_handler(g):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(g.person("head"), "allauth.account.auth_backends.AuthenticationBackend")
    told = {"purpose": "service", "ground": "consent", "notice_version": "1"}
    content = file_of("นาง,คนใหม่,จริงแท้,2530,,,,")
    assert strict.post("/workers/loads", told | {"file": SimpleUploadedFile("a.csv", content)}).status_code == 403
    assert not Load.objects.exists()
    page = strict.get("/workers/loads").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    told |= {"csrfmiddlewaretoken": token, "file": SimpleUploadedFile("a.csv", content)}
    assert strict.post("/workers/loads", told).status_code == 302
    told["file"] = SimpleUploadedFile("a.csv", content)
    assert strict.post("/api/v1/people-loads", told | {"csrfmiddlewaretoken": ""}).status_code == 403
    told["file"] = SimpleUploadedFile("a.csv", content)
    assert strict.post("/api/v1/people-loads", told, headers={"X-CSRFToken": token}).status_code == 200


def test_the_command_line_asks_the_rules_and_tells_what_differs(g, tmp_path, capsys):
    from prasan.config.cli import build_parser, commands

    file = tmp_path / "people.csv"
    file.write_bytes(file_of("นาง,คนใหม่,จริงแท้,2530,,,,"))

    def run(*more, who="head"):
        asked = build_parser(commands()).parse_args(["people", "load", str(file), "--as", who, "--notice", *more])
        return asked._cli.run(asked)

    load = load_of(g, file.read_bytes())  # handed in elsewhere; its row waits
    assert run("2569-1", who="officer") == 1
    assert counts(load)["waiting"] == 1
    capsys.readouterr()
    assert run("7", "--purpose", "outreach") == 0
    told = capsys.readouterr().err
    assert "purpose: service ≠ outreach" in told
    assert "notice_version: 2569-1 ≠ 7" in told
    assert "ground" not in told
    assert counts(load)["new"] == 1
    assert Entry.objects.filter(verb="registers.resume_load").count() == 1
    assert run("2569-1") == 0
    assert capsys.readouterr().err == ""
    assert Entry.objects.filter(verb="registers.resume_load").count() == 1


def test_the_command_line_enters_a_file_once(g, there, tmp_path, capsys):
    from prasan.config.cli import build_parser, commands

    file = tmp_path / "people.csv"
    file.write_bytes(file_of(f"นาย,สมหมาย,ทองดี,2523,{there.id_number},,,", "นาง,คนใหม่,จริงแท้,2530,,,,"))
    for _again in range(2):
        asked = build_parser(commands()).parse_args(
            ["people", "load", str(file), "--as", "head", "--notice", "1", "--json"]
        )
        assert asked._cli.run(asked) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[:3] == lines[3:]
    assert lines[2] | {"load": 0} == {
        "load": 0, "dry_run": False, "waiting": 0, "new": 1, "same": 1, "maybe": 0, "refused": 0,
    }  # fmt: skip
    assert LoadRow.objects.count() == 2
