"""Directives over the API and from the command line: the same rows and verbs as on the pages."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prasan.config.cli import build_parser, commands
from prasan.directives.models import AnswerFile, Directive
from tests.directives.ground import MONDAY, at

TOLD = {"text": "ให้ช่วยเหลือลูกจ้าง", "lead": "OPS-92", "due_kind": "months", "due_amount": 3, "areas": ["ตรัง"]}


def main(words):
    """Run a command as the shell would, without making a database ready."""
    asked = build_parser(commands()).parse_args(words)
    return asked._cli.run(asked)


def post(client, url, told=None):
    return client.post(f"/api/v1{url}", json.dumps(told or {}), content_type="application/json")


def test_issue_answer_and_close(g):
    minister, plo = g.client("minister"), g.client("plo")
    answer = post(minister, "/directives", TOLD | {"co": ["DOE-92"], "outside": ["เทศบาลนครตรัง"]})
    made = answer.json()
    assert answer.status_code == 200
    assert (made["number"], made["lead"], made["areas"], made["co"]) == ("1/2569", "OPS-92", ["92"], ["DOE-92"])
    url = f"/directives/{made['id']}"
    assert post(plo, f"{url}/acknowledge").json()["state"] == "acknowledged"
    assert post(plo, f"{url}/start").json()["state"] == "working"
    assert post(plo, f"{url}/answer", {"text": ""}).json()["field"] == "text"
    told = post(plo, f"{url}/answer", {"text": "ช่วยแล้ว", "evidence": "หนังสือ 5"}).json()
    assert (told["state"], told["answers"][0]["evidence"]) == ("answered", "หนังสือ 5")
    assert post(plo, f"{url}/close").status_code == 403
    assert post(minister, f"{url}/return", {"reason": "ขอรายชื่อ"}).json()["returned_why"] == "ขอรายชื่อ"
    move = {"due_kind": "days", "due_amount": 30, "reason": "รอข้อมูล"}
    assert post(minister, f"{url}/deadline", move).json()["due_kind"] == "days"
    assert post(minister, f"{url}/withdraw", {"reason": "ซ้ำ"}).json()["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("wrong", "field", "status"),
    [({"lead": ""}, "lead", 409), ({"lead": "ที่ไหนไม่รู้"}, "lead", 409), ({"due_amount": 0}, "due_amount", 409),
     ({"indicator": "none"}, "indicator", 409), ({"due_kind": "soon"}, "due_kind", 422)],
)  # fmt: skip
def test_what_is_not_whole_is_refused_with_its_field(g, wrong, field, status):
    answer = post(g.client("minister"), "/directives", TOLD | wrong)
    assert (answer.status_code, field in answer.json()["field"]) == (status, True)
    assert not Directive.objects.exists()


def test_lists_are_paged_by_view(g):
    made = [g.issue() for _ in range(3)]
    client = g.client("plo")
    first = client.get("/api/v1/directives?view=office&limit=2").json()
    assert [one["id"] for one in first["items"]] == [made[2].pk, made[1].pk]
    rest = client.get(f"/api/v1/directives?view=office&limit=2&after={first['next']}").json()
    assert ([one["id"] for one in rest["items"]], rest["next"]) == ([made[0].pk], None)
    assert g.client("plo-80").get("/api/v1/directives").json()["items"] == []
    assert g.client("plo-80").get(f"/api/v1/directives/{made[0].pk}").status_code == 404
    with at(MONDAY + dt.timedelta(days=30)):
        counted = g.client("minister").get("/api/v1/directives/statistics").json()
    assert counted["items"] == [
        {"issued": 3, "acknowledged": 0, "answered": 0, "in_time": 0, "overdue": 3, "office": "OPS-92",
         "median_days": None}
    ]  # fmt: skip


def test_guidance(g):
    minister, plo = g.client("minister"), g.client("plo")
    told = {"text": "ดูแลแรงงานนอกระบบ", "to": ["ทุกจังหวัด"], "review_on": "2027-09-30"}
    made = post(minister, "/guidance", told).json()
    assert (made["addressees"], made["answered"]) == (2, 0)
    url = f"/guidance/{made['id']}"
    assert post(plo, f"{url}/acknowledge").status_code == 200
    assert post(plo, f"{url}/answer", {"how": "ออกหน่วย"}).json()["replies"][0]["how"] == "ออกหน่วย"
    assert post(g.client("doe"), f"{url}/answer", {"how": "ออกหน่วย"}).status_code == 404
    renewed = post(minister, f"{url}/renew", {"review_on": "2028-09-30", "reason": "ได้ผล"})
    assert renewed.json()["review_on"] == "2028-09-30"
    letter = {"official_no": "รง 1", "official_date": "2026-11-20"}
    put = minister.put(f"/api/v1{url}/official", json.dumps(letter), content_type="application/json")
    assert put.json()["official_no"] == "รง 1"
    assert post(minister, f"{url}/end", {"reason": "จบ"}).json()["state"] == "ended"
    assert minister.get("/api/v1/guidance").json()["items"][0]["answered"] == 0  # a new round


def test_the_command_line_lists_shows_and_sweeps(g, capsys):
    made = g.issue(due_kind="date", due_day=dt.date(2026, 11, 23))
    with at(MONDAY + dt.timedelta(days=1)):
        assert main(["directives", "sweep", "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == {"escalated": 1, "repeated": 0}
        assert main(["directives", "list", "--view", "overdue", "--json", "--as", "plo"]) == 0
        assert json.loads(capsys.readouterr().out)["id"] == made.pk
        assert main(["directives", "show", str(made.pk), "--as", "plo", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["level"] == 1


def test_evidence_goes_with_an_answer(g):
    made = g.issue()
    plo = g.client("plo")
    post(plo, f"/directives/{made.pk}/acknowledge")
    url = f"/api/v1/directives/{made.pk}/answer-with-files"

    def files(count):
        return [SimpleUploadedFile(f"{n}.pdf", b"%PDF-1.4\n" + str(n).encode()) for n in range(count)]

    refused = plo.post(url, {"text": "ช่วยแล้ว", "files": files(6)})
    assert (refused.status_code, refused.json()["field"]) == (409, "file")
    told = plo.post(url, {"text": "ช่วยแล้ว", "files": files(2)}).json()
    assert (told["state"], len(told["answers"][0]["files"])) == ("answered", 2)
    read = [AnswerFile.objects.visible_to(g.actors[who]).count() for who in ("minister", "plo-80")]
    assert read == [2, 0]
