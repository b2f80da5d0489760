"""What offices lend: offered, found by whoever may, changed, withdrawn with the reason."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.config.cli import call
from prasan.directory.models import Person
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.resources import commands as c
from prasan.resources.models import Resource
from tests.registers.test_service_api import Caller
from tests.registers.test_service_pages import client
from tests.resources.ground import at, booking, resource

pytestmark = pytest.mark.django_db


def ahead(days):
    return timezone.localdate() + dt.timedelta(days=days)


def test_what_an_office_offers_is_found_by_all_but_partners_and_administrators(m):
    van = resource(m)
    assert (van.office.code, van.seat_id, van.state) == ("DOE-92", m.officer.seat_id, "offered")
    for reader in (m.twin, m.far, m.minister, m.partner):
        assert Resource.objects.visible_to(reader).filter(pk=van.pk).exists()
    for reader in (m.far_partner, m.administrator):
        assert not Resource.objects.visible_to(reader).filter(pk=van.pk).exists()
        assert client_of(reader).get(f"/resources/{van.pk}").status_code == 404
    entry = Entry.objects.filter(model="resources.resource").latest("id")
    assert (entry.verb, entry.office_id) == ("resources.offer", van.office_id)


def client_of(actor):
    return client(Person.objects.get(pk=actor.person_id).username)


def test_only_the_office_that_lends_changes_it(m):
    van = resource(m)
    for who in (m.twin, m.twin_head, m.sibling_head, m.plo, m.minister, m.partner):
        for command in (
            c.Change(target_id=van.pk, values={"name": "รถเรา"}),
            c.Withdraw(target_id=van.pk, reason="เสีย"),
        ):
            with pytest.raises(Refused):
                perform(who, command)
    with pytest.raises(Refused):
        resource(m, m.minister)
    perform(m.head, c.Change(target_id=van.pk, values={"name": "รถตู้ 14 ที่นั่ง", "seats": 14}))
    van.refresh_from_db()
    assert (van.name, van.seats) == ("รถตู้ 14 ที่นั่ง", 14)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": "  "}, "name"),
        ({"area_id": None}, "area"),
        ({"area_id": 5}, "area"),
        ({"seats": 0}, "seats"),
        ({"share": 101}, "share"),
        ({"day_price": -1}, "day_price"),
        ({"kind": "interpreter"}, "languages"),
        ({"kind": "interpreter", "languages": ["tlh"]}, "languages"),
        ({"languages": ["my"]}, "languages"),
        ({"kind": "money"}, "amount"),
        ({"amount": 500}, "amount"),
        ({"kind": "castle"}, "kind"),
        ({"until": dt.date(2020, 1, 1)}, "until"),
        ({"skills": [f"ก{n}" for n in range(21)]}, "skills"),
    ],
)
def test_what_nothing_lent_can_be_is_refused_with_its_field(m, more, field):
    with pytest.raises(RuleBroken) as broken:
        resource(m, **more)
    assert broken.value.field == field
    assert not Resource.objects.exists()


def test_the_database_keeps_the_terms_too(m):
    van = resource(m)
    for wrong in ({"share": 101}, {"amount": 5}, {"languages": ["my"]}, {"state": "withdrawn"}, {"day_price": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Resource.objects.filter(pk=van.pk).update(**wrong)


def test_withdrawn_with_the_reason_and_offered_again(m):
    van = resource(m)
    with pytest.raises(RuleBroken):
        perform(m.officer, c.Withdraw(target_id=van.pk, reason=" "))
    perform(m.officer, c.Withdraw(target_id=van.pk, reason="เข้าอู่"))
    page = client("agency-officer.twin")
    assert "รถตู้ 12 ที่นั่ง" not in page.get("/resources").content.decode()
    assert "เข้าอู่" in page.get(f"/resources/{van.pk}").content.decode()
    assert "รถตู้ 12 ที่นั่ง" in client("agency-officer.own").get("/resources?own=1").content.decode()
    with pytest.raises(RuleBroken):
        perform(m.officer, c.Withdraw(target_id=van.pk, reason="เข้าอู่อีก"))
    with pytest.raises(RuleBroken) as broken:
        booking(m, van)
    assert "เข้าอู่" in str(broken.value.text)
    perform(m.officer, c.OfferAgain(target_id=van.pk))
    assert booking(m, van).state == "asked"


def test_a_booked_thing_keeps_its_kind(m):
    van = resource(m)
    booking(m, van)
    with pytest.raises(RuleBroken) as broken:
        perform(m.officer, c.Change(target_id=van.pk, values={"kind": "room"}))
    assert broken.value.field == "kind"


def test_found_by_words_kind_province_and_free_days(m):
    resource(m)
    resource(m, m.sibling, kind="trainer", name="วิทยากรช่าง", skills=["เชื่อมไฟฟ้า", " เชื่อมไฟฟ้า"], seats=None)
    interpreter = resource(
        m, m.twin, kind="interpreter", name="ล่ามประจำศูนย์", languages=["my"], area_id=m.world.areas["80"].pk
    )
    page = client("plo.lead")
    names = ("รถตู้ 12 ที่นั่ง", "วิทยากรช่าง", "ล่ามประจำศูนย์")

    def listed(query=""):
        text = page.get(f"/resources{query}").content.decode()
        return [one for one in names if one in text]

    assert listed() == list(names)
    assert listed("?q=เชื่อม") == ["วิทยากรช่าง"]
    assert listed("?kind=interpreter") == ["ล่ามประจำศูนย์"]
    assert listed("?area=92") == ["รถตู้ 12 ที่นั่ง", "วิทยากรช่าง"]
    assert listed("?area=zz&kind=nonsense") == list(names)
    assert "เมียนมา" in page.get(f"/resources/{interpreter.pk}").content.decode()
    made = booking(m, Resource.objects.get(kind="vehicle"))
    day = f"?free_from={at(5).date().isoformat()}"
    assert listed(day) == list(names)  # asked for is still free
    perform(m.head, c.Approve(target_id=made.pk))
    assert listed(day) == ["วิทยากรช่าง", "ล่ามประจำศูนย์"]
    assert listed(f"?free_from={at(7).date()}&free_to={at(9).date()}") == list(names)
    with CaptureQueriesContext(connection) as asked:
        page.get("/resources?area=92")
    assert len(asked) <= 12


def test_offered_and_changed_by_page_keeping_what_was_typed(m):
    page = client("agency-officer.own")
    form = {
        "kind": "trainer", "name": "วิทยากรช่างเชื่อม", "area": str(m.world.areas["92"].pk), "skills": "เชื่อมไฟฟ้า, TIG",
        "day_price": "๑,๒๐๐.๕๐", "share": "40", "until": "30 ก.ย. 2599", "conditions": "แจ้งก่อน 7 วัน",
    }  # fmt: skip
    wrong = page.post("/resources/add", form | {"day_price": "พันสอง"})
    assert wrong.status_code == 422
    assert all(word in wrong.content.decode() for word in ("พันสอง", "อ่านจำนวนเงินไม่ได้", "แจ้งก่อน 7 วัน"))
    assert page.post("/resources/add", form | {"area": "5"}).status_code == 422
    answer = page.post("/resources/add", form)
    one = Resource.objects.get()
    assert answer["Location"] == f"/resources/{one.pk}"
    assert (one.day_price, one.share, one.skills, one.until) == (120_050, 40, ["เชื่อมไฟฟ้า", "TIG"], dt.date(2056, 9, 30))
    assert 'value="1,200.50"' in page.get(f"/resources/{one.pk}/edit").content.decode()
    assert page.post(f"/resources/{one.pk}/edit", form | {"name": "วิทยากรเชื่อม"}).status_code == 302
    assert "1,200.50" in client("agency-officer.twin").get(f"/resources/{one.pk}").content.decode()
    assert client("agency-officer.twin").get(f"/resources/{one.pk}/edit").status_code == 403
    assert client("minister.ministry").get("/resources/add").status_code == 403
    refused = page.post(f"/resources/{one.pk}/do/withdraw", {"reason": ""})
    assert (refused.status_code, "โปรดบอกเหตุผล" in refused.content.decode()) == (409, True)
    assert page.post(f"/resources/{one.pk}/do/explode").status_code == 404


def test_resources_by_api(m):
    officer, twin = Caller(m.officer), Caller(m.twin)
    body = {"kind": "room", "name": "ห้องฝึก 3", "area": "92", "seats": 30, "day_price": 50_000}
    assert officer("post", "/resources", body | {"area": "zz"})[0] == 409
    assert officer("post", "/resources", body | {"seats": -1})[1]["field"] == "seats"
    status, made = officer("post", "/resources", body)
    assert (status, made["office"], made["share"], made["left"], made["taken"]) == (200, "DOE-92", 100, None, [])
    where = f"/resources/{made['id']}"
    assert twin("patch", where, {"name": "ของเรา"})[0] == 403
    assert officer("patch", where, {"seats": None, "skills": ["โปรเจกเตอร์"]})[1]["seats"] is None
    assert [one["id"] for one in twin("get", "/resources?kind=room&area=92&q=ห้อง")[1]["items"]] == [made["id"]]
    assert twin("get", "/resources?kind=vehicle")[1]["items"] == []
    assert officer("post", f"{where}/withdraw", {})[0] == 409
    assert officer("post", f"{where}/withdraw", {"reason": "ปรับปรุง"})[1]["state"] == "withdrawn"
    assert twin("get", "/resources")[1]["items"] == []
    assert len(twin("get", "/resources?withdrawn=true")[1]["items"]) == 1
    assert officer("post", f"{where}/offer-again", {})[1]["withdrawn"] == ""
    assert Caller(m.far_partner)("get", where)[0] == 404


def test_resources_by_command_line(m, capsys):
    who = Person.objects.get(pk=m.officer.person_id).username
    told = ["--kind", "interpreter", "--name", "ล่ามเมียนมา", "--area", "92", "--speaks", "my", "--as", who]
    assert call(["resources", "offer", *told]) == 0
    one = Resource.objects.get()
    assert call(["resources", "change", str(one.pk), "--day-price", "90000", "--as", who]) == 0
    one.refresh_from_db()
    assert one.day_price == 90_000
    capsys.readouterr()
    assert call(["resources", "list", "--area", "92", "--json"]) == 0
    assert '"languages":["my"]' in capsys.readouterr().out
    assert call(["resources", "withdraw", str(one.pk), "--as", who]) == 1
    assert call(["resources", "withdraw", str(one.pk), "--reason", "ลา", "--as", who]) == 0
    assert call(["resources", "withdraw", str(one.pk), "--again", "--as", who]) == 0


def test_money_is_shared_until_it_is_gone(m):
    money = resource(m, kind="money", name="งบอบรม", seats=None, day_price=0, amount=100_000_00)
    first = booking(m, money, amount=60_000_00)
    second = booking(m, money, m.sibling, amount=50_000_00)
    with pytest.raises(RuleBroken):
        booking(m, money, amount=100_000_01)
    with pytest.raises(RuleBroken):
        booking(m, money)
    perform(m.head, c.Approve(target_id=first.pk))
    with pytest.raises(RuleBroken) as broken:
        perform(m.head, c.Approve(target_id=second.pk))
    assert "40,000.00" in str(broken.value.text)
    third = booking(m, money, m.sibling, amount=40_000_00)
    perform(m.head, c.Approve(target_id=third.pk))  # the same days: money is shared
    assert "เหลือ 0 บาท" in client("agency-officer.own").get(f"/resources/{money.pk}").content.decode()
