"""Opening and closing of fiscal years, targets that are carried over, and earlier years loaded from a page."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prasan.desk import years
from prasan.desk.year_commands import CarryOver, CloseYear, OpenYear, ReopenYear
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.files.models import File
from prasan.platform.jobs.job import Cancelled, Run
from prasan.platform.jobs.models import JobProgress
from prasan.progress import periods
from prasan.progress.commands.limits import must_be_open
from prasan.progress.models import Figure, Load
from prasan.progress.queueing import load_figures
from prasan.registers.models import FiscalYear, Target
from tests.progress import ground
from tests.progress.calls.test_call_pages import page_of


@pytest.fixture
def g(db):
    return ground.build()


def test_a_year_without_targets_needs_its_reason_to_be_opened(g):
    late = g.period // 100 + 5
    assert {one.key for one in years.opening(late) if not one.clear} >= {"policies", "targets"}
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], OpenYear(year=late))
    assert perform(g.actors["owner"], OpenYear(year=late, reason="เตรียมปีหน้า")).opened_at
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], OpenYear(year=late, reason="อีกครั้ง"))
    with pytest.raises(Refused):
        perform(g.actors["plo"], OpenYear(year=late + 1, reason="ไม่ใช่ส่วนกลาง"))


def test_targets_are_carried_over_once_and_stay_as_they_were(g):
    last = g.period // 100 + 1
    before = Target.objects.filter(fiscal_year=last).count()
    perform(g.actors["owner"], CarryOver(year=last + 1))
    made = Target.objects.filter(fiscal_year=last + 1)
    assert made.count() == before
    old = dict(Target.objects.filter(fiscal_year=last).values_list("indicator_id", "path"))
    assert all(old[one.indicator_id] == one.path for one in made)
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], CarryOver(year=last + 1))


def test_a_running_year_is_not_closed_and_an_ended_one_says_what_is_open(g):
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], CloseYear(year=periods.add(g.period, 1) // 100, reason="รีบ"))
    ended = g.period // 100 - 1
    g.opened(period=g.period)
    perform(g.actors["owner"], CloseYear(year=ended))
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], ReopenYear(year=ended))
    assert perform(g.actors["owner"], ReopenYear(year=ended, reason="แก้ยอด")).closed_at is None


def test_figures_of_a_closed_year_change_no_more(g):
    must_be_open(g.period, g.offices["DOE-92"].pk)
    year = FiscalYear.objects.create(year=g.period // 100, closed_at="2026-10-01T00:00:00Z")
    with pytest.raises(RuleBroken):
        must_be_open(g.period, g.offices["DOE-92"].pk)
    with pytest.raises(RuleBroken):
        g.opened()
    year.delete()
    assert g.opened().pk


def loaded(g, text, reason="ข้อมูลปีก่อน"):
    client = page_of(g, "duty")
    return client.post("/figures/loads", {"file": SimpleUploadedFile("old.csv", text.encode()), "reason": reason})


@pytest.fixture
def duty(g):
    return g


@pytest.fixture
def worker(transactional_db):
    """With real transactions: a job notes its progress over a connection of its own."""
    return ground.build()


def run_job(g):
    progress = JobProgress.objects.latest("pk")
    file = File.objects.filter(kind="figures.load").latest("pk")
    run = Run(progress, g.actors["duty"].seat_id)
    load_figures.function(run, file=file.pk, name="old.csv", reason="ข้อมูลปีก่อน")
    return progress


OLD = "indicator,area,period,office,member,value,denominator\njobs,92,2024-11,DOE-92,,55,\n"


def test_earlier_years_are_loaded_in_the_background(worker):
    duty = worker
    answer = loaded(duty, OLD)
    assert answer["Location"].startswith("/jobs/")
    run_job(duty)
    assert Load.objects.get().figures == 1
    assert Figure.objects.get().value == 55
    assert "old.csv" in page_of(duty, "duty").get("/figures/loads").content.decode()


def test_bad_rows_come_back_as_a_file_and_nothing_is_loaded(worker):
    duty = worker
    loaded(duty, OLD + "none,92,2024-11,DOE-92,,1,\n")
    with pytest.raises(RuleBroken):
        run_job(duty)
    assert not Load.objects.exists()
    faults = File.objects.get(kind="figures.load-faults")
    progress = JobProgress.objects.latest("pk")
    assert progress.result["file"] == faults.pk


def test_a_load_that_is_cancelled_leaves_nothing(worker):
    loaded(worker, OLD)
    JobProgress.objects.update(cancel_requested=True)
    with pytest.raises(Cancelled):
        run_job(worker)
    assert not Load.objects.exists()
    assert not Figure.objects.exists()


def test_pages_of_years_and_loads(duty):
    owner = page_of(duty, "owner")
    year = duty.period // 100
    assert owner.get("/years").status_code == 302
    text = owner.get(f"/years/{year}").content.decode()
    assert "ก่อนปิดปี" in text
    assert owner.post(f"/years/{year + 5}", {"do": "open"}).status_code == 409
    assert owner.post(f"/years/{year + 5}", {"do": "open", "reason": "เตรียม"}).status_code == 302
    assert owner.get(f"/api/v1/years/{year + 5}").json()["open"] is True
    assert page_of(duty, "plo").get(f"/years/{year}").status_code == 403
    assert page_of(duty, "duty").post("/figures/loads", {}).status_code == 422
    assert owner.get("/figures/loads").status_code == 403
