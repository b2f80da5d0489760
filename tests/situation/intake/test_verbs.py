"""What people bring in lands in the ledger and in the queue; what is private is hidden from who need not see it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry, Outbox
from prasan.situation.intake import inbox, ledger, queries, raws, ways
from prasan.situation.intake.commands import AddSource, FieldReport, HandIn, Receive, RecordCall, RevealItem, StopSource
from prasan.situation.models import Item, Source


def actor(w, role: str, place: str = "own"):
    return w.actors[(role, place)]


def picture() -> io.BytesIO:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "CameraMaker"
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=exif.tobytes())
    out.seek(0)
    return out


def test_pasted_text_is_kept_as_it_came_and_repeats_are_told(w):
    sent = "[LINE] แชทกับสมมติ\n10:15\tผู้ส่ง\tโรงงานสมมติเลิกจ้าง 40 คน"
    first = perform(actor(w, "plo", "lead"), HandIn(text=sent))
    again = perform(actor(w, "agency-officer"), HandIn(text="โรงงานสมมติเลิกจ้าง 40 คน"))
    item = Item.objects.get()
    assert (first.stored, again.duplicate, again.arrivals.get().item_id) == (1, 1, item.pk)
    assert item.text == "โรงงานสมมติเลิกจ้าง 40 คน"
    assert raws.read(first.raw_id).decode() == sent
    assert (item.office.code, item.is_public) == ("OPS-92", False)
    assert ledger.faults() == []


def test_the_queue_is_told(w):
    perform(actor(w, "duty-officer"), HandIn(text="โรงงานสมมติเลิกจ้าง"))
    told = Outbox.objects.filter(name="situation.arrived").get()
    assert (told.topics, told.payload) == (["triage"], {"ids": [Item.objects.get().pk]})


def test_a_picture_needs_words_and_loses_its_camera(w):
    with pytest.raises(RuleBroken) as broken:
        perform(actor(w, "plo", "lead"), HandIn(photo=picture(), photo_name="a.jpg"))
    assert broken.value.field == "text"
    perform(actor(w, "plo", "lead"), HandIn(text="น้ำท่วมโรงงาน", photo=picture(), photo_name="a.jpg"))
    from prasan.platform.files.store import open_file

    with open_file(Item.objects.get().photo) as kept:
        assert b"CameraMaker" not in kept.read()


def test_a_file_that_cannot_be_read_is_refused_in_the_ledger(w):
    made = perform(actor(w, "duty-officer"), HandIn(file_name="a.exe", content=b"MZ"))
    assert (made.outcome, made.reason, made.received) == ("failed", "file-type", 0)
    made = perform(actor(w, "duty-officer"), HandIn(file_name="a.txt", content="ข่าวจากไฟล์".encode("cp874")))
    assert Item.objects.get().text == "ข่าวจากไฟล์"


def test_a_call_is_two_calls_where_two_people_ring(w):
    told = {"text": "นายจ้างไม่จ่ายค่าจ้าง", "area_code": "92", "people": 12, "caller": "ผู้แจ้งสมมติ 0812345678"}
    perform(actor(w, "duty-officer"), RecordCall(**told))
    perform(actor(w, "duty-officer"), RecordCall(**{**told, "people": 15}))
    first = Item.objects.order_by("pk").first()
    assert Item.objects.count() == 2
    assert first.details == {"areas": ["92"], "people": 12}
    assert first.caller == "ผู้แจ้งสมมติ 0812345678"
    assert list(first.places.values_list("area__code", flat=True)) == ["92"]
    assert "0812345678" not in raws.read(first.raw_id).decode()


def test_a_field_report_is_read_by_its_province_and_the_centre(w):
    photo = {"photo": picture(), "photo_name": "a.jpg"}
    perform(actor(w, "plo", "lead"), FieldReport(text="เครนล้มในโรงงาน", area_code="92", **photo))
    item = Item.objects.get()
    assert Item.objects.visible_to(actor(w, "duty-officer")).count() == 1
    assert Item.objects.visible_to(actor(w, "governor", "lead")).count() == 1
    assert Item.objects.visible_to(actor(w, "plo", "far")).count() == 0
    assert (item.is_relevant, item.photo is not None) == (True, True)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"text": " "}, "text"), ({"text": "ก", "area_code": "xx"}, "area"), ({"text": "ก", "people": -1}, "people")],
)
def test_forms_say_what_is_missing(w, values, field):
    with pytest.raises(RuleBroken) as broken:
        perform(actor(w, "plo", "lead"), FieldReport(**values))
    assert broken.value.field == field
    assert not Item.objects.exists()


def test_other_systems_send_many_at_once(w):
    rows = [{"title": "ข่าวหนึ่ง", "text": "เนื้อ"}, {"title": "ข่าวหนึ่ง", "text": "เนื้อ"}, {"title": ""}]
    made = perform(actor(w, "duty-officer"), Receive(rows=rows))
    assert (made.received, made.stored, made.duplicate, made.refused) == (3, 1, 1, 1)
    with pytest.raises(Refused):
        perform(actor(w, "plo", "lead"), Receive(rows=rows))


def test_private_numbers_are_dots_for_others_and_a_reveal_is_in_the_journal(w):
    perform(actor(w, "plo", "lead"), HandIn(text="ติดต่อ 081-234-5678 ที่โรงงานสมมติ จังหวัดตรัง"))
    item = Item.objects.get()
    item.is_public = True
    item.save()
    for who, plain in (("duty-officer", True), ("policy-owner", False), ("auditor", False)):
        assert ("081-234-5678" in queries.shown_text(item, actor(w, who, "far"))) is plain
    shown = queries.shown_text(item, actor(w, "auditor", "far"))
    assert len(shown) == len(item.text)
    assert "โรงงานสมมติ" in shown
    assert "081-234-5678" in queries.shown_text(item, actor(w, "plo", "lead"))
    with pytest.raises(RuleBroken):
        perform(actor(w, "auditor", "far"), RevealItem(target_id=item.pk, fields=("text",)))
    command = RevealItem(target_id=item.pk, fields=("text",), reason="ตรวจสอบเรื่องร้องเรียน")
    perform(actor(w, "auditor", "far"), command)
    assert "081-234-5678" in command.values["text"]
    kept = Entry.objects.filter(verb="situation.reveal_item").get()
    assert "081" not in str(kept.changes)


def test_marked_names_are_hidden_with_every_mention():
    name = {"field": "text", "span": [0, 3], "more": [{"field": "text", "span": [7, 10]}]}
    item = Item(text="กขค พบ กขค", reading={"private": [name]})

    class Reader:
        is_system, role, office_id = False, "plo", 5

    assert queries.shown_text(item, Reader()) == "••• พบ •••"


def test_the_drop_folder_takes_each_file_once(w, settings):
    import os
    import time

    folder = inbox.folder()
    folder.mkdir(parents=True)
    (folder / "a.eml").write_bytes("Subject: news\nFrom: a@b.invalid\n\nข่าวทางอีเมล".encode())
    (folder / "b.exe").write_bytes(b"MZ")
    (folder / ".hidden").write_text("x")
    (folder / "new.txt").write_text("ยังเขียนไม่เสร็จ")
    for name in ("a.eml", "b.exe", ".hidden"):
        os.utime(folder / name, (time.time() - 9, time.time() - 9))
    done = inbox.sweep()
    assert [(one.source.code, one.outcome, one.stored) for one in done] == [("mail", "done", 1), ("file", "failed", 0)]
    assert sorted(path.name for path in folder.iterdir()) == [".hidden", "new.txt"]
    assert inbox.sweep() == []
    assert ledger.faults() == []


def test_sources_are_kept_by_the_centre(w):
    values = {"code": "news-a", "name_th": "ข่าวสมมติ", "url": "https://news.invalid/rss", "minutes": 30}
    made = perform(actor(w, "administrator", "ministry"), AddSource(**values))
    assert (made.is_active, made.next_at) == (False, None)
    with pytest.raises(Refused):
        perform(actor(w, "plo", "lead"), AddSource(**{**values, "code": "news-b"}))
    slips = (
        ({"url": "file:///etc/passwd"}, "url"), ({"code": "Ä"}, "code"), ({"minutes": -1}, "minutes"),
        ({"selectors": {"item": "a..b"}}, "selector_item"),
    )  # fmt: skip
    for wrong, field in slips:
        with pytest.raises(RuleBroken) as broken:
            perform(actor(w, "duty-officer"), AddSource(**{**values, "code": "news-c", **wrong}))
        assert broken.value.field == field
    Source.objects.update(is_active=True)
    with pytest.raises(RuleBroken):
        perform(actor(w, "duty-officer"), StopSource(target_id=made.pk))


def test_ways_in_are_made_once(w):
    assert ways.way_in("call").pk == ways.way_in("call").pk
