"""Who reads which people, and what the database itself refuses."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from prasan.directory.roles import Role
from prasan.platform.commands import SYSTEM
from prasan.platform.vault.fields import found_by
from prasan.registers.models import Tie, Worker
from tests.house import world as ministry
from tests.registers.workers.people import make, thai_id, tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return ministry.build()


def readers(world, worker):
    return {cell for cell, actor in world.actors.items() if Worker.objects.visible_to(actor).filter(pk=worker.pk)}


OWN = {(str(role), "own") for role in ("agency-head", "agency-officer", "counsellor", "volunteer-coordinator")}
PROVINCE = {
    (role, place) for role in ("plo", "counter-officer") for place in ("own", "lead", "sibling")
}  # the three offices in Trang
OFFICER = {("dpo", place) for place in ministry.PLACES}


def test_people_are_read_by_the_offices_of_their_ties_and_executives_read_nobody(world):
    worker = make(world.offices["DOE-92"])
    assert readers(world, worker) == OWN | PROVINCE | OFFICER
    assert Worker.objects.visible_to(SYSTEM).filter(pk=worker.pk).exists()
    for role in Role:
        if role is not Role.DPO:
            assert Worker.objects.visible_to(world.actors[(str(role), "ministry")]).count() == 0


def test_a_protected_person_is_read_by_the_office_of_the_tie_alone(world):
    worker = make(world.offices["DOE-92"], protected="trafficking")
    assert readers(world, worker) == OWN | OFFICER | {("plo", "own"), ("counter-officer", "own")}


def test_withdrawal_bites_at_once_and_another_tie_stays(world):
    worker = make(world.offices["DOE-92"])
    tie(worker, world.offices["DSD-92"])
    Tie.objects.filter(office=world.offices["DOE-92"]).update(withdrawn_at=timezone.now())
    found = readers(world, worker)
    assert ("agency-officer", "own") not in found
    assert ("agency-officer", "sibling") in found


def test_the_database_holds_no_plain_text_and_finds_by_number_and_phone(world):
    number = thai_id()
    worker = make(world.offices["DOE-92"], id_kind="thai", id_number=number, phone="081-234 5678", contact="บ้านเลขที่ 5")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(w)::text FROM registers_worker AS w WHERE id = %s", [worker.pk])
        text = cursor.fetchone()[0]
    for plain in ("สมหมาย", "ทองดี", number, "0812345678", "2345678", "บ้านเลขที่"):
        assert plain not in text
    assert Worker.objects.filter(found_by(Worker, "id_key", f"{number[0]}-{number[1:5]}-{number[5:]}")).get() == worker
    assert Worker.objects.filter(found_by(Worker, "phone_key", "+66 81 234 5678")).get() == worker
    assert "สมหมาย" not in str(worker)


@pytest.mark.parametrize(
    "told",
    [
        {"section": "33", "option": 1},
        {"section": "40", "option": 4},
        {"employment": "employee", "definition": "nso", "definition_source": "x", "informal_group": "rider"},
        {"employment": "informal"},
        {"id_kind": "thai"},
        {"id_number": "AB123"},
        {"channel": "sms", "phone": "0812345678"},
        {"channel": "sms", "consented_at": "2026-11-22T03:00:00Z"},
        {"channel": "letter", "consented_at": "2026-11-22T03:00:00Z"},
        {"birth_year": 2520},
        {"nationality": "th"},
        {"state": "merged"},
    ],
    ids="+".join,
)
def test_the_database_repeats_the_rules(g, told):
    with pytest.raises(IntegrityError), transaction.atomic():
        Worker.objects.create(given_name="สมหมาย", office=g.offices["OPS"], **told)


def test_one_living_tie_a_purpose(g):
    worker = make(g.offices["OPS"])
    with pytest.raises(IntegrityError), transaction.atomic():
        tie(worker, g.offices["OPS"])
    tie(worker, g.offices["OPS"], purpose="outreach")
    Tie.objects.update(withdrawn_at=timezone.now())
    tie(worker, g.offices["OPS"])
