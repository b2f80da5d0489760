"""The situation report of a province: figures with sources, words kept, differences marked, issued once."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError, transaction
from docx import Document
from pypdf import PdfReader

from prasan.desk.commands import DraftSituation, IssueSituation, SaveSituation
from prasan.desk.documents import situation
from prasan.desk.documents.chapters import CHAPTERS
from prasan.desk.documents.situation_files import content_of, docx_of, pdf_of
from prasan.desk.models import SituationReport, SituationVersion
from prasan.desk.pages.situation import spans
from prasan.directory.models import Area
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.progress import periods
from prasan.progress.models import Figure


@pytest.fixture
def report(actor):
    area = Area.objects.get(code="92")
    return perform(actor("plo-92"), DraftSituation(area_id=area.pk, span=spans()[1].key))


def row(report, code):
    rows = [one for some in report.figures["rows"].values() for one in some]
    return next(one for one in rows if one["code"] == code)


def test_spans_are_calendar_quarters_and_years():
    third = situation.Span(256903)
    assert periods.bounds(third.last)[1] == dt.date(2026, 9, 30)
    assert third.last == 256912
    assert (situation.Span(256901).before.key, third.year_ago.key) == (256804, 256803)
    assert situation.Span(256900).last == periods.of(dt.date(2026, 12, 1))
    assert situation.newest(dt.date(2026, 11, 21)).key == 256903
    assert situation.newest(dt.date(2026, 2, 1)).key == 256804
    for wrong in (256905, 12):
        with pytest.raises(ValueError, match=str(wrong)):
            situation.Span(wrong)


def test_a_draft_holds_the_figures_of_the_reports(report):
    period = situation.Span(report.span).last
    for code in ("lab-labour-force", "lab-unemployed", "lab-minimum-wage"):
        figure = Figure.objects.get(indicator__code=code, area=report.area, period=period)
        assert row(report, code)["value"] == figure.value
        assert row(report, code)["source"]
        assert f"{figure.value:,}" in " ".join(report.texts.values())
    parts = sum(row(report, code)["value"] for code in ("lab-employed", "lab-unemployed", "lab-seasonal"))
    assert parts == row(report, "lab-labour-force")["value"]


def test_a_sentence_with_a_missing_number_is_left_out(actor, report):
    period = situation.Span(report.span).last
    Figure.objects.filter(indicator__code="lab-informal", area=report.area, period=period).delete()
    again = perform(actor("plo-92"), DraftSituation(area_id=report.area_id, span=report.span))
    assert row(again, "lab-informal")["value"] is None
    assert again.texts["informal"] == ""
    assert situation.number_of(row(again, "lab-informal")).text == "ยังไม่รายงาน"


def test_edited_words_stay_and_figures_are_renewed_with_differences_marked(actor, report, sign_in):
    plo = actor("plo-92")
    edited = perform(plo, SaveSituation(target_id=report.pk, version=1, texts={"informal": "ถ้อยคำของสำนักงาน"}))
    period = situation.Span(report.span).last
    for code in ("lab-informal", "lab-unemployed"):
        Figure.objects.filter(indicator__code=code, area=report.area, period=period).update(value=77_777)
    page = sign_in("plo-92").get(f"/situation/{report.pk}").content.decode()
    assert page.count('<ins class="new">') == 2
    again = perform(plo, DraftSituation(area_id=report.area_id, span=report.span))
    assert again.texts["informal"] == "ถ้อยคำของสำนักงาน"
    assert "77,777" in again.texts["out-of-work"]
    assert row(again, "lab-informal")["value"] == 77_777
    assert (edited.version, again.version) == (2, 3)
    assert SituationVersion.objects.filter(report=report).count() == 3
    assert '<ins class="new">' not in sign_in("plo-92").get(f"/situation/{report.pk}").content.decode()


def test_it_is_issued_once_with_a_number_and_never_changes(actor, report):
    plo = actor("plo-92")
    with pytest.raises(RuleBroken):
        perform(plo, IssueSituation(target_id=report.pk, version=9))
    done = perform(plo, IssueSituation(target_id=report.pk, version=1))
    assert (done.number, done.state) == (1, "issued")
    with pytest.raises(RuleBroken):
        perform(plo, SaveSituation(target_id=report.pk, version=1, texts={"informal": "x"}))
    with pytest.raises(RuleBroken):
        perform(plo, DraftSituation(area_id=report.area_id, span=report.span))
    with pytest.raises(DatabaseError), transaction.atomic():
        SituationReport.objects.filter(pk=report.pk).update(number=5)
    with pytest.raises(DatabaseError), transaction.atomic():
        SituationVersion.objects.filter(report=report).update(number=5)


def test_who_writes_and_who_reads(actor, report, sign_in):
    told = {"area_id": report.area_id, "span": report.span}
    for who in ("plo-81", "doe-92", "minister"):
        with pytest.raises(Refused):
            perform(actor(who), DraftSituation(**told))
    assert sign_in("plo-81").get(f"/situation/{report.pk}").status_code == 404
    assert sign_in("minister").get(f"/situation/{report.pk}").status_code == 200
    perform(actor("plo-92"), IssueSituation(target_id=report.pk, version=1))
    assert sign_in("plo-81").get(f"/situation/{report.pk}").status_code == 200
    assert sign_in("admin").get(f"/situation/{report.pk}").status_code == 404


def test_the_second_of_two_writers_keeps_what_was_typed(actor, report, sign_in):
    perform(actor("plo-92"), SaveSituation(target_id=report.pk, version=1, texts={"wages": "ก"}))
    answer = sign_in("plo-92").post(f"/situation/{report.pk}", {"version": 1, "text-wages": "ของฉัน"})
    assert answer.status_code == 409
    assert "ของฉัน" in answer.content.decode()


def test_the_paper_has_every_chapter_with_its_numbers(report):
    text = re.sub(r"\s", "", "".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf_of(report))).pages))
    for number in range(1, len(CHAPTERS) + 1):
        assert f"{number}." in text
    assert f"{row(report, 'lab-labour-force')['value']:,}" in text
    assert report.get_state_display() == "ร่าง"


def test_the_page_drafts(sign_in):
    client = sign_in("plo-92")
    assert client.get("/province/92/situation").status_code == 200
    answer = client.post("/province/92/situation/draft", {"span": spans()[-1].key})
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(answer["Location"] + ".pdf").content[:4] == b"%PDF"
    word = client.get(answer["Location"] + ".docx")
    assert (word["Content-Type"].rpartition(".")[2], word.content[:2]) == ("document", b"PK")
    assert client.get(answer["Location"] + ".exe").status_code == 404


ORDER = ("rFonts", "b", "bCs", "i", "iCs", "caps", "color", "spacing", "kern", "sz", "szCs", "cs", "lang")
"""Of run properties, as the standard has it (ECMA-376, CT_RPr): Word refuses files in another order."""


def tables_of(paper):
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]


def test_the_word_document_says_what_the_paper_says(report):
    content = content_of(report)
    paper = Document(io.BytesIO(docx_of(report)))
    assert tables_of(paper) == [[content["columns"], *one["rows"]] for one in content["chapters"] if one["rows"]]
    words = [one.text for one in paper.paragraphs]
    for chapter in content["chapters"]:
        assert chapter["title"] in words
        for text in chapter["paragraphs"]:
            assert text in words
    assert words[:2] == [content["title"], content["subtitle"]]
    assert content["as_of"] in paper.sections[0].footer.paragraphs[0].text
    figures = [row for some in report.figures["rows"].values() for row in some]
    cells = " ".join(cell for table in tables_of(paper) for row in table for cell in row)
    assert all(row["source"] in cells for row in figures)
    assert "อันดับ" not in cells + " ".join(words)
    assert "rank" not in cells


def test_word_takes_the_thai_face_for_thai_letters(report):
    raw = docx_of(report)
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        styles = ElementTree.fromstring(parts.read("word/styles.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    found = {one.find(f"{w}name").get(f"{w}val"): one.find(f"{w}rPr") for one in styles.iter(f"{w}style")}
    for name in ("Normal", "Title", "heading 1", "caption", "footer"):
        fonts = found[name].find(f"{w}rFonts")
        assert {fonts.get(f"{w}{script}") for script in ("ascii", "hAnsi", "cs")} == {"TH Sarabun New"}, name
        assert not [key for key in fonts.attrib if key.lower().endswith("theme")], name
        bold = [found[name].find(f"{w}{tag}") for tag in ("b", "bCs")]
        assert len({one is None or one.get(f"{w}val") in {"0", "false"} for one in bold}) == 1, name
        assert found[name].find(f"{w}szCs").get(f"{w}val") == found[name].find(f"{w}sz").get(f"{w}val"), name
        assert found[name].find(f"{w}lang").get(f"{w}bidi") == "th-TH", name
        order = [one.tag.removeprefix(w) for one in found[name]]
        assert order == sorted(order, key=ORDER.index), name
    paper = Document(io.BytesIO(raw))
    assert all(one.rows[0]._tr.trPr.find(f"{w}tblHeader") is not None for one in paper.tables)


def test_words_with_letters_that_no_document_holds_are_written_without_them(report):
    report.texts = {**report.texts, "wages": "ค่าจ้าง\x0bสูง\x00ขึ้น <b>&"}
    assert "ค่าจ้างสูงขึ้น <b>&" in [one.text for one in Document(io.BytesIO(docx_of(report))).paragraphs]
