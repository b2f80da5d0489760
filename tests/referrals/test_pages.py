"""Pages of cases and referrals: a counter works by pages alone; bad input is kept; strangers see nothing."""

import datetime as dt
import re

from django.db.models.functions import Now
from django.utils import timezone

from prasan.directory.models import Office
from prasan.platform.ui.filters import moment
from prasan.referrals import commands as c
from prasan.referrals import queries
from prasan.referrals.models import Case, Referral
from prasan.registers.models import Tie
from tests.referrals import ground
from tests.referrals.ground import move


def text(answer):
    return answer.content.decode()


def test_a_need_is_taken_in_sent_on_and_answered_by_pages_alone(g):
    person = ground.worker(g)
    counter, doe = g.client("counter"), g.client("doe")
    assert "สมมติ ทดลอง" in text(counter.get(f"/cases/new?worker={person.pk}"))
    wrong = counter.post("/cases/new", {"worker": person.pk, "need": " ", "channel": "counter"})
    assert wrong.status_code == 409
    assert "โปรดเขียนว่าประชาชนต้องการอะไร" in text(wrong)
    made = counter.post("/cases/new", {"worker": person.pk, "need": "หางานใกล้บ้าน", "channel": "phone"})
    one = Case.objects.get()
    assert made["Location"] == f"/cases/{one.pk}"
    office = g.offices["DOE-92"]
    wrong = counter.post(f"/cases/{one.pk}/refer", {"to": f"o{office.pk}", "text": "โทรหลังห้าโมง"})
    assert wrong.status_code == 409
    assert "โทรหลังห้าโมง" in text(wrong)
    counter.post(f"/cases/{one.pk}/refer", {"to": f"o{office.pk}", "text": "โทรหลังห้าโมง", "consent": "on"})
    sent = Referral.objects.get()
    shown = text(doe.get(f"/referrals/{sent.pk}"))
    assert "หางานใกล้บ้าน" in shown
    assert "โทรหลังห้าโมง" in shown
    doe.post(f"/referrals/{sent.pk}/do", {"do": "accept"})
    doe.post(f"/referrals/{sent.pk}/do", {"do": "schedule", "day": "24 พ.ย. 2569", "clock": "09.30"})
    sent.refresh_from_db()
    assert (sent.state, sent.contact_id) == ("scheduled", g.actors["doe"].seat_id)
    assert "24 พ.ย. 2569" in text(counter.get(f"/cases/{one.pk}"))


def test_what_is_refused_keeps_what_was_typed(g):
    one = ground.referral(g)
    told = {"do": "decline", "decline": "not_ours", "text": "ให้ไปที่ สปส."}
    shown = g.client("doe").post(f"/referrals/{one.pk}/do", told)
    assert shown.status_code == 409
    assert "โปรดเลือกทางเลือกต่อไปสำหรับประชาชน" in text(shown)
    assert "ให้ไปที่ สปส." in text(shown)
    shown = g.client("doe").post(f"/referrals/{one.pk}/do", {"do": "dance"})
    assert (shown.status_code, "ไม่รู้จักคำสั่งนี้" in text(shown)) == (409, True)


def test_a_form_that_is_sent_twice_makes_one_case_and_one_referral(g):
    person, counter = ground.worker(g), g.client("counter")
    form = {
        "worker": person.pk,
        "need": "",
        "channel": "counter",
        "key": key_of(counter.get(f"/cases/new?worker={person.pk}")),
    }
    assert key_of(counter.post("/cases/new", form)) == form["key"]  # refused: the same form
    form["need"] = "หางานใกล้บ้าน"
    places = {counter.post("/cases/new", form)["Location"] for _n in range(2)}
    one = Case.objects.get()
    assert places == {f"/cases/{one.pk}"}
    sent = {"to": f"o{g.offices['DOE-92'].pk}", "consent": "on", "key": key_of(counter.get(f"/cases/{one.pk}"))}
    assert sent["key"] != form["key"]
    assert {counter.post(f"/cases/{one.pk}/refer", sent).status_code for _n in range(2)} == {302}
    assert Referral.objects.count() == 1
    form["key"] = key_of(counter.get(f"/cases/new?worker={person.pk}&key={form['key']}"))
    counter.post("/cases/new", form)
    assert Case.objects.count() == 2  # another form is another case


def key_of(answer):
    return re.search(r'name="key" value="([\w-]{16})"', text(answer)).group(1)


def test_boxes_tell_whose_turn_it_is(g):
    one = ground.referral(g)
    box = {who: {view for view in ("to_accept", "ours", "waiting", "sent", "late")
                 if f"/referrals/{one.pk}" in text(g.client(who).get(f"/referrals?view={view}"))}
           for who in ("doe", "counter")}  # fmt: skip
    assert box == {"doe": {"to_accept"}, "counter": {"waiting", "sent"}}
    move(g, "doe", c.Ask, one)
    assert f"/referrals/{one.pk}" in text(g.client("counter").get("/referrals?view=ours"))
    assert f"/referrals/{one.pk}" in text(g.client("doe").get(f"/referrals?q={one.case.code.lower()}"))
    assert "สมมติ ทดลอง" not in text(g.client("doe").get("/referrals"))


def test_a_row_of_the_list_names_offices_shortly_and_says_what_time_is_left(g):
    one = ground.referral(g)
    client = g.client("doe")
    named = {"name_th": "สำนักงานจัดหางานยาว", "name_en": "", "short_th": "", "short_en": ""}
    Office.objects.filter(code="DOE-92").update(**named)

    def row():
        return re.search(r"<tr data-row.*?</tr>", text(client.get("/referrals?view=to_accept")), re.DOTALL)[0]

    assert "สำนักงานจัดหางานยาว" in row()
    Office.objects.filter(code="DOE-92").update(short_th="สจจ.สั้น", short_en="DOE short")
    assert "สจจ.สั้น" in row()
    assert "สำนักงานจัดหางานยาว" not in row()
    for hours, said in ((30.5, "เหลือ 30 ชม."), (0.5, "เหลือไม่ถึงชั่วโมง"), (-3.5, "เกิน 3 ชม."), (-80, "เกิน 3 วัน")):
        due = timezone.now() + dt.timedelta(hours=hours)
        Referral.objects.filter(pk=one.pk).update(due_at=due)
        assert said in row()
        assert moment(due) in row()
        assert ("t-critical" in row()) == (hours < 0)
    client.cookies["django_language"] = "en"
    assert "DOE short" in row()
    assert "สจจ.สั้น" not in row()
    Office.objects.filter(code="DOE-92").update(short_en="", name_en="Employment Office")
    assert "Employment Office" in row()


def test_offices_to_choose_from_are_looked_up_when_one_is_to_be_chosen(g):
    one = ground.referral(g)
    client, path = g.client("counter"), f"/referrals/{one.pk}"
    choice = f'value="o{g.offices["OPS-92"].pk}"'
    shut = text(client.get(path))
    assert f'href="{path}?do=reroute#reroute"' in shut
    assert choice not in shut
    opened = text(client.get(f"{path}?do=reroute"))
    assert choice in opened
    assert re.search(r'id="reroute"[^>]*><details class="more" open', opened)
    same = g.offices["DOE-92"].pk  # it is there already
    wrong = client.post(f"{path}/do", {"do": "reroute", "to": f"o{same}", "text": "ใกล้บ้านกว่า", "consent": "on"})
    assert wrong.status_code == 409
    assert f'value="o{same}" selected' in text(wrong)
    assert "ใกล้บ้านกว่า" in text(wrong)
    move(g, "doe", c.TurnDown, one, decline="no_capacity", next_step="other_office")
    assert choice in text(client.get(path))  # refused: another office is what comes next
    move(g, "counter", c.Revoke, one)
    assert choice not in text(client.get(f"{path}?do=reroute"))


def test_strangers_find_nothing_and_who_withdrew_is_unknown(g):
    one = ground.referral(g)
    for who in ("doe-80", "minister", "governor", "dg"):
        assert g.client(who).get(f"/referrals/{one.pk}").status_code == 404
        assert g.client(who).get(f"/cases/{one.case_id}").status_code == 404
    Tie.objects.filter(office=g.offices["DOE-92"]).update(withdrawn_at=Now())
    shown = text(g.client("doe").get(f"/referrals/{one.pk}"))
    assert "ทดลอง" not in shown
    assert "ตกงาน" not in shown
    assert "ท่านไม่มีสิทธิอ่านข้อมูลของบุคคลนี้" in shown


def test_boxes_tell_how_many_lie_in_them(g):
    first, _second = ground.referral(g), ground.referral(g)
    ground.move(g, "doe", c.Accept, first)
    assert queries.counts(g.actors["doe"]) == {
        "to_accept": 1, "ours": 1, "waiting": 0, "sent": 0, "late": 0, "risen": 0,
    }  # fmt: skip
    assert queries.counts(g.actors["counter"])["sent"] == 2
    assert queries.counts(g.actors["doe-80"])["to_accept"] == 0


def test_what_is_chosen_stands_beside_the_list_and_goes_on_to_the_next(g):
    one = ground.referral(g)
    client = g.client("doe")
    pane = client.get(f"/referrals/{one.pk}?part=pane&view=to_accept").content.decode()
    assert "<html" not in pane
    assert 'data-key="a"' in pane
    assert one.case.code in pane
    answer = client.post(f"/referrals/{one.pk}/do", {"do": "accept", "view": "to_accept"})
    assert answer.headers["Location"] == "/referrals?view=to_accept"
    one.refresh_from_db()
    assert one.state == "accepted"
    assert (
        client.post(f"/referrals/{one.pk}/do", {"do": "begin", "view": "//evil.example"}).headers["Location"]
        == "/referrals"
    )
    assert g.client("doe-80").get(f"/referrals/{one.pk}?part=pane").status_code == 404
