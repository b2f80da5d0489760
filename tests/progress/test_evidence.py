"""Evidence: who attaches, who opens, and that it stays once the report is sent."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from prasan.directory.models import Person
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.files.models import File
from prasan.progress.commands import Submit
from prasan.progress.commands.evidence import AttachEvidence, RemoveEvidence
from prasan.progress.models import Evidence
from tests.progress.test_pages import BACKEND, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(name="งาน.png"):
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())


def attach(g, report, who="officer", upload=None, **more):
    upload = upload or picture()
    return perform(g.actors[who], AttachEvidence(target_id=report.pk, upload=upload, file_name=upload.name, **more))


def signed_in(name):
    client = Client()
    client.force_login(Person.objects.get(username=name), BACKEND)
    return client


def test_whoever_reads_the_report_opens_its_evidence(g):
    report = g.save(g.opened(), jobs=2000)
    attach(g, report, indicator_id=g.indicators["jobs"].pk)
    perform(g.actors["officer"], Submit(target_id=report.pk))
    found = Evidence.objects.get()
    url = f"/reports/{report.pk}/evidence/{found.pk}"
    for who in ("officer", "plo", "minister", "department"):
        answer = signed_in(who).get(url)
        assert answer.status_code == 200, who
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    for who in ("neighbour", "far-plo", "foreign-department"):
        assert signed_in(who).get(url).status_code == 404, who
    assert "งาน.png" in text(signed_in("plo").get(f"/reports/{report.pk}"))


def test_it_is_attached_and_taken_away_only_before_sending(g):
    report = g.save(g.opened(), jobs=2000)
    attach(g, report)
    found = Evidence.objects.get()
    with pytest.raises(Refused):
        attach(g, report, who="plo")
    perform(g.actors["officer"], Submit(target_id=report.pk))
    with pytest.raises(RuleBroken, match="ส่งแล้ว"):
        attach(g, report)
    with pytest.raises(RuleBroken, match="ส่งแล้ว"):
        perform(g.actors["officer"], RemoveEvidence(target_id=report.pk, evidence_id=found.pk))
    report.refresh_from_db()
    report.state = "returned"
    report.save()
    perform(g.actors["officer"], RemoveEvidence(target_id=report.pk, evidence_id=found.pk))
    assert not Evidence.objects.exists()
    assert not File.objects.exists()


def test_only_pictures_and_pdf_of_own_figures(g):
    report = g.opened()
    with pytest.raises(RuleBroken, match="ชนิด"):
        attach(g, report, upload=SimpleUploadedFile("x.txt", b"words"))
    with pytest.raises(RuleBroken, match="ไม่ได้อยู่ในรายงาน"):
        attach(g, report, indicator_id=g.indicators["training"].pk)
    attach(g, report, upload=SimpleUploadedFile("x.pdf", b"%PDF-1.7\n%%EOF"))
    assert Evidence.objects.get().file.mime == "application/pdf"


def test_the_page_attaches_and_removes(g):
    report = g.opened()
    client = signed_in("officer")
    url = f"/reports/{report.pk}/evidence"
    assert client.post(url, {"item": ""}).status_code in {409, 422}
    assert client.post(url, {"item": "1", "file": picture()}).status_code == 302
    found = Evidence.objects.get()
    assert found.indicator is not None
    assert "งาน.png" in text(client.get(url))
    client.post(f"{url}/{found.pk}/remove")
    assert not Evidence.objects.exists()


def test_evidence_by_api(g):
    report = g.opened()
    client = signed_in("officer")
    answer = client.post(f"/api/v1/reports/{report.pk}/evidence?indicator=jobs", {"file": picture()})
    assert answer.json() == {"report": report.pk, "files": 1}, answer.content
    told = client.get(f"/api/v1/reports/{report.pk}").json()["evidence"]
    assert told[0]["indicator"] == "jobs"
    opened = client.get(told[0]["url"])
    assert opened.status_code == 200
    assert b"".join(opened.streaming_content)
    answer = client.delete(f"/api/v1/reports/{report.pk}/evidence/{told[0]['id']}")
    assert answer.json()["files"] == 0
