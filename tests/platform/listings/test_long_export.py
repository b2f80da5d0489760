"""A long list as a file: written in the background, for nobody but whoever asked."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from prasan.directory.models import Person
from prasan.platform.files.models import File
from prasan.platform.jobs.housekeeping import housekeeping
from prasan.platform.jobs.job import Cancelled, Run
from prasan.platform.jobs.models import JobProgress
from prasan.platform.journal.models import Entry
from prasan.platform.listings import LISTINGS, commands
from tests.house.world import build
from tests.platform.ground import reports
from tests.platform.listings.test_listings import Reports

pytestmark = pytest.mark.django_db
URL = "/lists/test.reports/export"


@pytest.fixture
def world(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setitem(LISTINGS, "test.reports", Reports())
    monkeypatch.setattr(Reports, "url_name", "policies")
    monkeypatch.setattr("prasan.platform.listings.views.AT_ONCE", 3)
    monkeypatch.setattr(commands, "STEP", 2)
    made = build()
    reports([made.offices["DOE-92"]], each=5)
    reports([made.offices["DOE-80"]], each=4)
    return made


def client_of(actor) -> Client:
    client = Client()
    person = Person.objects.get(pk=actor.person_id)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def started(client, kind: str, query: str = "") -> JobProgress:
    page = client.get(f"{URL}.{kind}?{query}")
    assert page.status_code == 200
    assert "Content-Disposition" not in page
    assert "จะสร้างไฟล์เบื้องหลัง" in page.content.decode()
    assert not JobProgress.objects.exists()
    answer = client.post(f"{URL}.{kind}", {"query": query})
    progress = JobProgress.objects.get()
    assert answer["Location"] == f"/jobs/{progress.pk}"
    return progress


def run(progress, actor, kind, **asked):
    run = Run(JobProgress.objects.get(pk=progress.pk), actor.seat_id)
    commands.write_export.function(run, name="test.reports", kind=kind, asked=asked, language="th")
    run.finish(JobProgress.State.DONE)


@pytest.mark.parametrize(("kind", "sign"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_from_the_list_to_the_file(world, kind, sign):
    officer = world.actors["agency-officer", "own"]
    client = client_of(officer)
    progress = started(client, kind)
    assert progress.total == 5
    run(progress, officer, kind)
    progress.refresh_from_db()
    assert progress.done == 5
    file = File.objects.get()
    page = client.get(f"/jobs/{progress.pk}").content.decode()
    assert f'href="/files/{file.pk}"' in page
    content = b"".join(client.get(f"/files/{file.pk}").streaming_content)
    assert content.startswith(sign)
    if kind == "csv":
        assert len(content.decode().strip().splitlines()) == 1 + 5
    entry = Entry.objects.get(verb="platform.start_export")
    assert entry.changes["list"] == [None, "test.reports"]


def test_nobody_else_has_the_file(world):
    officer, head = world.actors["agency-officer", "own"], world.actors["agency-head", "own"]
    progress = started(client_of(officer), "csv")
    run(progress, officer, "csv")
    file = File.objects.get()
    assert client_of(head).get(f"/files/{file.pk}").status_code == 403
    assert client_of(world.actors["minister", "ministry"]).get(f"/files/{file.pk}").status_code == 403


def test_filters_go_with_it_and_a_short_list_comes_at_once(world):
    officer = world.actors["agency-officer", "own"]
    client = client_of(officer)
    assert "attachment" in client.get(f"{URL}.csv?state=draft")["Content-Disposition"]
    progress = started(client, "csv", "state=submitted")
    assert progress.result["back"].endswith("?state=submitted")
    assert Entry.objects.get(verb="platform.start_export").changes["filters"] == [None, "state=submitted"]


def test_stopped_while_it_is_written_no_file_is_kept(world):
    officer = world.actors["agency-officer", "own"]
    progress = started(client_of(officer), "xlsx")
    JobProgress.objects.update(cancel_requested=True)
    with pytest.raises(Cancelled):
        run(progress, officer, "xlsx")
    assert not File.objects.exists()
    progress.refresh_from_db()
    assert progress.done == 2


def test_files_of_lists_are_let_go_after_a_week(world):
    officer = world.actors["agency-officer", "own"]
    client = client_of(officer)
    progress = started(client, "csv")
    run(progress, officer, "csv")
    housekeeping.function(None)
    assert File.objects.exists()
    File.objects.update(created=timezone.now() - dt.timedelta(days=8))
    housekeeping.function(None)
    assert not File.objects.exists()
    assert "ไฟล์นี้ถูกลบแล้ว" in client.get(f"/jobs/{progress.pk}").content.decode()


def test_a_list_that_is_none_is_not_found(world):
    client = client_of(world.actors["agency-officer", "own"])
    assert client.post("/lists/no.such/export.csv").status_code == 404
    assert client.post(f"{URL}.exe").status_code == 404
