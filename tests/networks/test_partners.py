"""Partners: added by heads, found by whoever may, changed, retired with the reason."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from prasan.config.cli import call
from prasan.directory.models import Office, Person
from prasan.networks import commands as c
from prasan.networks.models import Partner
from prasan.packs.demo import networks as demo
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from tests.house import world as house
from tests.registers.test_service_api import Caller
from tests.registers.test_service_pages import client

pytestmark = pytest.mark.django_db


@pytest.fixture
def m():
    world = house.build()
    by = world.actors
    return SimpleNamespace(
        world=world, head=by["agency-head", "own"], officer=by["agency-officer", "own"],
        far_head=by["agency-head", "twin"], partner=by["partner", "own"], minister=by["minister", "ministry"],
        administrator=by["administrator", "ministry"],
    )  # fmt: skip


def add(m, actor=None, **more):
    told = {"name": "ชมรมนายจ้างตรัง", "sector": "employers", "area_id": m.world.areas["92"].pk} | more
    return perform(actor or m.head, c.AddPartner(values=told))


def client_of(actor):
    return client(Person.objects.get(pk=actor.person_id).username)


def test_a_head_adds_and_all_but_other_partners_and_administrators_find(m):
    one = add(m)
    assert (one.keeper_id, one.state) == (m.head.office_id, "active")
    for reader in (m.officer, m.far_head, m.minister):
        assert client_of(reader).get(f"/networks/partners/{one.pk}").status_code == 200
    for reader in (m.partner, m.administrator):
        assert not Partner.objects.visible_to(reader).exists()
    assert client_of(m.partner).get(f"/networks/partners/{one.pk}").status_code == 404
    assert Entry.objects.filter(model="networks.partner").latest("id").verb == "networks.add_partner"


def test_a_partners_seat_reads_its_own_profile_alone(m):
    add(m)
    Office.objects.filter(pk=m.partner.office_id).update(kind=Office.Kind.OUTSIDE)
    own = add(m, name="ของเรา", office_id=m.partner.office_id)
    assert list(Partner.objects.visible_to(m.partner)) == [own]
    with pytest.raises(RuleBroken) as broken:
        add(m, name="อีกองค์กร", office_id=m.partner.office_id)
    assert broken.value.field == "office"


def test_only_the_keepers_head_changes(m):
    one = add(m)
    for who in (m.officer, m.far_head, m.minister):
        with pytest.raises(Refused):
            perform(who, c.ChangePartner(target_id=one.pk, values={"name": "อื่น"}))
        with pytest.raises(Refused):
            perform(who, c.RetirePartner(target_id=one.pk, reason="ยุบ"))
    with pytest.raises(Refused):
        add(m, m.officer)
    perform(m.head, c.ChangePartner(target_id=one.pk, values={"helps": "สถานที่"}))
    one.refresh_from_db()
    assert one.helps == "สถานที่"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": " "}, "name"), ({"sector": "castle"}, "sector"), ({"area_id": None}, "area"),
        ({"area_id": 5}, "area"), ({"office_id": 0}, "office"),
    ],
)  # fmt: skip
def test_what_no_partner_can_be_is_refused_with_its_field(m, more, field):
    with pytest.raises(RuleBroken) as broken:
        add(m, **more)
    assert broken.value.field == field


def test_an_office_of_the_ministry_is_no_partner_and_a_name_stands_once_in_an_area(m):
    with pytest.raises(RuleBroken) as broken:
        add(m, office_id=m.head.office_id)
    assert broken.value.field == "office"
    one = add(m)
    with pytest.raises(RuleBroken) as broken:
        add(m)
    assert broken.value.field == "name"
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=one.pk).update(state="retired")


def test_pages_add_change_retire_and_restore(m):
    page = client_of(m.head)
    body = {"name": "เทศบาลเมือง", "sector": "local", "area": str(m.world.areas["92"].pk), "office": "", "helps": ""}
    assert page.get("/networks/partners/add").status_code == 200
    assert page.post("/networks/partners/add", body).status_code == 302
    one = Partner.objects.get()
    where = f"/networks/partners/{one.pk}"
    assert page.get(f"{where}/edit").status_code == 200
    assert page.post(f"{where}/edit", body | {"helps": "ลานจัดงาน"}).status_code == 302
    assert "ลานจัดงาน" in page.get(where).content.decode()
    assert page.post(f"{where}/do/retire", {"reason": ""}).status_code == 409
    assert page.post(f"{where}/do/retire", {"reason": "ยุบเลิก"}).status_code == 302
    assert "เทศบาลเมือง" not in page.get("/networks/partners").content.decode()
    assert "เทศบาลเมือง" in page.get("/networks/partners?state=retired").content.decode()
    assert page.post(f"{where}/do/restore").status_code == 302
    assert "เทศบาลเมือง" in page.get("/networks/partners?q=เทศบาล&sector=local&area=92").content.decode()
    assert "เทศบาลเมือง" not in page.get("/networks/partners?sector=ngo").content.decode()
    assert client_of(m.officer).get("/networks/partners/add").status_code == 403


def test_partners_by_api(m):
    head = Caller(m.head)
    body = {"name": "มูลนิธิ", "sector": "foundation", "area": "92"}
    assert head("post", "/networks/partners", body | {"office": "NO-SUCH"})[1]["field"] == "office"
    status, made = head("post", "/networks/partners", body)
    assert (status, made["keeper"], made["office"]) == (200, "DOE-92", None)
    where = f"/networks/partners/{made['id']}"
    assert head("patch", where, {"helps": "ทุน"})[1]["helps"] == "ทุน"
    assert head("post", f"{where}/retire", {})[0] == 409
    assert head("post", f"{where}/retire", {"reason": "ยุบ"})[1]["state"] == "retired"
    assert head("get", "/networks/partners")[1]["items"] == []
    assert len(head("get", "/networks/partners?retired=true&sector=foundation&area=92")[1]["items"]) == 1
    assert Caller(m.partner)("get", where)[0] == 404


def test_partners_by_command_line(m, capsys):
    who = Person.objects.get(pk=m.head.person_id).username
    told = ["--name", "วัด", "--sector", "religious", "--area", "92", "--as", who]
    assert call(["networks", "add-partner", *told]) == 0
    one = Partner.objects.get()
    assert call(["networks", "change-partner", str(one.pk), "--helps", "ลานวัด", "--as", who]) == 0
    capsys.readouterr()
    assert call(["networks", "partners", "--area", "92", "--json"]) == 0
    assert "ลานวัด" in capsys.readouterr().out
    assert call(["networks", "retire-partner", str(one.pk), "--as", who]) == 1
    assert call(["networks", "retire-partner", str(one.pk), "--reason", "ย้าย", "--as", who]) == 0
    assert call(["networks", "retire-partner", str(one.pk), "--again", "--as", who]) == 0


def test_the_demo_writes_partners_once(m):
    made = demo.partners()
    assert Partner.objects.count() == made["network_partners"] > 0
    assert demo.partners() == {}
