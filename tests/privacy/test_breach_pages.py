"""Breaches through the pages, the API and the command line."""

import json

import pytest

from prasan.config.cli import build_parser, commands
from prasan.privacy import commands as c
from prasan.privacy.models import Breach
from tests.privacy.ground import breach, step

WHAT = "ลืมแฟ้มรายชื่อไว้ที่ศูนย์อาหาร"


def test_a_report_and_its_steps_through_the_pages(g):
    doe, dpo = g.client("doe"), g.client("dpo")
    refused = doe.post("/privacy/breaches/new", {"what": WHAT, "people": "ห้า"})
    assert refused.status_code == 422
    assert WHAT in refused.content.decode()
    sent = doe.post("/privacy/breaches/new", {"kind": "confidential", "what": WHAT, "people": "๑๒"})
    one = Breach.objects.get()
    assert sent["Location"] == f"/privacy/breaches/{one.pk}"
    assert one.people == 12
    told = {"do": "assess", "risk": "none"}
    kept = dpo.post(f"/privacy/breaches/{one.pk}/do", told | {"people": "7"})
    assert kept.status_code == 422
    assert "โปรดเขียนเหตุผลว่าทำไมจึงไม่มีความเสี่ยง" in kept.content.decode()
    assert dpo.post(f"/privacy/breaches/{one.pk}/do", told | {"text": "ได้แฟ้มคืนครบ"}).status_code == 302
    shown = dpo.get(f"/privacy/breaches/{one.pk}").content.decode()
    assert "ได้แฟ้มคืนครบ" in shown
    assert "ไม่มีความเสี่ยง" in shown
    reporter = doe.get(f"/privacy/breaches/{one.pk}").content.decode()
    assert "ได้แฟ้มคืนครบ" not in reporter
    assert "ประเมินแล้ว" in reporter
    assert WHAT in reporter
    assert g.client("plo").get(f"/privacy/breaches/{one.pk}").status_code == 404
    assert dpo.post(f"/privacy/breaches/{one.pk}/do", {"do": "burn"}).status_code == 422


def test_a_form_that_is_sent_twice_reports_once(g):
    doe = g.client("doe")
    told = {"kind": "integrity", "what": WHAT, "key": "abc"}
    first, second = [doe.post("/privacy/breaches/new", told)["Location"] for _ in "ab"]
    assert first == second
    assert Breach.objects.count() == 1


def test_the_page_is_kept_by_no_cache(g):
    one = breach(g)
    assert "no-store" in g.client("dpo").get(f"/privacy/breaches/{one.pk}")["Cache-Control"]


def test_over_the_api(g):
    dpo, doe = g.client("dpo"), g.client("doe")
    made = doe.post(
        "/api/v1/breaches", json.dumps({"kind": "availability", "what": WHAT}), content_type="application/json"
    )
    assert made.status_code == 200, made.content
    row = made.json()
    assert (row["risk"], row["owed"], row["events"]) == (None, None, [])
    path = f"/api/v1/breaches/{row['id']}"
    told = json.dumps({"step": "assess", "risk": "high"})
    assert doe.post(f"{path}/steps", told, content_type="application/json").status_code == 403
    found = dpo.post(f"{path}/steps", told, content_type="application/json").json()
    assert found["owed"] == ["contain", "notify_office", "tell_persons"]
    assert [one["move"] for one in found["events"]] == ["assess", "report"]
    assert [one["id"] for one in dpo.get("/api/v1/breaches?open=true").json()["items"]] == [row["id"]]
    assert g.client("plo").get(path).status_code == 404


def test_on_the_command_line(g, capsys):
    def main(words):
        asked = build_parser(commands()).parse_args(words)
        return asked._cli.run(asked)

    assert main(["privacy", "report", "confidential", WHAT, "--as", "doe", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert main(["privacy", "step", str(row["id"]), "assess", "--risk", "risk", "--as", "plo"]) == 1
    assert main(["privacy", "step", str(row["id"]), "assess", "--risk", "risk", "--as", "dpo", "--json"]) == 0
    capsys.readouterr()
    assert main(["privacy", "breaches", "--as", "dpo", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["owed"] == ["contain", "notify_office"]
    assert main(["privacy", "clock", "--json"]) == 0


@pytest.mark.parametrize("who", ["dpo", "doe"])
def test_the_list_shows_clocks_to_the_officer_alone(g, who):
    one = breach(g)
    step(g, c.AssessBreach, one, risk="high")
    text = g.client(who).get("/privacy/breaches").content.decode()
    assert ("มีความเสี่ยงสูง" in text) is (who == "dpo")
    assert one.code in text


def test_a_moment_without_its_zone_and_what_no_database_takes_are_no_fault_of_ours(g):
    dpo = g.client("dpo")

    def send(path, **told):
        return dpo.post(f"/api/v1/breaches{path}", json.dumps(told), content_type="application/json")

    assert send("", kind="availability", what=WHAT, aware_at="2026-11-23T08:00:00").status_code == 422
    made = send("", kind="availability", what=f"{WHAT}\0")
    assert made.status_code == 200, made.content
    assert made.json()["what"] == WHAT
    path = f"/{made.json()['id']}/steps"
    assert send(path, step="contain", text="ปิดแล้ว", at="2026-11-23T08:00:00").status_code == 422
    told = send(path, step="notify_office", reference="สคส 1\0").json()
    assert told["reference"] == "สคส 1"
    for address in ("/api/v1/processing-records/%00", "/privacy/records/%00", "/privacy/retention/terms/%00",
                    "/api/v1/referrals?office=%00", "/api/v1/mobile-days?province=%00"):  # fmt: skip
        assert dpo.get(address).status_code < 500, address


def test_what_is_not_owed_is_not_said_to_be_missing(g):
    dpo = g.client("dpo")
    one = g.do("doe", c.ReportBreach(kind="availability", what=WHAT))
    assert dpo.get(f"/privacy/breaches/{one.pk}").content.decode().count("<dd>ยังไม่ได้แจ้ง</dd>") == 2
    for risk, missing, needless in (("high", 2, 0), ("risk", 1, 1), ("none", 0, 2)):
        g.do("dpo", c.AssessBreach(target_id=one.pk, risk=risk, text="ตรวจแล้ว"))
        page = dpo.get(f"/privacy/breaches/{one.pk}").content.decode()
        counted = page.count("<dd>ยังไม่ได้แจ้ง</dd>"), page.count("<dd>ไม่ต้องแจ้ง</dd>")
        assert counted == (missing, needless), risk
