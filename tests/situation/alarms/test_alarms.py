"""What people make of alarms: who sees and decides them, on pages, by API and by command line."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.config.cli import build_parser, commands
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.situation.alarms import finding
from prasan.situation.alarms.commands import LinkAlarm, LookAtAlarm, RaiseAlarm, ReopenAlarm, SetAlarmAside
from prasan.situation.alarms.finding import Outcome
from prasan.situation.models import Alarm, Item
from tests.situation.alarms.conftest import FIRST, LAST

pytestmark = pytest.mark.django_db


@pytest.fixture
def alarm(g):
    """An alarm of Trang as the machine keeps it, without the weeks before."""
    rows = []
    for n in range(10):
        day = LAST - dt.timedelta(days=9 - n)
        count = 9 if day == LAST else 1
        rows.append([day.isoformat(), count, 12, day.weekday() >= 5, n == 3, 1.25, 1.1, ["c2"] if count == 9 else []])
    return Alarm.objects.create(
        type="layoff", area=g.areas["92"], first=LAST, last=LAST, day=LAST, as_of=LAST, method="c2", score=4.5,
        strength=1.8, observed=9, expected=1.25, compared=[LAST - dt.timedelta(days=n) for n in range(7, 0, -1)],
        series=rows,
    )  # fmt: skip


def main(words):
    """Run a command as the shell would, without making a database ready."""
    asked = build_parser(commands()).parse_args(words)
    return asked._cli.run(asked)


def test_an_alarm_is_looked_at_linked_and_taken_up_again(g, alarm):
    looked = g.do("plo", LookAtAlarm(target_id=alarm.pk))
    assert (looked.state, looked.looked_by_id) == ("looked", g.actors["plo"].person_id)
    event = g.event()
    linked = g.do("duty", LinkAlarm(target_id=alarm.pk, event_id=event.pk))
    assert (linked.state, linked.event_id, linked.decided_by_id) == ("linked", event.pk, g.actors["duty"].person_id)
    again = g.do("duty", ReopenAlarm(target_id=alarm.pk))
    assert (again.state, again.event, again.decided_by) == ("looked", None, None)
    verbs = list(Entry.objects.about(alarm).order_by("pk").values_list("verb", flat=True))
    assert verbs == [f"situation.{one}" for one in ("look_at_alarm", "link_alarm", "reopen_alarm")]


def test_setting_aside_asks_why(g, alarm):
    with pytest.raises(RuleBroken) as broken:
        g.do("duty", SetAlarmAside(target_id=alarm.pk, reason="  "))
    assert broken.value.field == "reason"
    with pytest.raises(RuleBroken):
        g.do("duty", SetAlarmAside(target_id=alarm.pk, reason="ก" * 501))
    aside = g.do("duty", SetAlarmAside(target_id=alarm.pk, reason="งานนัดพบแรงงาน"))
    assert (aside.state, aside.reason, aside.looked_by_id) == ("aside", "งานนัดพบแรงงาน", g.actors["duty"].person_id)
    with pytest.raises(RuleBroken, match="วางไว้"):
        g.do("duty", LookAtAlarm(target_id=alarm.pk))


def test_it_links_only_to_an_event_that_stands_and_that_one_reads(g, alarm):
    other = g.event(area="80")
    for wrong in (0, 999_999, other.pk):
        with pytest.raises(RuleBroken) as broken:
            g.do("plo", LinkAlarm(target_id=alarm.pk, event_id=wrong))
        assert broken.value.field == "event"


def test_each_sees_the_alarms_of_the_own_place(g, alarm):
    nation = Alarm.objects.create(
        type="layoff", area=g.areas["TH"], first=FIRST, last=FIRST, day=FIRST, as_of=FIRST, method="c1", score=3,
        strength=1, observed=3, expected=1,
    )  # fmt: skip
    seen = {who: set(Alarm.objects.visible_to(actor)) for who, actor in g.actors.items()}
    for who in ("duty", "owner", "minister", "auditor"):
        assert seen[who] == {alarm, nation}, who
    for who in ("plo", "governor"):
        assert seen[who] == {alarm}, who
    for who in ("plo-80", "doe-80", "counsellor", "admin"):
        assert seen[who] == set(), who
    with pytest.raises(Refused) as refused:
        g.do("plo-80", LookAtAlarm(target_id=alarm.pk))
    assert refused.value.status == 404
    with pytest.raises(Refused) as refused:
        g.do("governor", LookAtAlarm(target_id=alarm.pk))
    assert refused.value.status == 403
    with pytest.raises(Refused):
        g.do("duty", RaiseAlarm(values={"type": "layoff", "area_id": g.areas["92"].pk}))


def test_the_list_shows_the_strongest_first_and_filters(g, alarm):
    strong = Alarm.objects.create(
        type="fraud", area=g.areas["80"], first=FIRST, last=FIRST, is_on=False, day=FIRST, as_of=LAST, method="c3",
        score=9, strength=4.5, observed=20, expected=2,
    )  # fmt: skip
    client = g.client("duty")

    def shown(query=""):
        page = client.get(f"/situation/alarms{query}")
        assert page.status_code == 200
        text = page.content.decode()
        found = [(text.find(f'href="/situation/alarms/{one.pk}"'), one.pk) for one in (alarm, strong)]
        return [pk for at, pk in sorted(found) if at >= 0]

    assert shown() == [strong.pk, alarm.pk]
    assert shown("?type=layoff") == shown("?area=ตรัง") == shown("?area=92") == shown("?on=1") == [alarm.pk]
    assert shown("?type=figure") == shown("?state=aside") == []
    Alarm.objects.filter(pk=strong.pk).update(state="aside", reason="ซ้อม")
    assert shown() == [alarm.pk]
    assert shown("?state=all") == [strong.pk, alarm.pk]
    assert shown("?state=x&type=y&area=%00&on=z") == shown("?area=ไม่มี") == [alarm.pk]
    assert g.client("admin").get("/situation/alarms").status_code == 403


def test_a_page_explains_the_numbers_and_opens_each_day(g, alarm):
    g.came(LAST, 2)
    g.came(LAST, 1, title="โทร 081-234-5678 แจ้งเลิกจ้าง")
    g.came(LAST, 1, "strike")
    client = g.client("duty")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/situation/alarms/{alarm.pk}")
    assert len(asked) <= 12
    text = page.content.decode()
    assert "มี 9 ข่าว จากที่คาดไว้ 1.3 ข่าว" in text
    assert "ไม่ได้รับข่าว" in text
    assert f'href="/situation/alarms/{alarm.pk}/{LAST}"' in text
    assert f'href="/situation/alarms/{alarm.pk}/{alarm.series[3][0]}"' not in text, "a silent day opens nothing"
    governor = g.client("governor")
    with CaptureQueriesContext(connection) as asked:
        day = governor.get(f"/situation/alarms/{alarm.pk}/{LAST}")
    assert len(asked) <= 12
    text = day.content.decode()
    assert text.count("/situation/items/") == 3
    assert "081-234-5678" not in text
    assert "เมื่อคำนวณนับได้ 9 ข่าว" in text


def test_addresses_that_name_nothing_are_404(g, alarm):
    client = g.client("duty")
    for path in (
        "/999999",
        f"/{alarm.pk}/2026-02-31",
        f"/{alarm.pk}/x",
        f"/{alarm.pk}/2020-01-01",
        "/999999/2026-02-25",
    ):
        assert client.get(f"/situation/alarms{path}").status_code == 404, path
    assert client.post("/situation/alarms/999999/do", {"do": "look"}).status_code == 404
    assert client.get(f"/situation/alarms/{alarm.pk}/do").status_code == 405
    assert g.client("plo-80").get(f"/situation/alarms/{alarm.pk}").status_code == 404
    assert g.client("plo-80").get(f"/situation/alarms/{alarm.pk}/{LAST}").status_code == 404


def test_the_page_acts_and_keeps_what_was_typed(g, alarm):
    client = g.client("plo")
    url = f"/situation/alarms/{alarm.pk}"
    assert client.post(f"{url}/do", {"do": "look"}).status_code == 302
    for told in ({"do": "link", "number": "77/2569"}, {"do": "set_aside", "reason": " "}, {"do": "x"}, {"do": "look"}):
        page = client.post(f"{url}/do", told)
        assert page.status_code == 409, told
        assert told.get("number", "") in page.content.decode()
    event = g.event()
    assert client.post(f"{url}/do", {"do": "link", "event": event.code}).status_code == 302
    assert client.post(f"{url}/do", {"do": "reopen"}).status_code == 302
    assert client.post(f"{url}/do", {"do": "set_aside", "reason": "ตามฤดูกาล"}).status_code == 302
    text = client.get(url).content.decode()
    assert "ตามฤดูกาล" in text
    governor = g.client("governor")
    assert "เฉพาะศูนย์ปฏิบัติการ" in governor.get(url).content.decode()
    assert governor.post(f"{url}/do", {"do": "reopen"}).status_code == 403


def api(client, method, path, body=None):
    answer = getattr(client, method)(f"/api/v1/situation/alarms{path}", body, content_type="application/json")
    return answer.status_code, json.loads(answer.content)


def test_the_api_reads_and_acts(g, alarm):
    g.came(LAST, 2)
    client = g.client("duty")
    answer = client.get("/api/v1/situation/alarms", {"type": "layoff", "area": "92"}).json()
    assert [one["id"] for one in answer["items"]] == [alarm.pk]
    assert answer["next"] is None
    whole = client.get(f"/api/v1/situation/alarms/{alarm.pk}").json()
    assert whole["series"][-1] == {
        "day": str(LAST), "value": 9, "expected": 1.25, "total": 12, "off": False, "alarm": True,
    }  # fmt: skip
    assert whole["series"][3]["value"] is None
    items = client.get(f"/api/v1/situation/alarms/{alarm.pk}/items", {"day": str(LAST)}).json()
    assert len(items) == 2
    assert client.get(f"/api/v1/situation/alarms/{alarm.pk}/items", {"day": "2020-01-01"}).status_code == 404
    assert api(client, "post", f"/{alarm.pk}/look")[1]["state"] == "looked"
    assert api(client, "post", f"/{alarm.pk}/link", {"event": "9/2560"})[0] == 409
    assert api(client, "post", f"/{alarm.pk}/link", {"event": g.event().code})[1]["state"] == "linked"
    assert api(client, "post", f"/{alarm.pk}/reopen")[1]["event"] == ""
    assert api(client, "post", f"/{alarm.pk}/set-aside", {"reason": "ซ้อม"})[1]["reason"] == "ซ้อม"
    assert api(g.client("plo-80"), "post", f"/{alarm.pk}/look")[0] == 404


def test_the_command_line_lists_finds_and_acts(g, alarm, capsys, monkeypatch):
    assert main(["listen", "alarms", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["id"], row["area"], row["state"]) == (alarm.pk, "92", "open")
    assert main(["listen", "alarms", "--as", "plo-80", "--json"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["listen", "alarm", "set-aside", str(alarm.pk), "--as", "plo", "--json"]) == 1
    assert "reason" not in json.loads(capsys.readouterr().out).get("state", "")
    assert main(["listen", "alarm", "look", str(alarm.pk), "--as", "plo"]) == 0
    assert "looked" in capsys.readouterr().out
    assert main(["listen", "alarm", "show", str(alarm.pk), "--as", "plo-80"]) == 1
    assert main(["listen", "alarms", "--find", "--as", "plo"]) == 2
    seen = []
    monkeypatch.setattr("prasan.situation.alarms.jobs.find", lambda day: seen.append(day) or Outcome())
    assert main(["listen", "alarms", "--find"]) == 0
    assert len(seen) == 1


def test_what_is_decided_survives_the_items(g, alarm):
    """An alarm stays written when the machine runs over a town without any item."""
    g.do("duty", SetAlarmAside(target_id=alarm.pk, reason="ซ้อม"))
    assert not Item.objects.exists()
    assert finding.find(LAST).series == 0
    assert Alarm.objects.get(pk=alarm.pk).state == "aside"
