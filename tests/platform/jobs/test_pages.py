"""The pages of background jobs: one's own, everybody's for the administrator, the button that stops one."""

from __future__ import annotations

import pytest
from django.test import Client

from prasan.directory.models import Person
from prasan.platform.commands import Refused, perform
from prasan.platform.jobs.commands import CancelJob
from prasan.platform.jobs.models import JobProgress
from prasan.platform.journal.models import Entry, Outbox
from tests.house.world import build
from tests.platform.jobs.work import items

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build()


def client_of(actor) -> Client:
    client = Client()
    person = Person.objects.get(pk=actor.person_id)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(response) -> str:
    return response.content.decode()


def test_ones_own_job_with_how_far_it_is(world):
    officer, other = world.actors["agency-officer", "own"], world.actors["agency-officer", "sibling"]
    job = items.defer(officer, count=3, total=200, title="นำเข้า x.csv", back="/reports")
    JobProgress.objects.update(state="running", done=50)
    client = client_of(officer)
    page = text(client.get(f"/jobs/{job.pk}"))
    assert "50 จาก 200 รายการ (25%)" in page
    assert '<progress class="progress" value="50" max="200"' in page
    assert f'data-topic="job:{job.pk}"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'href="/reports"' in page
    assert "<html" not in text(client.get(f"/jobs/{job.pk}/part"))
    assert "นำเข้า x.csv" in text(client.get("/jobs"))
    stranger = client_of(other)
    for response in (stranger.get(f"/jobs/{job.pk}"), stranger.get(f"/jobs/{job.pk}/part")):
        assert response.status_code == 404
    assert "นำเข้า x.csv" not in text(stranger.get("/jobs"))
    assert stranger.post(f"/jobs/{job.pk}/cancel").status_code == 404
    assert client.get(f"/jobs/{job.pk}/cancel").status_code == 405
    job.refresh_from_db()
    assert not job.cancel_requested


def test_the_administrator_sees_and_stops_everybodys(world):
    officer, admin = world.actors["agency-officer", "own"], world.actors["administrator", "ministry"]
    job = items.defer(officer, count=3)
    JobProgress.objects.update(state="running", result={"file": 1, "href": "/x", "back": "/y"})
    client = client_of(admin)
    page = text(client.get(f"/jobs/{job.pk}"))
    assert "ยกเลิกงานนี้" in page
    assert '"/y"' not in page  # where the other came from is the other's
    client.post(f"/jobs/{job.pk}/cancel")
    job.refresh_from_db()
    assert (job.cancel_requested, job.state) == (True, "running")
    assert "กำลังยกเลิก" in text(client.get(f"/jobs/{job.pk}"))
    entry = Entry.objects.get(verb="platform.cancel_job")
    assert (entry.person_id, entry.changes) == (admin.person_id, {"cancel_requested": [False, True]})
    assert Outbox.objects.get(name="platform.cancel_job").topics == [f"job:{job.pk}"]


def test_what_has_not_begun_is_over_at_once_and_what_has_ended_stays(world):
    officer = world.actors["agency-officer", "own"]
    job = items.defer(officer, count=3)
    perform(officer, CancelJob(target_id=job.pk))
    job.refresh_from_db()
    assert job.state == "cancelled"
    client = client_of(officer)
    page = text(client.post(f"/jobs/{job.pk}/cancel", follow=True))
    assert "งานนี้จบแล้ว" in page
    with pytest.raises(Refused):
        perform(world.actors["user-administrator", "ministry"], CancelJob(target_id=job.pk))


def test_a_failed_job_says_why_and_offers_nothing_to_stop(world):
    officer = world.actors["agency-officer", "own"]
    job = items.defer(officer, count=3)
    JobProgress.objects.update(state="failed", message="แถว 3: ไม่พบหน่วยงาน")
    page = text(client_of(officer).get(f"/jobs/{job.pk}"))
    assert "แถว 3: ไม่พบหน่วยงาน" in page
    assert "ยกเลิกงานนี้" not in page
    assert "http-equiv" not in page
