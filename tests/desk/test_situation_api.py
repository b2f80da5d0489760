"""The situation report of a province by API and by command line: as on the pages, under the same rights."""

from __future__ import annotations

import json

import pytest

from prasan.config.cli import build_parser
from prasan.desk.cli import COMMANDS
from prasan.desk.documents.chapters import CHAPTERS
from prasan.desk.models import SituationReport, SituationVersion
from prasan.desk.pages.situation import spans

API = "/api/v1/situation-reports"


@pytest.fixture
def span(demo):
    return spans()[1].key


def send(client, method, path, body):
    return getattr(client, method)(path, json.dumps(body), content_type="application/json")


def chapter(told, code):
    return next(one for one in told["chapters"] if one["code"] == code)


def test_it_is_drafted_worded_published_and_printed_by_api(sign_in, span):
    plo = sign_in("plo-92")
    made = send(plo, "post", API, {"province": "92", "span": span}).json()
    assert (made["state"], made["version"], made["number"]) == ("draft", 1, None)
    assert [one["code"] for one in made["chapters"]] == [one.code for one in CHAPTERS]
    kept = SituationReport.objects.get(pk=made["id"])
    force = chapter(made, "force")["figures"][1]
    assert force["value"] == kept.figures["rows"]["force"][1]["value"] > 0
    assert not chapter(made, "wages")["edited"]

    saved = send(plo, "put", f"{API}/{made['id']}/words", {"version": 1, "texts": {"wages": "ถ้อยคำใหม่"}}).json()
    assert (chapter(saved, "wages")["text"], chapter(saved, "wages")["edited"], saved["version"]) == (
        "ถ้อยคำใหม่",
        True,
        2,
    )
    assert chapter(saved, "force")["text"] == chapter(made, "force")["text"]

    again = send(plo, "post", API, {"province": "92", "span": span}).json()
    assert (again["id"], again["version"], chapter(again, "wages")["text"]) == (made["id"], 3, "ถ้อยคำใหม่")

    assert send(plo, "post", f"{API}/{made['id']}/publish", {"version": 1}).status_code == 409
    done = send(plo, "post", f"{API}/{made['id']}/publish", {"version": 3}).json()
    assert (done["state"], done["number"], done["differences"]) == ("issued", 1, [])
    assert send(plo, "put", f"{API}/{made['id']}/words", {"version": 3, "texts": {"wages": "x"}}).status_code == 409

    paper = plo.get(f"{API}/{made['id']}?format=pdf")
    assert (paper["Content-Type"], paper.content[:4]) == ("application/pdf", b"%PDF")
    assert plo.get(f"{API}/{made['id']}?format=docx").content[:2] == b"PK"


def test_a_repeated_call_drafts_once(sign_in, span):
    plo = sign_in("plo-92")
    body = json.dumps({"province": "92", "span": span})
    for _ in range(2):
        answer = plo.post(API, body, content_type="application/json", headers={"Idempotency-Key": "a-1"})
        assert answer.json()["version"] == 1
    assert SituationVersion.objects.count() == 1


def test_what_is_refused_says_why(sign_in, span):
    plo = sign_in("plo-92")
    made = send(plo, "post", API, {"province": "92", "span": span}).json()
    strange = send(plo, "put", f"{API}/{made['id']}/words", {"version": 1, "texts": {"wage": "x"}})
    assert strange.status_code == 422
    assert strange.json()["field"] == "texts"
    assert "wages" in strange.json()["error"]
    assert send(plo, "put", f"{API}/{made['id']}/words", {"version": 0, "texts": {"wages": "x"}}).status_code == 409
    assert send(plo, "post", API, {"province": "nowhere", "span": span}).status_code == 404
    assert send(plo, "post", API, {"province": "92", "span": 256905}).status_code == 409
    assert SituationReport.objects.get(pk=made["id"]).version == 1


def test_who_reads_and_who_writes_by_api(sign_in, span):
    made = send(sign_in("plo-92"), "post", API, {"province": "92", "span": span}).json()
    for who in ("plo-81", "minister", "doe-92"):
        assert send(sign_in(who), "post", API, {"province": "92", "span": span}).status_code == 403, who
    path = f"{API}/{made['id']}"
    assert sign_in("plo-81").get(path).status_code == 404
    assert sign_in("plo-81").get(API).json()["items"] == []
    assert [one["id"] for one in sign_in("minister").get(f"{API}?province=92").json()["items"]] == [made["id"]]
    assert sign_in("minister").get(f"{API}?province=81").json()["items"] == []
    assert sign_in("minister").get(f"{API}?year={span // 100 - 1}").json()["items"] == []
    assert send(sign_in("plo-81"), "put", f"{path}/words", {"version": 1, "texts": {}}).status_code == 404
    assert send(sign_in("minister"), "post", f"{path}/publish", {"version": 1}).status_code == 403
    send(sign_in("plo-92"), "post", f"{path}/publish", {"version": 1})
    assert sign_in("plo-81").get(path).json()["number"] == 1


def test_the_list_goes_on_after_its_page(sign_in, span):
    plo = sign_in("plo-92")
    first, second = (send(plo, "post", API, {"province": "92", "span": one.key}).json()["id"] for one in spans()[1:3])
    page = plo.get(f"{API}?limit=1").json()
    assert ([one["id"] for one in page["items"]], page["next"]) == ([second], second)
    page = plo.get(f"{API}?limit=1&after={page['next']}").json()
    assert ([one["id"] for one in page["items"]], page["next"]) == ([first], None)


def test_it_is_drafted_worded_published_and_printed_by_command(demo, span, tmp_path, capsys):
    def call(*words):
        asked = build_parser(COMMANDS).parse_args(["situation", *map(str, words)])
        asked.json = True
        code = asked._cli.run(asked)
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    code, (made,) = call("draft", "92", span, "--as", "plo-92")
    assert (code, made["state"], made["version"]) == (0, "draft", 1)
    words = tmp_path / "words.json"
    words.write_text(json.dumps({"wages": "จากไฟล์"}), encoding="utf-8")
    told = ("save", made["id"], "--version", 1, "--file", words, "--text", "informal=จากคำสั่ง", "--as", "plo-92")
    code, (saved,) = call(*told)
    assert (code, chapter(saved, "wages")["text"], chapter(saved, "informal")["text"]) == (0, "จากไฟล์", "จากคำสั่ง")
    assert call(*told)[0] == 1, "the version has moved on"
    assert call("save", made["id"], "--version", 2, "--text", "x", "--as", "plo-92")[0] == 2
    words.write_text("[1]")
    assert call("save", made["id"], "--version", 2, "--file", words, "--as", "plo-92")[0] == 2
    assert call("publish", made["id"], "--version", 2, "--as", "plo-81")[0] == 1
    assert call("draft", "92", span, "--as", "nobody")[0] == 1
    code, (done,) = call("publish", made["id"], "--version", 2, "--as", "plo-92")
    assert (code, done["number"]) == (0, 1)
    assert [one["id"] for one in call("list", "--province", "92")[1]] == [made["id"]]
    assert call("list", "--province", "81")[1] == []
    assert call("show", made["id"])[1][0]["number"] == 1
    assert call("file", made["id"], "--file", tmp_path / "a.pdf")[1][0]["bytes"] > 1000
    assert (tmp_path / "a.pdf").read_bytes()[:4] == b"%PDF"
    assert call("file", made["id"], "--format", "docx", "--file", tmp_path / "a.docx")[0] == 0
    assert (tmp_path / "a.docx").read_bytes()[:2] == b"PK"
