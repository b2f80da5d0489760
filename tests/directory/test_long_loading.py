"""A long file is loaded in the background: the whole of it, or nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from prasan.directory.commands import KeepUpload, QueueUpload, loading
from prasan.directory.commands.loading import job_of, load_upload
from prasan.directory.intake import read_plan
from prasan.directory.models import Person, Seat, Upload
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.jobs.job import Cancelled, Run
from prasan.platform.jobs.models import JobProgress
from tests.house.world import build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    return build()


def kept(actor, lines: list[str]) -> Upload:
    from tests.directory.test_intake import PEOPLE

    plan = read_plan("people", "คน.csv", "\n".join([",".join(PEOPLE), *lines]).encode())
    return perform(actor, KeepUpload(kind="people", file_name="คน.csv", content=plan.as_json()))


def people(count: int) -> list[str]:
    return [f"นายคนที่{n} ยาว,long{n}@example.go.th,DSD-92,agency-officer,1/10/2569" for n in range(count)]


def loaded() -> int:
    return Person.objects.filter(email__startswith="long").count()


def client_of(actor) -> Client:
    client = Client()
    person = Person.objects.get(pk=actor.person_id)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def run(progress: JobProgress, upload: Upload, seat_id: int) -> None:
    load_upload.function(Run(JobProgress.objects.get(pk=progress.pk), seat_id), upload_id=upload.pk)


def test_from_the_preview_to_the_end(world, monkeypatch):
    monkeypatch.setattr("prasan.directory.pages.loading.AT_ONCE", 3)
    admin = world.actors["administrator", "ministry"]
    upload = kept(admin, people(6))
    client = client_of(admin)
    url = f"/admin/imports/{upload.token}"
    assert "จะนำเข้าเบื้องหลัง" in client.get(url).content.decode()
    answer = client.post(url)
    progress = job_of(upload)
    assert answer["Location"] == f"/jobs/{progress.pk}"
    assert (progress.total, loaded()) == (len(upload.content["steps"]), 0)
    page = client.get(url).content.decode()
    assert f'href="/jobs/{progress.pk}"' in page
    assert "นำเข้าตามที่แสดง" not in page
    assert "กำลังนำเข้าอยู่" in client.post(url).content.decode()
    run(progress, upload, admin.seat_id)
    assert loaded() == 6
    progress.refresh_from_db()
    assert progress.done == progress.total
    assert progress.result["href"] == "/admin"
    run(progress, upload, admin.seat_id)  # the worker died before it could say that it was done
    assert loaded() == 6


def test_a_short_file_is_loaded_at_once(world):
    admin = world.actors["administrator", "ministry"]
    upload = kept(admin, people(2))
    assert client_of(admin).post(f"/admin/imports/{upload.token}")["Location"] == "/admin"
    assert (loaded(), job_of(upload)) == (2, None)


def test_stopped_in_the_middle_nothing_is_kept_and_it_may_begin_again(world, monkeypatch):
    monkeypatch.setattr("prasan.platform.jobs.outside.EVERY_SECONDS", 0)
    admin = world.actors["administrator", "ministry"]
    upload = kept(admin, people(6))
    perform(admin, QueueUpload(target_id=upload.pk))
    progress = job_of(upload)
    steps, real = [], loading.ApplyUpload

    def stopping(**told):
        """Ask to stop after the third row, over the connection that another process would have."""
        import psycopg
        from procrastinate.contrib.django.utils import connector_params

        step = told.pop("step")

        def counted(rows):
            steps.append(rows)
            if len(steps) == 3:
                with psycopg.connect(**connector_params(), autocommit=True) as line:
                    line.execute("UPDATE platform_job SET cancel_requested = true WHERE id = %s", [progress.pk])
            step(rows)

        return real(step=counted, **told)

    monkeypatch.setattr(loading, "ApplyUpload", stopping)
    with pytest.raises(Cancelled, match="ไม่มีรายการใดถูกบันทึก"):
        run(progress, upload, admin.seat_id)
    assert (len(steps), loaded()) == (3, 0)
    upload.refresh_from_db()
    progress.refresh_from_db()
    assert (upload.applied, progress.done) == (None, 0)
    monkeypatch.undo()
    JobProgress.objects.filter(pk=progress.pk).update(state="cancelled")
    perform(admin, QueueUpload(target_id=upload.pk))
    assert job_of(upload).pk != progress.pk
    run(job_of(upload), upload, admin.seat_id)
    assert loaded() == 6


def test_a_refused_row_undoes_all_and_is_named(world):
    trang = world.actors["user-administrator", "lead"]
    upload = kept(trang, [*people(3), "นายนอก จังหวัด,long-out@example.go.th,DOE-80,agency-officer,"])
    perform(trang, QueueUpload(target_id=upload.pk))
    with pytest.raises(RuleBroken, match="แถว 5"):
        run(job_of(upload), upload, trang.seat_id)
    assert loaded() == 0


def test_who_left_the_seat_meanwhile_loads_nothing(world):
    admin = world.actors["administrator", "ministry"]
    upload = kept(admin, people(2))
    perform(admin, QueueUpload(target_id=upload.pk))
    Seat.objects.filter(pk=admin.seat_id).update(end=timezone.localdate() - dt.timedelta(days=1))
    with pytest.raises(Refused):
        run(job_of(upload), upload, admin.seat_id)
    assert loaded() == 0
