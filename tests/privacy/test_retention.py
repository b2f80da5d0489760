"""The retention schedule: what is due is counted, emptied in batches, kept with its reason; figures stay."""

import datetime as dt
import json

import pytest
from django.db import transaction

from prasan.config.cli import build_parser, commands
from prasan.directory.models import Area
from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.platform.jobs.commands import CancelJob
from prasan.platform.jobs.job import Cancelled, Run
from prasan.platform.jobs.models import JobProgress
from prasan.platform.journal.models import Entry
from prasan.privacy import commands as c
from prasan.privacy import emptying
from prasan.privacy.models import Erasure, RetentionRun, RetentionTerm
from prasan.privacy.retaining import find, terms
from prasan.referrals import commands as r
from prasan.referrals.figures import reach
from prasan.referrals.models import Case, DataRequest, Referral
from prasan.registers import commands as reg
from prasan.registers.models import Tie, Worker
from tests.privacy.ground import MONDAY, at, case, referral, worker

JSON = {"content_type": "application/json"}
LATER = MONDAY + dt.timedelta(days=4 * 366)


@pytest.fixture
def schedule(db):
    """Two years after the entry and the tie, three after a case."""
    for kind, years in (("entry", 2), ("tie", 2), ("case", 3)):
        RetentionTerm.objects.create(kind=kind, years=years, grounds_th="เหตุผล", grounds_en="Reason")


def free(g, **more):
    """A person whom no office uses any more."""
    one = worker(g)
    Tie.objects.filter(worker=one).update(given_at=MONDAY, withdrawn_at=MONDAY)
    Worker.objects.filter(pk=one.pk).update(home_area=g.areas["9201"], **more)
    return one


def people(g):
    """Two who are due, one an office uses, and one for each of the four keepers."""
    due = [free(g), free(g)]
    used = worker(g)
    held = {}
    held["hold"] = free(g)
    g.do("dpo", c.PlaceHold(worker_id=held["hold"].pk, order_no="ศ 1", text="คดี"))
    held["open"] = worker(g)
    sent = referral(g, of=case(g, person=held["open"]))
    held["request"] = worker(g)
    asked = case(g, person=held["request"])
    DataRequest.objects.create(case=asked, kind="correct", text="-", asked_at=MONDAY, due_on=dt.date(2026, 12, 23))
    held["duty"] = free(g)
    Tie.objects.create(worker=held["duty"], office=g.offices["DOE-92"], ground="legal-duty", notice_version="t/1")
    ours = Tie.objects.living().exclude(ground="legal-duty").exclude(worker=used)
    ours.update(given_at=MONDAY, withdrawn_at=MONDAY)
    return due, used, held, sent


def start(g, who="dpo", **more):
    return g.do(who, c.StartRetention(**{"text": "ครบกำหนด", "sure": True} | more))


def work(g, one, who="dpo"):
    """Do the work of a run as the worker does."""
    progress = JobProgress.objects.get(pk=one.job)
    emptying.retain.function(Run(progress, g.actors[who].seat_id), run_id=one.pk)
    one.refresh_from_db()
    return one


def test_what_is_due_is_emptied_what_is_held_stays_and_figures_are_the_same(g, schedule):
    due, used, held, _sent = people(g)
    with at(LATER):
        trang, year = Area.objects.get(code="92"), (dt.date(2026, 10, 1), dt.date(2027, 9, 30))
        before = (reach.of_places(trang, *year), Case.objects.count(), Referral.objects.count())
        found = find(LATER, terms())
        assert found.numbers == [one.pk for one in due]
        assert found.held == {"hold": 1, "open": 1, "request": 1, "duty": 1}
        assert found.held_people == 4
        assert found.kinds == {"tie": 2}
        one = work(g, start(g))
        assert (one.total, one.kept) == (2, 0)
        assert set(Erasure.objects.values_list("worker", "basis", "run")) == {
            (row.pk, "retention", one.pk) for row in due
        }
        assert (reach.of_places(trang, *year), Case.objects.count(), Referral.objects.count()) == before
        assert find(LATER, terms()).numbers == []
    for row in due:
        row.refresh_from_db()
        assert (row.given_name, row.phone_key, row.keys) == ("", "", [])
        assert row.erased_at is not None
    for row in (used, *held.values()):
        row.refresh_from_db()
        assert row.given_name == "สมมติ"
        assert row.erased_at is None
    told = Entry.objects.filter(verb="privacy.run_retention")
    assert {entry.object_id for entry in told} == {row.pk for row in due}
    assert all(f"รอบที่ {one.pk}" in entry.reason for entry in told)


def test_a_case_that_ended_runs_its_own_years_and_merged_entries_count_as_one(g, schedule):
    kept, gone = worker(g), worker(g)
    sent = referral(g, of=case(g, person=gone))
    g.do("counter", r.Revoke(target_id=sent.pk, text="ถอน"))
    g.do("counter", reg.MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    Tie.objects.update(given_at=MONDAY, withdrawn_at=MONDAY)
    for years, numbers in ((2, []), (3, [kept.pk])):
        day = MONDAY.replace(year=MONDAY.year + years) + dt.timedelta(days=1)
        assert find(day, terms()).numbers == numbers
    assert find(LATER, terms()).kinds == {"case": 1}
    hold = g.do("dpo", c.PlaceHold(case_code=sent.case.code, order_no="ศ 2", text="คดี"))
    assert (find(LATER, terms()).numbers, find(LATER, terms()).held) == ([], {"hold": 1})
    g.do("dpo", c.LiftHold(target_id=hold.pk, text="จบ"))
    assert find(LATER, terms()).numbers == [kept.pk]
    Tie.objects.create(worker=gone, office=g.offices["DOE-92"], ground="consent", notice_version="t/1")
    assert find(LATER, terms()).numbers == []


def test_without_a_schedule_nothing_is_due(g):
    free(g)
    assert find(LATER, terms()).numbers == []
    with at(LATER), pytest.raises(RuleBroken):
        start(g)


def test_a_run_that_is_stopped_keeps_what_is_done_and_no_more(g, schedule, monkeypatch):
    rows = [free(g) for _ in range(3)]
    monkeypatch.setattr(emptying, "BATCH", 1)
    with at(LATER):
        one = start(g)
        real = emptying.Emptier.empty

        def first_only(self, numbers):
            real(self, numbers)
            perform(g.actors["dpo"], CancelJob(target_id=one.job))

        monkeypatch.setattr(emptying.Emptier, "empty", first_only)
        with pytest.raises(Cancelled):
            work(g, one)
    assert list(Erasure.objects.values_list("worker", flat=True)) == [rows[0].pk]
    assert JobProgress.objects.get(pk=one.job).done == 1
    assert Worker.objects.filter(erased_at=None).count() == 2


def test_what_was_held_since_the_start_stays_and_is_counted(g, schedule):
    first, second = free(g), free(g)
    with at(LATER):
        one = start(g)
        g.do("dpo", c.PlaceHold(worker_id=first.pk, order_no="ศ 9", text="คดีใหม่"))
        one = work(g, one)
        assert one.kept == 1
        assert list(Erasure.objects.values_list("worker", flat=True)) == [second.pk]
        # the worker was killed behind its last batch: a second run of the same job does nothing twice
        work(g, one)
        assert Erasure.objects.count() == 1


def test_only_an_entry_of_a_run_of_ones_own_that_is_due_now_goes(g, schedule):
    due, other = free(g), free(g)
    with at(LATER):
        one = start(g)
        Tie.objects.create(worker=due, office=g.offices["DOE-92"], ground="consent", notice_version="t/1")
        for target, run in ((due, one.pk), (other, None), (other, one.pk + 1)):
            with pytest.raises(RuleBroken):
                g.do("dpo", c.RunRetention(target_id=target.pk, run_id=run))
        with pytest.raises(RuleBroken):  # the machine may not take what the officer's run named
            perform(SYSTEM, c.RunRetention(target_id=other.pk, run_id=one.pk))
        for who in ("plo", "counter", "doe"):
            with pytest.raises(Refused):
                g.do(who, c.RunRetention(target_id=other.pk, run_id=one.pk))
            with pytest.raises(Refused):
                start(g, who)
        with pytest.raises(RuleBroken) as twice:
            start(g)
        assert "กำลังลบ" in str(twice.value.text)
    with pytest.raises(RuleBroken):  # never by hand
        g.do("dpo", c.EraseWorker(target_id=other.pk, basis="retention", sure=True))


def test_the_machine_empties_by_itself_only_what_the_schedule_says(g, schedule):
    one = free(g)
    with at(LATER):
        emptying.retain_by_itself.function(Run(None))
        assert not RetentionRun.objects.exists()
        term = RetentionTerm.objects.get(kind="tie")
        g.do("dpo", c.SetTerm(target_id=term.pk, years=2, by_itself=True, reason="ตามมติ"))
        with transaction.atomic():
            emptying.retain_by_itself.function(Run(None))
        run = RetentionRun.objects.get()
        assert (run.seat_id, run.numbers, run.job) == (None, [one.pk], None)
        emptying.retain.function(Run(None), run_id=run.pk)
        assert Erasure.objects.get().seat_id is None


def test_a_term_is_changed_with_a_reason_and_the_journal_tells_it(g, schedule):
    term = RetentionTerm.objects.get(kind="case")
    for bad in ({"years": 0}, {"years": None}, {"years": 101}, {"reason": " "}, {"years": 3}):
        with pytest.raises(RuleBroken):
            g.do("dpo", c.SetTerm(target_id=term.pk, **{"years": 5, "reason": "ตามระเบียบ"} | bad))
    g.do("dpo", c.SetTerm(target_id=term.pk, years=5, reason="ตามระเบียบ"))
    told = Entry.objects.get(verb="privacy.set_term")
    assert (told.changes["years"], told.reason) == ([3, 5], "ตามระเบียบ")
    with pytest.raises(Refused):
        g.do("plo", c.SetTerm(target_id=term.pk, years=6, reason="x"))


def test_on_its_pages(g, schedule):
    people(g)
    with at(LATER):
        dpo = g.client("dpo")
        text = dpo.get("/privacy/retention").content.decode()
        assert "ลบได้ 2 คน" in text
        assert "ครบกำหนดแต่ต้องเก็บไว้ 4 คน" in text
        for why in ("มีคำสั่งระงับการทำลาย: 1 คน", "มีเรื่องที่ยังไม่ยุติ: 1 คน", "มีหน่วยงานที่ต้องเก็บตามกฎหมาย: 1 คน"):
            assert why in text
        assert "สมมติ ทดลอง" not in text
        assert "ลบได้ 2 คน" in dpo.get("/privacy").content.decode()
        assert g.client("plo").get("/privacy/retention").status_code == 403
        refused = dpo.post("/privacy/retention/start", {"text": "ครบกำหนดแล้ว"})
        assert refused.status_code == 422
        assert "ครบกำหนดแล้ว" in refused.content.decode()
        sent = dpo.post("/privacy/retention/start", {"text": "ครบกำหนดแล้ว", "sure": "on", "key": "k"})
        one = RetentionRun.objects.get()
        assert sent["Location"] == f"/jobs/{one.job}"
        work(g, one)
        text = dpo.get("/privacy/retention").content.decode()
        assert "ลบแล้ว 2 จาก 2" in text
        assert "ครบกำหนดแล้ว" in text
        path = "/privacy/retention/terms/case"
        kept = dpo.post(path, {"years": "๕ ปี", "reason": "ตามระเบียบ"})
        assert kept.status_code == 422
        assert "ตามระเบียบ" in kept.content.decode()
        assert dpo.post(path, {"years": "๕", "reason": "ตามระเบียบ"}).status_code == 302
        assert RetentionTerm.objects.get(kind="case").years == 5
        assert dpo.get("/privacy/retention/terms/none").status_code == 404
        assert g.client("plo").get(path).status_code == 403


def test_over_the_api_and_on_the_command_line(g, schedule, capsys):
    people(g)
    with at(LATER):
        dpo = g.client("dpo")
        found = dpo.get("/api/v1/retention").json()
        assert (found["due"], found["held"]["hold"], found["held_people"]) == ({"entry": 0, "tie": 2, "case": 0}, 1, 4)
        assert g.client("plo").get("/api/v1/retention").status_code == 403
        told = json.dumps({"years": 4, "reason": "ตามระเบียบ"})
        assert dpo.put("/api/v1/retention/terms/case", told, **JSON).json()["years"] == 4
        assert dpo.post("/api/v1/retention/runs", json.dumps({"text": "", "sure": True}), **JSON).status_code == 409
        made = dpo.post("/api/v1/retention/runs", json.dumps({"text": "ครบ", "sure": True}), **JSON).json()
        assert (made["total"], made["done"]) == (2, 0)
        JobProgress.objects.filter(pk=made["job"]).update(state="cancelled")

        def run(*words):
            asked = build_parser(commands()).parse_args(["privacy", *words, "--as", "dpo"])
            return asked._cli.run(asked)

        assert run("retention", "--json") == 0
        assert json.loads(capsys.readouterr().out)["due_people"] == 2
        assert run("retention", "--run", "--text", "ครบ") == 1
        assert run("term", "tie", "3", "ตามระเบียบ") == 0
        capsys.readouterr()
        assert run("retention", "--run", "--text", "ครบ", "--sure", "--json") == 0
        assert json.loads(capsys.readouterr().out)["done"] == 2
        assert Erasure.objects.count() == 2
