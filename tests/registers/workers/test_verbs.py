"""People are entered once, changed, tied and untied through the one door; what was typed is in no journal in plain."""

import datetime as dt
import json

import pytest
from django.utils import timezone

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.platform.vault.keys import opened
from prasan.platform.vault.rotate import rotate
from prasan.registers.commands import (
    AddTie,
    ChangeWorker,
    CheckPerson,
    RegisterWorker,
    RevealWorker,
    UseWorker,
    WithdrawTie,
)
from prasan.registers.commands.worker_checks import MOST_LOOKS
from prasan.registers.commands.workers import look_before
from prasan.registers.models import NotSame, PersonCheck, Tie, Worker
from prasan.registers.workers.facts import settled
from prasan.registers.workers.search import rekeyed
from tests.registers.workers.people import make, thai_id
from tests.registers.workers.test_pages import client as signed_in

pytestmark = pytest.mark.django_db
NAME = {"given_name": "นายบุญชัย", "family_name": "แก้วมั่นคง", "birth_year": "๒๕๒๐"}


def look(actor, told):
    command = CheckPerson(values=settled(told))
    return perform(actor, command), command.answers


def register(actor, told, **more):
    seen, _answers = look(actor, told)
    return perform(actor, RegisterWorker(told=told, check_id=seen.pk, notice_version="1", **more))


@pytest.fixture
def officer(g):
    return g.actors["officer"]


@pytest.fixture
def far(g):
    """Return an officer of another province."""
    return next(one for one in g.actors.values() if one.role == "plo" and one.area_id != g.actors["officer"].area_id)


def test_what_is_told_is_read_once_and_normalised(g, officer):
    number = thai_id()
    worker = register(officer, NAME | {
        "id_number": f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}",
        "phone": "+66 81 2345678",
        "employment": "informal", "informal_group": "home", "section": "40", "option": "2", "channel": "sms",
        "consented": True,
    })  # fmt: skip
    worker = Worker.objects.get(pk=worker.pk)
    assert (worker.title, worker.given_name, worker.sex, worker.birth_year) == ("นาย", "บุญชัย", "male", 1977)
    assert (worker.id_kind, worker.id_number, worker.phone) == ("thai", number, "0812345678")
    assert (worker.definition, worker.option, worker.office_id) == ("nso", 2, officer.office_id)
    assert "สำนักงานสถิติแห่งชาติ" in worker.definition_source
    assert worker.consented_at is not None
    tie = worker.ties.get()
    assert (tie.office_id, tie.purpose, tie.ground, tie.recorded_by_id) == (
        officer.office_id, "service", "consent", officer.seat_id,
    )  # fmt: skip


def test_the_journal_holds_no_plain_word_of_the_person(g, officer):
    number = thai_id()
    worker = register(officer, NAME | {"id_number": number})
    lines = json.dumps(list(Entry.objects.values_list("changes", "object_label", "reason")), ensure_ascii=False)
    for plain in ("บุญชัย", "แก้วมั่นคง", number, "1977"):
        assert plain not in lines
    entry = Entry.objects.get(verb="registers.register_worker", object_id=worker.pk)
    assert opened([entry.changes])[0]["given_name"] == [None, "บุญชัย"]


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"id_number": "1101700230700"}, "id_number", "หลักตรวจสอบ"),
        ({"id_kind": "thai", "id_number": "12345"}, "id_number", "13 หลัก"),
        ({"id_kind": "passport"}, "id_number", "หนังสือเดินทาง"),
        ({"given_name": " "}, "given_name", "ชื่อ"),
        ({"phone": "12"}, "phone", "เบอร์โทรศัพท์"),
        ({"birth_year": "2599"}, "birth_year", "ปีเกิด"),
        ({"nationality": "Thai"}, "nationality", "สัญชาติ"),
        ({"informal_group": "rider"}, "informal_group", "นอกระบบ"),
        ({"section": "33", "option": 1}, "option", "มาตรา 40"),
        ({"channel": "sms", "consented": True}, "phone", "เบอร์โทรศัพท์"),
        ({"channel": "sms", "phone": "0812345678"}, "consented", "ยินยอม"),
        ({"sex": "x"}, "sex", "รายการ"),
        ({"home_area_id": 4}, "home_area", "พื้นที่"),
    ],
    ids=lambda told: "+".join(told) if isinstance(told, dict) else "",
)
def test_a_wrong_value_is_told_at_its_field(g, told, field, words):
    with pytest.raises(RuleBroken) as broken:
        settled(NAME | told)
    assert broken.value.field == field
    assert words in str(broken.value.text)


def test_a_second_entry_is_found_anywhere_and_told_alike_to_everybody(g, officer, far):
    number = thai_id()
    first = register(officer, NAME | {"id_number": number, "phone": "0812345678"})
    assert not Worker.objects.visible_to(far).filter(pk=first.pk).exists()
    typed = {"given_name": "บุนชัย", "family_name": "แก้วมั่นคง", "birth_year": 2520, "id_number": number}
    seen, answers = look(far, typed)
    assert (seen.verdict, seen.found) == ("same", [first.pk])
    assert answers == look(officer, typed)[1]
    assert (answers[0].initials, answers[0].decade) == ("บ••• แก•••", 1970)
    latin = {"given_name": "Bunchai", "family_name": "Kaeomankhong", "birth_year": 1977, "phone": "0812345678"}
    assert look(far, latin)[0].verdict != "different"
    assert look(far, {"given_name": "วิมล", "family_name": "รักษ์ไทย", "birth_year": 2520})[0].verdict == "different"
    twin = NAME | {"given_name": "บุญชู", "id_number": thai_id()}
    assert look(far, twin)[0].verdict == "different"


def test_an_entry_that_is_the_same_is_used_or_told_apart(g, officer, far):
    told = NAME | {"id_number": thai_id()}
    first = register(officer, told)
    seen, _answers = look(far, told)
    entry = RegisterWorker(told=told, check_id=seen.pk, notice_version="1")
    with pytest.raises(RuleBroken) as broken:
        perform(far, entry)
    assert broken.value.field == "apart"
    perform(far, UseWorker(target_id=first.pk, check_id=seen.pk, notice_version="1"))
    assert Worker.objects.visible_to(far).filter(pk=first.pk).exists()
    second = perform(far, RegisterWorker(told=told, check_id=seen.pk, notice_version="1", apart=True))
    assert list(NotSame.objects.values_list("first_id", "second_id")) == [(first.pk, second.pk)]


def test_two_people_may_share_the_number_of_a_paper(g, officer, far):
    number = {"id_kind": "passport", "id_number": "AB1234567"}
    first = register(officer, NAME | number)
    other = {"given_name": "วิมล", "family_name": "รักษ์ไทย", "birth_year": 1999, **number}
    seen, _answers = look(far, other)
    assert first.pk not in seen.found
    second = perform(far, RegisterWorker(told=other, check_id=seen.pk, notice_version="1"))
    assert second.id_key == first.id_key
    third = other | {"given_name": "อรุณี", "birth_year": 1960}
    early, _answers = look(officer, third)
    register(far, other | {"given_name": "มานะ", "birth_year": 1940})
    with pytest.raises(RuleBroken) as broken:
        perform(officer, RegisterWorker(told=third, check_id=early.pk, notice_version="1"))
    assert broken.value.field == "check"
    register(officer, third)


def test_name_and_year_alone_open_nobodys_entry(g, officer, far):
    first = register(officer, NAME)
    seen, answers = look(far, NAME)
    assert answers[0].verdict == "same"
    with pytest.raises(RuleBroken, match="เลขประจำตัวหรือโทรศัพท์") as broken:
        perform(far, UseWorker(target_id=first.pk, check_id=seen.pk, notice_version="1"))
    assert broken.value.field == "check"
    assert not Worker.objects.visible_to(far).filter(pk=first.pk).exists()


def test_no_entry_without_a_look_of_ones_own_for_the_same_person(g, officer, far):
    seen, _answers = look(far, NAME)
    for actor, told, number in (
        (officer, NAME, None), (officer, NAME, seen.pk), (far, NAME | {"given_name": "อื่น"}, seen.pk),
    ):  # fmt: skip
        with pytest.raises(RuleBroken) as broken:
            perform(actor, RegisterWorker(told=told, check_id=number, notice_version="1"))
        assert broken.value.field == "check"
    PersonCheck.objects.update(at=timezone.now() - dt.timedelta(hours=2))
    with pytest.raises(RuleBroken):
        perform(far, RegisterWorker(told=NAME, check_id=seen.pk, notice_version="1"))


def test_who_was_not_found_or_is_protected_is_not_opened_by_a_look(g, officer, far):
    other = make(g.offices["OPS"])
    hidden = make(g.offices["OPS"], protected="child", id_kind="thai", id_number=(number := thai_id()))
    Worker.objects.filter(pk=hidden.pk).update(**rekeyed(hidden))
    seen, answers = look(far, NAME | {"given_name": "สมหมาย", "family_name": "ทองดี", "id_number": number})
    assert [(one.number, one.initials, one.province) for one in answers if one.number == hidden.pk] == [
        (hidden.pk, "", "")
    ]
    for target in (other.pk, hidden.pk):
        with pytest.raises(Refused) as refused:
            perform(far, UseWorker(target_id=target, check_id=seen.pk, notice_version="1"))
        assert refused.value.status == 404


def test_looks_are_counted(g, officer):
    PersonCheck.objects.bulk_create(
        PersonCheck(person_id=officer.person_id, seat_id=officer.seat_id, verdict="different", digest="x")
        for _n in range(MOST_LOOKS)
    )
    with pytest.raises(RuleBroken) as broken:
        look(officer, NAME)
    assert broken.value.status == 429
    PersonCheck.objects.update(at=timezone.now() - dt.timedelta(minutes=11))
    assert look(officer, NAME)[0].verdict == "different"


def test_a_change_keeps_the_rest_and_moves_the_keys(g, officer, far):
    worker = register(officer, NAME | {"phone": "0812345678", "channel": "sms", "consented": True})
    agreed = worker.consented_at
    perform(officer, ChangeWorker(target_id=worker.pk, told={"family_name": "ศรีสุขใจ", "phone": "0899999999"}))
    worker = Worker.objects.get(pk=worker.pk)
    assert (worker.given_name, worker.family_name, worker.consented_at) == ("บุญชัย", "ศรีสุขใจ", agreed)
    assert look(far, NAME | {"family_name": "ศรีสุขใจ"})[1][0].number == worker.pk
    with pytest.raises(Refused) as refused:
        perform(far, ChangeWorker(target_id=worker.pk, told={"sex": "male"}))
    assert refused.value.status == 404
    with pytest.raises(RuleBroken):
        perform(officer, ChangeWorker(target_id=worker.pk, told={"state": "merged"}))


def test_a_reveal_needs_a_purpose_and_shows_what_is_told(g, officer):
    worker = register(officer, NAME | {"phone": "0812345678"})
    with pytest.raises(RuleBroken):
        perform(officer, RevealWorker(target_id=worker.pk, fields=("phone",)))
    with pytest.raises(RuleBroken):
        perform(officer, RevealWorker(target_id=worker.pk, fields=("id_number",), reason="โทรนัดหมาย"))
    command = RevealWorker(target_id=worker.pk, fields=("phone",), reason="โทรนัดหมาย")
    perform(officer, command)
    assert command.values == {"phone": "0812345678"}
    assert Entry.objects.get(verb="registers.reveal_worker").reason == "โทรนัดหมาย"


def test_ties_are_added_once_and_withdrawn_at_once(g, officer, far):
    worker = register(officer, NAME)
    told = {"worker_id": worker.pk, "office_id": far.office_id, "notice_version": "1"}
    with pytest.raises(Refused) as refused:
        perform(far, AddTie(**told))
    assert refused.value.status == 404
    tie = perform(officer, AddTie(**told, purpose="referral", ground="public-task"))
    with pytest.raises(RuleBroken):
        perform(officer, AddTie(**told, purpose="referral"))
    with pytest.raises(RuleBroken) as broken:
        perform(officer, AddTie(**told | {"notice_version": " "}))
    assert broken.value.field == "notice_version"
    assert Worker.objects.visible_to(far).get() == worker
    perform(far, WithdrawTie(target_id=tie.pk))
    assert not Worker.objects.visible_to(far).exists()
    with pytest.raises(RuleBroken):
        perform(officer, WithdrawTie(target_id=tie.pk))
    own = Tie.objects.get(worker=worker, office_id=officer.office_id)
    perform(officer, WithdrawTie(target_id=own.pk))
    with pytest.raises(Refused):
        perform(officer, ChangeWorker(target_id=worker.pk, told={}))


@pytest.mark.parametrize("who", ["minister", "owner", "department"])
def test_who_reads_sums_enters_nobody_and_looks_for_nobody(g, who):
    for command in (CheckPerson(values=settled(NAME)), RegisterWorker(told=NAME, notice_version="1")):
        with pytest.raises(Refused) as refused:
            perform(g.actors[who], command)
        assert refused.value.status == 403


def test_new_site_keys_find_old_entries_and_rotation_brings_them_over(g, officer, settings):
    worker = register(officer, NAME | {"id_number": thai_id()})
    settings.VAULT_KEYS = ["another key for this test", *settings.VAULT_KEYS]
    assert look(officer, NAME)[1][0].number == worker.pk
    rotate([Worker])
    settings.VAULT_KEYS = settings.VAULT_KEYS[:1]
    assert look(officer, NAME)[1][0].number == worker.pk


def test_a_change_of_the_number_is_looked_for_counted_and_takes_no_other_entrys(g, officer, far):
    number, other = thai_id(), thai_id()
    theirs = register(far, NAME | {"given_name": "มาลี", "family_name": "ศรีเมือง", "id_number": number})
    mine = register(officer, NAME)
    looks = PersonCheck.objects.count()
    for told, check in (({"id_number": number}, None), ({"id_number": other}, None)):
        with pytest.raises(RuleBroken) as unlooked:
            perform(officer, ChangeWorker(target_id=mine.pk, told=told, check_id=check))
        assert unlooked.value.field == "check"
    told = {"id_kind": "thai", "id_number": number}
    check = look_before(officer, mine, told)
    with pytest.raises(RuleBroken) as taken:
        perform(officer, ChangeWorker(target_id=mine.pk, told=told, check_id=check))
    assert taken.value.field == "id_number"
    assert PersonCheck.objects.count() == looks + 1  # refused, and counted all the same
    NotSame.objects.create(first=theirs, second=mine)
    assert perform(officer, ChangeWorker(target_id=mine.pk, told=told, check_id=check)).id_number == number
    told = {"id_number": other}
    changed = perform(officer, ChangeWorker(target_id=mine.pk, told=told, check_id=look_before(officer, mine, told)))
    assert changed.id_number == other
    assert look_before(officer, Worker.objects.get(pk=mine.pk), told) is None


def test_the_page_and_the_api_look_before_they_change_a_number(g, officer, far):
    number = thai_id()
    register(far, NAME | {"given_name": "มาลี", "family_name": "ศรีเมือง", "id_number": number})
    mine = register(officer, NAME)
    client = signed_in(g, "officer")
    typed = {"title": "นาย", "given_name": "บุญชัย", "family_name": "แก้วมั่นคง", "birth_year": "2520", "nationality": "TH"}
    typed |= {"channel": "none", "definition": "nso", "id_kind": "thai", "id_number": number}
    wrong = client.post(f"/workers/{mine.pk}/change", typed)
    assert wrong.status_code == 422
    assert "เลขนี้อยู่ในรายการอื่น" in wrong.content.decode()
    body = {"id_kind": "thai", "id_number": number}
    refused = client.patch(f"/api/v1/workers/{mine.pk}", body, content_type="application/json")
    assert (refused.status_code, refused.json()["field"]) == (409, "id_number")
    body["id_number"] = thai_id()
    assert client.patch(f"/api/v1/workers/{mine.pk}", body, content_type="application/json").status_code == 200
    assert PersonCheck.objects.filter(seat_id=officer.seat_id).count() == 4
