"""Letters of a meeting: one for each addressee, numbered by hand alone, signed copy attached; their papers."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from docx import Document

from prasan.meetings import commands as c
from prasan.meetings.after import files
from prasan.meetings.after.letters import drafts_of, paper_of
from prasan.meetings.after.public import public_draft
from prasan.meetings.commands.minutes import whole_briefing
from prasan.meetings.models import Letter
from prasan.platform.commands import Refused, RuleBroken
from tests.meetings import ground
from tests.meetings.test_minutes import GIVEN

DAY = dt.date(2026, 11, 20)


def row(g, office="OPS-92", **more):
    kind = g.offices[office].kind
    return GIVEN | {"owners": [[g.offices[office].pk, g.offices[office].name_th, kind]]} | more


@pytest.fixture
def meeting(g):
    return whole_briefing(ground.running(g).pk)


@pytest.fixture
def letter(g, meeting):
    return g.do("duty", c.DraftLetter(**drafts_of(meeting, [row(g)], [])[0]))


def test_each_addressee_gets_one_letter_with_its_own_directives(g, meeting):
    rows = [row(g), row(g, pk=8), row(g, "GOV-92", pk=9), row(g, pk=10, classification=2)]
    told = drafts_of(meeting, rows, [])
    assert [(one["form"], one["classification"], one["directives"]) for one in told] == [
        ("memo", 0, [7, 8]), ("outside", 0, [9]), ("memo", 2, [10])
    ]  # fmt: skip
    made = [g.do("duty", c.DraftLetter(**one)) for one in told[:2]]
    assert [one["directives"] for one in drafts_of(meeting, rows, made)] == [[10]]
    g.do("duty", c.DropLetter(target_id=made[1].pk, reason="ร่างซ้ำ"))
    left = drafts_of(meeting, rows, Letter.objects.filter(briefing=meeting))
    assert sorted(one["directives"] for one in left) == [[9], [10]]


def test_nothing_is_invented_and_a_numbered_letter_keeps_its_words(g, letter):
    told = paper_of(Letter.objects.get(pk=letter.pk))
    assert (told["number"], told["date"]) == ("", "")
    for bad in (
        {"official_no": "", "official_date": DAY}, {"official_no": "รง 0201/1", "official_date": None},
        {"official_no": "รง 0201/1", "official_date": dt.date(2026, 11, 24)},
    ):  # fmt: skip
        with pytest.raises(RuleBroken):
            g.do("duty", c.NumberLetter(target_id=letter.pk, **bad))
    with pytest.raises(RuleBroken):
        g.do("duty", c.AttachLetter(target_id=letter.pk, upload=io.BytesIO(b"%PDF-1.7\n"), file_name="a.pdf"))
    g.do("duty", c.ChangeLetter(target_id=letter.pk, to="แรงงานจังหวัดตรัง", subject_line="เรื่อง", body="ข้อความ"))
    done = g.do("duty", c.NumberLetter(target_id=letter.pk, official_no=" รง 0201/1 ", official_date=DAY))
    assert (done.official_no, paper_of(done)["date"]) == ("รง 0201/1", "20 พฤศจิกายน 2569")
    with pytest.raises(RuleBroken):
        g.do("duty", c.ChangeLetter(target_id=letter.pk, to="ก", subject_line="ข", body="ค"))
    with pytest.raises(RuleBroken):
        g.do("duty", c.DropLetter(target_id=letter.pk, reason="ผิด"))


def test_the_signed_copy_is_read_by_who_reads_the_meeting(g, letter):
    from prasan.platform.files.store import KINDS

    g.do("duty", c.NumberLetter(target_id=letter.pk, official_no="รง 0201/1", official_date=DAY))
    done = g.do("duty", c.AttachLetter(target_id=letter.pk, upload=io.BytesIO(b"%PDF-1.7\n1"), file_name="a.pdf"))
    assert done.state == "signed"
    may_read = KINDS["meetings.letter"].may_read
    assert may_read(g.actors["plo"], done.signed) is None
    assert may_read(g.actors["department"], done.signed) is not None


def test_only_the_organisers_side_writes_and_no_class_below_the_meeting(g, meeting):
    told = drafts_of(meeting, [row(g)], [])[0]
    with pytest.raises(Refused):
        g.do("plo", c.DraftLetter(**told))
    for bad in ({"form": "fax"}, {"classification": 7}, {"to": " "}, {"body": ""}):
        with pytest.raises(RuleBroken):
            g.do("duty", c.DraftLetter(**told | bad))


def test_pdf_and_docx_say_the_same_with_thai_digits(g, letter):
    words = [line.text for line in Document(io.BytesIO(files.letter_file(letter, "docx"))).paragraphs]
    assert words[0] == "บันทึกข้อความ"
    assert any(line.startswith("๑. ข้อสั่งการเลขที่ ๓/๒๕๖๙") for line in words)
    assert words.index(next(line for line in words if line.startswith("จึงเรียนมา"))) > words.index(
        next(line for line in words if line.startswith("๑. "))
    )
    for form in Letter.Form.values:
        letter.form = form
        assert files.letter_file(letter, "pdf")[:5] == b"%PDF-"
        assert files.letter_file(letter, "docx")[:2] == b"PK"


def test_the_public_message_has_no_private_words_and_nothing_classified(g, meeting):
    rows = [
        row(g, text="ให้ช่วยเหลือนายสมชาย ใจดี โทร 081-234-5678", hotline="1"),
        row(g, public="กระทรวงแรงงานเปิดศูนย์ช่วยเหลือ", text="สั่งการภายใน"),
        row(g, text="เรื่องลับ", classification=1), row(g, text="งานที่ ม.ร.ว.สมมติ เป็นประธาน"),
    ]  # fmt: skip
    told = public_draft(meeting, rows)
    assert (told.names, told.numbers, told.left_out) == (1, 1, 2)
    for word in ("สมชาย", "081", "ลับ", "ม.ร.ว.", "สั่งการภายใน"):
        assert word not in told.text
    assert "โทร 1506 กด 1" in told.text
    assert "2. กระทรวงแรงงานเปิดศูนย์ช่วยเหลือ" in told.text
    meeting.classification = 1
    assert public_draft(meeting, rows).text == ""
