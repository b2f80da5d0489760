"""The agenda: adding, changing, moving, dropping, papers, taking over a proposal, time on the sheet."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prasan.meetings import commands as c
from prasan.meetings import queries
from prasan.meetings.agendasheet import minutes_of, sheet
from prasan.meetings.models import Basis, Item, Paper
from prasan.platform.commands import Refused, RuleBroken
from tests.meetings import ground
from tests.meetings.ground import LATER

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DIGEST = "a" * 64


@pytest.fixture
def made(g):
    return ground.briefing(g)


def titles(made, section="decide"):
    return list(made.items.filter(section=section).order_by("number").values_list("title", flat=True))


def test_items_stand_in_order_and_are_moved_within_their_section(g, made):
    first, second, third = (ground.item(g, made, title=one) for one in ("ก", "ข", "ค"))
    g.do("duty", c.MoveItem(target_id=third.pk, by=-1))
    assert titles(made) == ["ก", "ค", "ข"]
    g.do("duty", c.MoveItem(target_id=first.pk, by=9))
    assert titles(made) == ["ค", "ข", "ก"]
    with pytest.raises(RuleBroken):
        g.do("duty", c.MoveItem(target_id=second.pk))
    assert list(made.items.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"title": ""}, "title"), ({"section": "x"}, "section"), ({"minutes": 800}, "minutes"),
     ({"classification": 1}, "classification"), ({"area_id": 987_654}, "area"), ({"office_id": 987_654}, "office")],
)  # fmt: skip
def test_an_item_that_is_not_whole_is_refused_with_its_field(g, made, wrong, field):
    with pytest.raises(RuleBroken) as broken:
        ground.item(g, made, **wrong)
    assert broken.value.field == field


def test_an_item_that_changes_its_section_goes_to_its_end(g, made):
    ground.item(g, made, section="other", title="เดิม")
    moved = ground.item(g, made, title="ย้าย")
    told = {"section": "other", "title": "ย้ายแล้ว", "minutes": 5}
    assert g.do("minister", c.ChangeItem(target_id=moved.pk, **told)).number == 2
    assert titles(made, "other") == ["เดิม", "ย้ายแล้ว"]
    with pytest.raises(Refused):
        g.do("plo", c.ChangeItem(target_id=moved.pk, **told))


def test_what_was_heard_is_not_withdrawn(g):
    made = ground.running(g)
    heard, waiting = ground.item(g, made), ground.item(g, made, title="รอ")
    g.do("duty", c.TakeUp(target_id=heard.pk))
    with pytest.raises(RuleBroken):
        g.do("duty", c.DropItem(target_id=heard.pk))
    g.do("duty", c.DropItem(target_id=waiting.pk))
    assert titles(made) == ["ตรัง: คนได้งานต่ำกว่าแผน"]


def test_a_paper_is_read_by_who_reads_the_meeting(g, made):
    item = ground.item(g, made)
    with pytest.raises(RuleBroken) as broken:
        g.do("duty", c.AttachPaper(target_id=item.pk))
    assert broken.value.field == "file"
    g.do("duty", c.AttachPaper(target_id=item.pk, upload=io.BytesIO(PDF), file_name="แผน.pdf"))
    paper = Paper.objects.get()
    url = f"/meetings/{made.pk}/papers/{paper.pk}"
    assert b"".join(g.client("plo").get(url).streaming_content) == PDF
    assert g.client("doe-80").get(url).status_code == 404
    assert url in g.client("plo").get(f"/meetings/{made.pk}").content.decode()


def test_a_proposal_takes_the_place_of_the_last_and_leaves_what_people_typed(g, made):
    typed = ground.item(g, made, title="พิมพ์เอง")

    def propose(*keys):
        items = [{"section": "decide", "title": key, "key": key, "minutes": 5} for key in keys]
        told = {"items": items, "facts": "{}", "digest": DIGEST, "made_digest": DIGEST}
        g.do("duty", c.WriteAgenda(target_id=made.pk, **told))

    propose("a", "b")
    propose("b", "c")
    assert titles(made) == [typed.title, "b", "c"]
    assert Basis.objects.filter(briefing=made).count() == 2
    with pytest.raises(RuleBroken):
        g.do("duty", c.WriteAgenda(target_id=made.pk, items=[], facts=""))


def test_the_sheet_numbers_items_and_adds_up_their_time(g, made):
    ground.item(g, made, section="told", title="แจ้ง", minutes=10)
    ground.item(g, made, title="หนึ่ง", minutes=15)
    written = ground.item(g, made, title="ตอบเป็นหนังสือ", minutes=30)
    Item.objects.filter(pk=written.pk).update(state="written")
    ground.item(g, made, title="สาม", minutes=20)
    actor = g.actors["plo"]
    found = queries.one(actor, made.pk)
    parts = sheet(actor, found, queries.agenda(actor, found), [])
    told = [
        (one.code, one.title, int((one.at - LATER).total_seconds()) // 60) for part in parts for one in part.entries
    ]
    assert told == [("1.1", "แจ้ง", 0), ("4.1", "หนึ่ง", 10), ("4.2", "ตอบเป็นหนังสือ", 25), ("4.3", "สาม", 25)]
    assert minutes_of(parts) == 45


def test_a_document_is_laid_and_taken_off_by_page_and_api(g, made):
    one = ground.item(g, made)
    client = g.client("duty")
    told = {"item": one.pk, "back": "item"}
    client.post(f"/meetings/{made.pk}/do", told | {"do": "attach", "file": SimpleUploadedFile("a.pdf", PDF)})
    paper = Paper.objects.get()
    assert f'value="{paper.pk}"' in client.get(f"/meetings/{made.pk}/items/{one.pk}").content.decode()
    client.post(f"/meetings/{made.pk}/do", told | {"do": "drop_paper", "paper": paper.pk})
    assert not Paper.objects.exists()
    again = client.post(f"/meetings/{made.pk}/do", told | {"do": "drop_paper", "paper": paper.pk})
    assert "ไม่พบเอกสารนี้ในวาระ" in again.content.decode()
    url = f"/api/v1/meetings/{made.pk}/items/{one.pk}/papers"
    answer = client.post(url, {"file": SimpleUploadedFile("b.pdf", PDF)})
    assert answer.status_code == 200, answer.content
    assert len(next(row for row in answer.json()["agenda"] if row["id"] == one.pk)["papers"]) == 1
    assert client.post(url, {"file": SimpleUploadedFile("b.exe", b"MZ")}).status_code == 415
    assert client.delete(f"{url}/{Paper.objects.get().pk}").status_code == 200
    assert not Paper.objects.exists()
