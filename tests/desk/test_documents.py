"""Briefs: page, PDF, slides and data say the same to the unit; no rank before a province; as seen on a past day."""

from __future__ import annotations

import datetime as dt
import io
import json
import re

import pytest
from django.utils import timezone
from pptx import Presentation
from pptx.util import Pt
from pypdf import PdfReader

from prasan.desk import queries, sight
from prasan.desk.documents import brief, numbers, paper, slides
from prasan.desk.documents.asking import seen_of
from prasan.platform.commands import Refused
from prasan.progress.models import Figure, FigureChange
from prasan.registers.models import Policy


def policy(headline: int = 4) -> Policy:
    return Policy.objects.get(policy_set__is_demo=True, headline=headline)


def flat(text: str) -> str:
    return re.sub(r"\s", "", text)


def paper_of(found) -> tuple[int, str]:
    pages = PdfReader(io.BytesIO(paper.pdf(found))).pages
    return len(pages), flat("".join(page.extract_text() for page in pages))


def consonants(text: str) -> str:
    """Return the consonants of a text: a PDF gives vowel signs and tone marks back out of order."""
    return re.sub(r"[^ก-ฮ]", "", text)


@pytest.mark.parametrize("code", ["92", "14", "10"])
def test_the_sheet_of_a_province_is_one_page_with_the_numbers_of_the_page(actor, code):
    who = actor("minister")
    area = sight.province_of(who, code)
    found = brief.brief_of_province(who, area)
    country = queries.country(queries.frame(), areas={area.pk: queries.provinces([area.pk])[area.pk]})
    assert len(found.rows) == 21
    for row in found.rows:
        line = next(one for one in country.lines if str(one.policy_id) == row.key)
        point = country.point(line, area.pk)
        assert (row.value.raw, row.path.raw, row.target.raw) == (point.value, point.path, point.target)
        assert (row.status, row.gap_tenths) == (point.status, point.gap)
    count, text = paper_of(found)
    assert count == 1
    for row in found.rows:
        number = re.sub(r"[^0-9,.]", "", row.value.full)
        assert (number in text) if number else consonants(row.value.full) in consonants(text)
    assert not found.ranked


def test_no_rank_stands_on_a_provinces_own_brief(sign_in):
    text = sign_in("plo-92").get("/province/92/brief").content.decode()
    assert "ลำดับที่" not in text
    assert "อันดับ" not in text


def test_a_policy_brief_ranks_only_for_those_who_see_ranks(actor):
    chair = brief.brief_of_policy(actor("minister"), policy().pk)
    gaps = [row.gap_tenths for row in chair.rows if row.status in {"late", "very_late"}]
    assert len(chair.rows) == brief.PROVINCES
    assert gaps == sorted(gaps, key=lambda gap: gap)[: len(gaps)] or chair.rows[0].status == "very_late"
    own = brief.brief_of_policy(actor("plo-92"), policy().pk)
    assert [row.key for row in own.rows] == ["92"]
    assert own.whole == brief.brief_of_policy(actor("minister"), policy().pk).whole
    assert paper_of(chair)[0] == 1


def test_zero_silence_and_what_does_not_apply_are_three_things():
    from prasan.desk.documents.numbers import NOT_APPLICABLE, NOT_REPORTED, Number

    assert Number(0, unit="คน").full == "0 คน"
    assert Number(None, unit="คน", state=NOT_REPORTED).full == "ยังไม่รายงาน"
    assert Number(None, unit="คน", state=NOT_APPLICABLE).full == "ไม่เกี่ยวข้อง"
    assert Number(1250, 1, "ร้อยละ", accepted=False, twice=True).full == "ร้อยละ 125.0 (ยังไม่รับรอง) (อาจนับซ้ำ)"


def test_a_plan_without_a_value_is_a_dash_and_nobody_owes_it(actor):
    who = actor("minister")
    area = sight.province_of(who, "92")
    country = queries.country(queries.frame(), areas={area.pk: queries.provinces([area.pk])[area.pk]})
    measure = next(line.main for line in country.lines if line.main)
    assert (numbers.plan(measure, None).text, numbers.plan(measure, None).as_row()["state"]) == ("–", "not-set")
    assert numbers.plan(measure, None, applies=False).text == "ไม่เกี่ยวข้อง"
    assert numbers.plan(measure, 0) == numbers.of(measure, 0)
    assert numbers.of(measure, None).text == "ยังไม่รายงาน"
    for row in brief.brief_of_province(who, area).rows:
        assert "ยังไม่รายงาน" not in {row.path.text, row.target.text}


def texts(slide) -> list[str]:
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if getattr(shape, "has_table", False) and shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return found


def test_slides_read_back_are_the_read_model(actor):
    who = actor("minister")
    found = [brief.brief_of_policy(who, policy(n).pk) for n in (1, 4)]
    found.append(brief.brief_of_province(who, sight.province_of(who, "92")))
    deck = Presentation(io.BytesIO(slides.pptx("ประชุม", found)))
    assert len(deck.slides) == 2 + len(found)
    for slide, one in zip(list(deck.slides)[2:], found, strict=True):
        told = texts(slide)
        for row in one.rows[: slides.TABLE_ROWS]:
            assert {row.name, row.value.full, row.path.text} <= set(told)
        (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
        values = [tuple(series.values) for series in chart.plots[0].series]
        assert values[0] == tuple(None if v is None else round(v, 4) for v in one.chart.actual)
        assert list(chart.plots[0].categories) == list(one.chart.months)
        notes = slide.notes_slide.notes_text_frame.text
        assert one.sources[0] in notes
        assert "ข้อมูล ณ วันที่" in notes


def test_thai_on_slides_names_its_face(actor):
    found = brief.brief_of_province(actor("minister"), sight.province_of(actor("minister"), "92"))
    slide = list(Presentation(io.BytesIO(slides.pptx("ก", [found]))).slides)[-1]
    run = next(s for s in slide.shapes if s.has_text_frame).text_frame.paragraphs[0].runs[0]
    faces = {child.tag.rpartition("}")[2]: child.get("typeface") for child in run._r.rPr if child.get("typeface")}
    assert faces["latin"] == faces["cs"] == "Sarabun"
    assert run.font.size >= Pt(18)
    order = [child.tag.rpartition("}")[2] for child in run._r.rPr]
    assert order.index("latin") < order.index("ea") < order.index("cs")


def test_files_carry_names_and_kinds(sign_in):
    client = sign_in("minister")
    answer = client.get("/province/92/brief.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content[:4] == b"%PDF"
    assert "attachment" in answer["Content-Disposition"]
    assert client.get(f"/policy/{policy().pk}/brief.pptx").content[:2] == b"PK"
    assert client.get("/region/inspection-region/6/brief.pdf").status_code == 200
    assert client.get("/province/92/brief.exe").status_code == 404
    assert client.get(f"/meeting-slides.pptx?policy={policy().pk}&region=6&province=92").content[:2] == b"PK"


def test_rights(sign_in):
    assert sign_in("plo-92").get("/province/21/brief").status_code == 404
    assert sign_in("plo-92").get("/province/21/brief.pdf").status_code == 404
    assert sign_in("plo-92").get("/meeting-slides.pptx?province=21").status_code == 404
    assert sign_in("admin").get("/province/92/brief").status_code in {403, 404}
    assert sign_in("admin").get("/meeting-slides.pptx").status_code == 403


def test_the_api_says_the_same(sign_in):
    client = sign_in("minister")
    told = client.get("/api/v1/briefs/province/92").json()
    found = brief.brief_of_province(client_actor("minister"), sight.province_of(client_actor("minister"), "92"))
    expected = json.loads(json.dumps(found.as_row(), default=str))
    for one in (told, expected):
        one.pop("as_of")
    assert told == expected
    assert client.get("/api/v1/briefs/province/92?format=pdf").content[:4] == b"%PDF"
    assert sign_in("plo-92").get("/api/v1/briefs/province/21").status_code == 404


def client_actor(username):
    from prasan.directory.actor import actor_for
    from prasan.directory.models import Seat

    return actor_for(Seat.objects.select_related("office__area", "person").get(person__username=username))


def test_a_past_day_reads_its_figures_on_page_brief_and_file(actor, sign_in):
    who = actor("minister")
    area = sight.province_of(who, "14")
    shown = queries.frame()
    then = timezone.now() - dt.timedelta(hours=1)
    before = brief.brief_of_province(who, area, seen=then)
    row = next(one for one in before.rows if one.value.raw)
    main = Policy.objects.get(pk=row.key).indicators.get(is_main=True)
    Figure.objects.filter(indicator=main, area=area, period=shown.period).update(value=0)
    FigureChange.objects.filter(at__gt=then).update(at=timezone.now())
    now = brief.brief_of_province(who, area)
    again = brief.brief_of_province(who, area, seen=then)
    changed = next(one for one in now.rows if one.key == row.key)
    assert next(one for one in again.rows if one.key == row.key).value == row.value
    assert changed.value != row.value
    assert again.outlook == ""
    assert again.plan is None
    day = timezone.localtime(then).date().isoformat()
    for url in ("/province/14", "/province/14/brief", f"/policy/{row.key}", f"/policy/{row.key}/brief"):
        assert "<b>ตามที่เห็น ณ" not in sign_in("minister").get(url).content.decode()
        text = sign_in("minister").get(f"{url}?seen={then:%Y-%m-%dT%H:%M:%S}%2B00:00").content.decode()
        assert "<b>ตามที่เห็น ณ" in text, url
    assert sign_in("minister").get("/province/14/brief?seen=เมื่อวาน").status_code == 400
    assert day


def test_days_are_read_as_people_write_them():
    assert seen_of("") is None
    assert seen_of("2026-05-31") == seen_of("31 พ.ค. 2569")
    assert timezone.localtime(seen_of("31/5/69")).isoformat()[:19] == "2026-05-31T23:59:59"
    assert seen_of("2199-01-01") is None
    with pytest.raises(Refused):
        seen_of("พรุ่งนี้หรือมะรืน")


def test_english_briefs_hold_no_thai_interface(sign_in):
    client = sign_in("minister")
    client.cookies["django_language"] = "en"
    text = client.get(f"/policy/{policy().pk}/brief").content.decode()
    for word in ("ผลสะสม", "ดาวน์โหลด", "เพราะอะไร", "ยังไม่รายงาน", "ดูตามที่เห็น"):
        assert word not in text


def test_the_command_line_writes_the_same(actor, tmp_path, capsys):
    from prasan.config.cli import build_parser
    from prasan.desk.cli import COMMANDS
    from prasan.desk.cli import brief as run

    def call(*words):
        asked = build_parser(COMMANDS).parse_args(["brief", *words])
        return run(asked)

    assert call("province", "92", "--file", str(tmp_path / "a.pdf")) == 0
    assert (tmp_path / "a.pdf").read_bytes()[:4] == b"%PDF"
    capsys.readouterr()
    assert call("province", "92", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    expected = brief.brief_of_province(actor("duty-1"), sight.province_of(actor("duty-1"), "92")).as_row()
    assert told["rows"] == json.loads(json.dumps(expected["rows"]))
    assert call("province", "21", "--as", "plo-92") == 1
    assert call("policy", "x") == 1
