"""Pages, API and command line of the watch: what each seat is shown, bad input kept, the verbs behind them."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.utils import timezone

from prasan.config.cli import build_parser, commands
from prasan.situation.models import Claim, DayReport, HandOver, LogEntry, Rung, Shift, Swap, Urgent
from prasan.situation.watch.commands.log import MakeHandOver
from prasan.situation.watch.commands.rota import AskSwap
from prasan.situation.watch.commands.urgent import RaiseUrgent
from prasan.situation.watch.daily import freeze

PAGES = ("watch", "watch/rota", "days", "urgent", "ladder", "claims", "daily")


def ask(g, who, path, **form):
    client = g.client(who)
    return client.post(f"/situation/{path}", form) if form else client.get(f"/situation/{path}")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["duty", "plo", "counsellor", "minister", "department"])
def test_every_seat_that_reads_is_shown_the_page(g, who, path):
    assert ask(g, who, path).status_code == 200


def test_another_office_out_of_scope_is_not_there(g):
    assert ask(g, "plo", "watch?office=OPS-80").status_code == 404
    assert ask(g, "duty", "watch?office=OPS-80").status_code == 200


def test_a_line_is_written_and_a_fault_keeps_what_was_typed(g):
    assert ask(g, "duty", "watch", text="รับแจ้งเหตุ", hour="", day="").status_code == 302
    answer = ask(g, "duty", "watch", text="รับแจ้งเหตุอีก", hour="เที่ยงวัน", day="")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "อ่านเวลาไม่ได้" in page
    assert "รับแจ้งเหตุอีก" in page
    assert LogEntry.objects.count() == 1


def test_a_moment_is_thai_time(g):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    assert ask(g, "duty", "watch", text="เมื่อวาน", hour="๑๔.๓๐", day=yesterday.isoformat()).status_code == 302
    assert timezone.localtime(LogEntry.objects.get().happened_at).isoformat()[:16] == f"{yesterday}T14:30"


def test_the_watch_is_handed_over_and_accepted_by_two_people(g):
    assert ask(g, "duty", "watch/hand-over", word="ฝากดูฝน").status_code == 302
    sheet = HandOver.objects.get()
    page = ask(g, "duty-2", f"watch/hand-over/{sheet.pk}").content.decode()
    assert "ฝากดูฝน" in page
    assert "อ่านแล้ว รับเวร" in page
    assert "อ่านแล้ว รับเวร" not in ask(g, "duty", f"watch/hand-over/{sheet.pk}").content.decode()
    assert ask(g, "duty-2", f"watch/hand-over/{sheet.pk}", remark="ครบ").status_code == 302
    assert ask(g, "plo", f"watch/hand-over/{sheet.pk}").status_code == 404


def test_an_event_reaches_the_hand_over_sheet(g):
    event = g.event(severity="severe", title="เตาหลอมระเบิด")
    sheet = g.do("duty", MakeHandOver())
    page = ask(g, "duty-2", f"watch/hand-over/{sheet.pk}").content.decode()
    assert event.code in page
    assert "เตาหลอมระเบิด" in page


def test_a_rota_is_planned_and_a_slip_is_told_at_its_field(g):
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    people = [g.person("duty"), g.person("duty-2")]
    bad = ask(g, "duty", "watch/rota", first=tomorrow, days="3", hours="เช้าถึงเย็น", each="1", people=people)
    assert bad.status_code == 409
    assert "เช้าถึงเย็น" in bad.content.decode()
    good = ask(g, "duty", "watch/rota", first=tomorrow, days="3", hours="08.00-20.00", each="1", people=people)
    assert good.status_code == 302
    assert Shift.objects.count() == 3
    page = ask(g, "duty", "watch/rota").content.decode()
    assert "เวรของท่าน" in page


def test_a_swap_on_pages(g):
    test_a_rota_is_planned_and_a_slip_is_told_at_its_field(g)
    one = Shift.objects.filter(person_id=g.person("duty")).first()
    assert ask(g, "duty", f"watch/shift/{one.pk}", act="swap", to="", words="").status_code == 409
    assert ask(g, "duty", f"watch/shift/{one.pk}", act="swap", to=g.person("duty-2")).status_code == 302
    wish = Swap.objects.get()
    assert ask(g, "duty-2", f"watch/swap/{wish.pk}", act="agree").status_code in {302, 409}
    wish.refresh_from_db()
    assert wish.state in {"agreed", "asked"}
    assert ask(g, "plo", f"watch/swap/{wish.pk}", act="agree").status_code == 404


def test_a_withdrawn_swap_on_pages(g):
    test_a_rota_is_planned_and_a_slip_is_told_at_its_field(g)
    one = Shift.objects.filter(person_id=g.person("duty")).first()
    wish = g.do("duty", AskSwap(shift_id=one.pk, to_id=g.person("duty-3")))
    assert ask(g, "duty", f"watch/swap/{wish.pk}", act="withdraw").status_code == 302


def test_the_word_on_a_day_by_form(g):
    assert ask(g, "doe", "days/own").status_code == 403
    silent = ask(g, "plo", "days/own", word="", text="", day="")
    assert silent.status_code == 409
    bad = ask(g, "plo", "days/own", word="something", text="", day="")
    assert "โปรดบอกว่าเกิดอะไรขึ้น" in bad.content.decode()
    assert ask(g, "plo", "days/own", word="normal", text="", day="").status_code == 302
    one = DayReport.objects.get()
    assert "เหตุการณ์ปกติ" in ask(g, "duty", f"days/{one.pk}").content.decode()
    assert ask(g, "plo-80", f"days/{one.pk}").status_code == 404


def test_the_table_of_days_says_silence(g):
    page = ask(g, "duty", "days").content.decode()
    assert "ไม่รายงาน" in page
    assert "ตรัง" in page
    assert "ตรัง" not in ask(g, "plo-80", "days").content.decode()


def test_urgent_reports_on_pages(g):
    event = g.event(severity="severe")
    assert ask(g, "duty", f"urgent/{event.pk}", go="1").status_code == 302
    own = Urgent.objects.get(person_id=g.person("plo"))
    assert "อ่านแล้ว รับทราบ" in ask(g, "plo", f"urgent/{event.pk}").content.decode()
    assert ask(g, "plo", f"urgent/{own.pk}/confirm", go="1").status_code == 302
    assert "โทรแจ้งแล้ว" in ask(g, "duty", f"urgent/{event.pk}").content.decode()
    assert ask(g, "plo-80", f"urgent/{event.pk}").status_code == 404


def test_who_was_told_reads_the_event_though_out_of_scope(g):
    event = g.event(severity="extreme", area=g.areas["TW"], owner=g.offices["ABROAD-TW-TAIPEI"])
    event.places.create(area=g.areas["80"], role="origin", people=2)
    g.do("duty", RaiseUrgent(target_id=event.pk))
    assert ask(g, "plo-80", f"urgent/{event.pk}").status_code == 200
    assert ask(g, "plo", f"urgent/{event.pk}").status_code == 404


def test_the_ladder_is_set_by_the_centre(g):
    assert "กำหนดขั้นรายงานด่วน" not in ask(g, "plo", "ladder").content.decode()
    form = {"severity": "minor", "role": "plo", "where": "place", "minutes": "๙๐", "channel": "phone", "active": "on"}
    assert ask(g, "duty", "ladder", **form).status_code == 302
    assert Rung.objects.get(severity="minor").minutes == 90
    assert ask(g, "duty", "ladder", **form | {"minutes": "x"}).status_code == 409
    assert ask(g, "plo", "ladder", **form).status_code == 403


def test_false_news_on_pages(g):
    assert ask(g, "spokesperson", "claims", text="ข่าวลือเรื่องเงินเยียวยา").status_code == 302
    one = Claim.objects.get()
    bad = ask(g, "duty", f"claims/{one.pk}", act="judge", verdict="false", evidence="")
    assert bad.status_code == 409
    assert ask(g, "duty", f"claims/{one.pk}", act="judge", verdict="false", evidence="สปส. ยืนยัน").status_code == 302
    form = {"act": "correct", "correction": "ไม่เป็นความจริง", "where": "เว็บไซต์"}
    assert ask(g, "duty", f"claims/{one.pk}", **form).status_code == 302
    assert "ไม่เป็นความจริง" in ask(g, "duty", f"claims/{one.pk}").content.decode()


def test_the_daily_report_as_page_and_pdf(g):
    g.event(severity="severe")
    made, _fresh = freeze(timezone.localdate())
    page = ask(g, "duty", f"daily/{made.day}")
    assert page.status_code == 200
    assert "เหตุการณ์ใหม่" in page.content.decode()
    paper = ask(g, "duty", f"daily/{made.day}?kind=pdf")
    assert paper.content.startswith(b"%PDF")
    assert ask(g, "duty", "daily/2020-01-01").status_code == 404
    assert ask(g, "duty", "daily/x").status_code == 404


@pytest.mark.parametrize(
    ("path", "most"), [("watch", 12), ("watch/rota", 12), ("days", 12), ("claims", 12), ("ladder", 12)]
)
def test_pages_keep_to_their_queries(g, path, most, django_assert_max_num_queries):
    for _n in range(5):
        event = g.event(severity="severe")
        g.do("duty", RaiseUrgent(target_id=event.pk))
    client = g.client("duty")
    client.get(f"/situation/{path}")
    with django_assert_max_num_queries(most):
        assert client.get(f"/situation/{path}").status_code == 200


def run(*words):
    asked = build_parser(commands()).parse_args(words)
    return asked._cli.run(asked)


def rows(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_command_line(g, capsys):
    assert run("watch", "log", "รับแจ้งเหตุ", "--as", "duty", "--json") == 0
    assert rows(capsys)[0]["text"] == "รับแจ้งเหตุ"
    assert run("watch", "report", "--as", "plo", "--json") == 0
    assert rows(capsys)[0]["normal"] is True
    assert run("watch", "days", "--json") == 0
    states = {row["office"]: row["state"] for row in rows(capsys)}
    assert states["OPS-92"] == "normal"
    assert run("watch", "hand-over", "ฝากด้วย", "--as", "duty", "--json") == 0
    assert rows(capsys)[0]["word"] == "ฝากด้วย"
    assert run("watch", "hand-over", "--accept", "--as", "duty-2", "--json") == 0
    assert rows(capsys)[0]["accepted_at"]
    g.do("duty", RaiseUrgent(target_id=g.event(severity="severe").pk))
    assert run("watch", "urgent", "--json") == 0
    assert len(rows(capsys)) == 4
    assert run("watch", "report", "--as", "doe", "--json") == 1
    assert run("watch", "report", "--as", "nobody", "--json") == 1
    day = (timezone.localdate() - dt.timedelta(days=1)).isoformat()
    capsys.readouterr()
    assert run("watch", "daily", "--day", day, "--json") == 0
    assert rows(capsys)[0]["day"] == day
    ahead = (timezone.localdate() + dt.timedelta(days=2)).isoformat()
    assert run("watch", "daily", "--day", ahead) == 2


def test_the_api(g):
    event = g.event(severity="severe")
    duty, plo = g.client("duty"), g.client("plo")

    def post(client, path, **body):
        answer = client.post(f"/api/v1/watch/{path}", json.dumps(body), content_type="application/json")
        return answer.status_code, answer.json()

    status, line = post(duty, "log", text="รับแจ้งเหตุ")
    assert status == 200
    assert post(duty, f"log/{line['id']}/mark", event=event.pk)[1]["event"] == event.code
    assert post(duty, "log", text="")[0] == 409
    assert post(plo, "days", normal=False, text="น้ำท่วมถนนหน้าโรงงาน")[1]["normal"] is False
    assert post(duty, f"urgent/event/{event.pk}")[1]["people"] == 4
    waiting = plo.get("/api/v1/watch/urgent").json()
    own = next(row for row in waiting if row["role"] == "plo")
    assert post(plo, f"urgent/{own['id']}/confirm")[1]["read_how"] == "notice"
    status, sheet = post(duty, "hand-over", word="ฝาก")
    assert sheet["sheet"]["events"]["count"] == 1
    assert post(g.client("duty-2"), f"hand-over/{sheet['id']}/accept", word="ครบ")[1]["remark"] == "ครบ"
    first = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    rota = {"first": first, "days": 2, "hours": "08.00-20.00", "people": [g.person("duty"), g.person("duty-2")]}
    assert post(duty, "rota", **rota)[0] == 200
    assert len(duty.get("/api/v1/watch/rota").json()) == 2
    status, claim = post(duty, "claims", text="ข่าวลือ")
    assert post(duty, f"claims/{claim['id']}/verdict", verdict="false", evidence="ยืนยันแล้ว")[1]["correct_by"]
    assert post(duty, f"claims/{claim['id']}/correction", correction="ไม่จริง", where="เว็บ")[1]["corrected_at"]
    assert {row["state"] for row in duty.get("/api/v1/watch/days?days=1").json()} >= {"something"}
    assert duty.get("/api/v1/watch/log").json()["items"][0]["text"] == "รับแจ้งเหตุ"
    assert duty.get("/api/v1/watch/daily/2020-01-01").status_code == 404
    assert len(duty.get("/api/v1/watch/claims").json()) == 1
    assert g.client("plo-80").get(f"/api/v1/watch/hand-over/{sheet['id']}").status_code == 404
