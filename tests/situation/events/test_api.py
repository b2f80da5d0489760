"""Events and the queue by API and command line: the same verbs, the same refusals."""

from __future__ import annotations

import json

import pytest

from prasan.config.cli import build_parser, commands
from prasan.situation.events import cli
from prasan.situation.models import Event, Operation


@pytest.fixture
def call(g):
    def ask(who: str, method: str, path: str, told: dict | None = None):
        client = g.client(who)
        body = json.dumps(told) if told is not None else None
        answer = getattr(client, method)(f"/api/v1{path}", data=body, content_type="application/json") if body else (
            getattr(client, method)(f"/api/v1{path}")
        )  # fmt: skip
        return answer.status_code, json.loads(answer.content)

    return ask


def test_from_the_queue_to_closed(g, call):
    item, other = g.item(), g.item("อีกข่าว")
    status, queue = call("duty", "get", "/triage")
    assert status == 200
    assert [one["id"] for one in queue["items"]] == [item.pk, other.pk]
    told = {"title": "เลิกจ้าง", "type": "layoff", "area": "92", "items": [item.pk]}
    status, event = call("duty", "post", "/events", told)
    assert (status, event["items"], event["owner"]) == (200, [item.pk], "OPS-92")
    path = f"/events/{event['id']}"
    assert call("duty", "post", f"{path}/link", {"items": [other.pk]})[1]["items"] == [item.pk, other.pk]
    acts = call("duty", "get", f"{path}/acts")[1]
    assert call("duty", "post", f"/acts/{acts[0]['id']}/undo")[0] == 200
    assert call("duty", "get", path)[1]["items"] == [item.pk]
    assert call("duty", "post", f"{path}/verify")[1]["finding"] == "true"
    answers = {"severity": "severe", "urgency": "immediate", "certainty": "observed", "digit": 2}
    assert call("duty", "post", f"{path}/assess", answers)[1]["state"] == "assessed"
    task = call("duty", "post", f"{path}/tasks", {"office": "DOE-92", "text": "สำรวจ", "hours": 7})[1]["tasks"][0]
    assert call("doe", "post", f"/event-tasks/{task['id']}/done", {"text": "แล้วเสร็จ"})[0] == 200
    assert call("duty", "post", f"{path}/close", {"text": ""})[0] == 409
    assert call("duty", "post", f"{path}/close", {"text": "บทเรียน"})[1]["state"] == "closed"
    assert call("minister", "post", f"{path}/reopen", {"text": "ก"})[0] == 403
    assert [one["id"] for one in call("duty", "get", "/events?state=all")[1]["items"]] == [event["id"]]
    assert call("plo-80", "get", path)[0] == 404


def test_bin_and_correct(g, call):
    item = g.item()
    assert (
        call("duty", "post", f"/triage/{item.pk}/correct", {"field": "type", "value": "closure"})[1]["types"][0]
        == "closure"
    )
    assert call("duty", "post", f"/triage/{item.pk}/bin")[0] == 200
    assert call("duty", "get", "/triage")[1]["items"] == []
    assert call("duty", "post", f"/triage/{item.pk}/take-back")[0] == 200
    assert call("plo", "post", f"/triage/{item.pk}/bin")[0] == 403


def told(capsys, *words: str) -> tuple[int, list[dict]]:
    asked = build_parser(commands()).parse_args(["listen", *words, "--json"])
    code = asked._cli.run(asked)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_command_line_does_the_same(g, capsys):
    item = g.item()
    assert cli.COMMANDS
    assert [one["id"] for one in told(capsys, "queue")[1]] == [item.pk]
    code, (event,) = told(
        capsys, "event", "open", "--title", "เลิกจ้าง", "--type", "layoff", "--area", "92", "--items", str(item.pk)
    )
    assert (code, event["items"]) == (0, [item.pk])
    assert told(capsys, "event", "verify", event["code"])[1][0]["state"] == "verified"
    answers = told(capsys, "event", "assess", event["code"], "--answers", "severe,immediate,observed,2")[1]
    assert answers[0]["severity"] == "severe"
    code, (fault,) = told(capsys, "event", "close", event["code"])
    assert (code, fault["error"]) == (1, "refused")
    assert told(capsys, "event", "close", event["code"], "--text", "บทเรียน")[1][0]["state"] == "closed"
    assert [one["code"] for one in told(capsys, "events", "--state", "all")[1]] == [event["code"]]
    assert told(capsys, "event", "show", "999/2569")[0] == 2
    act = Operation.objects.get()
    assert told(capsys, "event", "undo", str(act.pk))[0] == 0
    assert Event.objects.get().is_void
