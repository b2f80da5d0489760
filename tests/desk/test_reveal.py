"""Who watches opens what is hidden, with a reason, for some minutes; nobody else does, and the journal tells it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from prasan.desk.commands import CONTENT, RevealEntry
from prasan.desk.journal_words import sentences
from prasan.directory.commands import ChangePerson, RevealPerson
from prasan.directory.models import Person
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.platform.vault import keys, reveal

OLD, NEW = "before@example.go.th", "after@example.go.th"
WHY = "ตรวจสอบตามหนังสือร้องเรียนที่ 12/2569"


@pytest.fixture
def changed(actor) -> Entry:
    """A journal line in which a person's address stands sealed."""
    person = Person.objects.get(username="doe-92")
    for address in (OLD, NEW):
        perform(actor("admin"), ChangePerson(target_id=person.pk, values={"email": address}))
    return Entry.objects.latest("id")


def page_of(entry: Entry) -> str:
    return f"/journal/{entry.pk}/reveal"


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_journal_hides_sealed_values_from_all_and_links_only_for_who_may_open(sign_in, changed):
    address = f"/journal?model=directory.person&object={changed.object_id}"
    for login, linked in (("auditor", True), ("dpo", True), ("minister", False)):
        page = text(sign_in(login), address)
        assert "ปิดบังไว้" in page
        assert NEW not in page
        assert "gAAAA" not in page, "the ciphertext itself is shown"
        assert (f'href="{page_of(changed)}"' in page) is linked, login


@pytest.mark.parametrize("login", ["auditor", "dpo"])
def test_a_watcher_who_says_why_sees_the_values_and_leaves_a_line(sign_in, changed, login):
    client = sign_in(login)
    before = text(client, page_of(changed))
    assert NEW not in before
    answer = client.post(page_of(changed), {"fields": "email", "reason": WHY})
    assert answer.status_code == 302
    shown = client.get(answer.url)
    page = shown.content.decode()
    assert f"{OLD} → {NEW}" in page
    assert "แสดงถึง" in page
    assert shown["Cache-Control"] == "no-store"
    assert 0 < int(shown["Refresh"]) <= reveal.MINUTES * 60 + 1
    line = Entry.objects.latest("id")
    assert (line.verb, line.model, line.object_id) == ("desk.reveal_entry", "platform.entry", changed.pk)
    assert (line.reason, line.changes) == (WHY, {"revealed": [None, ["email"]]})
    (said,) = sentences([line])
    assert [(c.name, c.after) for c in said.changes] == [("ข้อมูลที่เปิดดู", "อีเมล")]
    assert "directory.change_person" not in said.label


def test_what_was_opened_is_hidden_again_after_its_minutes(sign_in, changed, monkeypatch):
    client = sign_in("auditor")
    client.post(page_of(changed), {"fields": "email", "reason": WHY})
    assert NEW in text(client, page_of(changed))
    assert NEW not in text(sign_in("dpo"), page_of(changed)), "one watcher's reason opened it for another"
    now = timezone.now()
    monkeypatch.setattr(reveal.timezone, "now", lambda: now + dt.timedelta(minutes=reveal.MINUTES, seconds=1))
    assert NEW not in text(client, page_of(changed))


@pytest.mark.parametrize("reason", ["", "   ", "ดู"])
def test_without_a_reason_nothing_opens_and_what_was_chosen_stays(sign_in, changed, reason):
    client = sign_in("auditor")
    count = Entry.objects.count()
    answer = client.post(page_of(changed), {"fields": "email", "reason": reason})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "โปรดระบุเหตุผล" in page
    assert 'value="email" id="f-fields" checked' in page
    assert NEW not in page
    assert Entry.objects.count() == count


@pytest.mark.parametrize("fields", [[], ["username"], ["email", "id"]])
def test_only_hidden_fields_can_be_asked_for(sign_in, changed, fields):
    answer = sign_in("auditor").post(page_of(changed), {"fields": fields, "reason": WHY})
    assert answer.status_code == 400
    assert "ไม่มีข้อมูลปกปิดตามที่ระบุ" in answer.content.decode()


@pytest.mark.parametrize("login", ["minister", "permanent-secretary", "duty-1", "secretary"])
def test_others_are_refused_with_the_reason_by_page_and_by_verb(sign_in, actor, changed, login):
    client = sign_in(login)
    for answer in (client.get(page_of(changed)), client.post(page_of(changed), {"fields": "email", "reason": WHY})):
        assert answer.status_code == 403
        assert "เฉพาะผู้ตรวจสอบภายใน" in answer.content.decode()
    with pytest.raises(Refused) as refused:
        perform(actor(login), RevealEntry(target_id=changed.pk, fields=("email",), reason=WHY))
    assert refused.value.status == 403
    assert not Entry.objects.filter(verb="desk.reveal_entry").exists()


def test_out_of_scope_it_does_not_exist(sign_in, changed):
    assert sign_in("doe-accounts").get(page_of(changed)).status_code == 404
    assert sign_in("auditor").get("/journal/999999999/reveal").status_code == 404


def test_an_erased_person_stays_erased(sign_in, changed):
    keys.destroy("directory.person", changed.object_id)
    client = sign_in("auditor")
    client.post(page_of(changed), {"fields": "email", "reason": WHY})
    page = text(client, page_of(changed))
    assert "กุญแจของบุคคลนี้ถูกทำลาย" in page
    assert NEW not in page


def test_a_line_with_a_class_is_masked_for_the_auditor_until_revealed(sign_in, actor):
    line = Entry.objects.create(
        actor_label="ผู้บันทึก", verb="progress.return", model="progress.report", object_id=1, object_label="เรื่องลับ",
        classification=2, changes={"note": [None, "เนื้อความลับ"]}, reason="เหตุผลลับ",
    )  # fmt: skip
    client = sign_in("auditor")
    listed = text(client, "/journal")
    assert page_of(line) in listed
    assert "มีชั้นความลับ" in listed
    assert [word for word in ("เรื่องลับ", "เนื้อความลับ", "เหตุผลลับ") if word in listed] == []
    assert "เนื้อความลับ" in text(sign_in("minister"), "/journal"), "who is cleared reads it openly"
    assert sign_in("dpo").get(page_of(line)).status_code == 404, "above the officer's class"
    assert "เรื่องลับ" not in text(client, page_of(line))
    client.post(page_of(line), {"fields": CONTENT, "reason": WHY})
    page = text(client, page_of(line))
    assert [word for word in ("เรื่องลับ", "เนื้อความลับ", "เหตุผลลับ") if word not in page] == []
    assert Entry.objects.latest("id").classification == 2, "the line about it is as secret as the line"


def test_the_auditor_sees_an_address_masked_on_the_persons_page_and_opens_it(sign_in, actor, changed):
    address = f"/directory/people/{changed.object_id}"
    client = sign_in("auditor")
    page = text(client, address)
    assert "a•••@example.go.th" in page
    assert NEW not in page
    assert f"{address}/reveal" in page
    assert NEW in text(sign_in("plo-92"), address)
    assert NEW not in text(client, f"{address}/reveal")
    client.post(f"{address}/reveal", {"fields": "email", "reason": WHY})
    assert NEW in text(client, f"{address}/reveal")
    assert Entry.objects.latest("id").verb == "directory.reveal_person"
    assert sign_in("plo-92").get(f"{address}/reveal").status_code == 403
    with pytest.raises(RuleBroken):
        perform(actor("auditor"), RevealPerson(target_id=changed.object_id, fields=("email",), reason=""))
