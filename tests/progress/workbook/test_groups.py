"""Groups and the office's own word in a workbook: prefilled, compared by cell, saved by one verb with the rest."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from prasan.directory.models import Person
from prasan.platform.commands import RuleBroken, perform
from prasan.progress.commands import Answer, SaveFigures, Word
from prasan.progress.models import Figure, Said
from prasan.progress.workbook import layout, saving, writing
from tests.progress.workbook.books import AT, Book
from tests.progress.workbook.corpus import SPLIT_ROWS, of_a_form_before
from tests.progress.workbook.test_corpus import split
from tests.progress.workbook.test_round_trip import BACKEND, accept, send, text

F, M = "jobs/sex:f", "jobs/sex:m"


@pytest.fixture
def report(g):
    """A report whose first indicator is asked by sex, with 100 = 60 + 40 stored."""
    split(g)
    one = g.opened()
    typed(g, one, {"sex:f": (60, None), "sex:m": (40, None)})
    return one


def typed(g, report, members=None, value=100, word=None, who="officer"):
    report.refresh_from_db()
    answer = Answer(
        g.indicators["jobs"].pk, value, cause="budget", step="เร่งเบิกจ่าย", members=members, word=word
    )  # fmt: skip
    perform(g.actors[who], SaveFigures(target_id=report.pk, version=report.version, answers=[answer]))


def form_of(report):
    (fresh,) = saving.reports_of([(report.office, report.period)])
    return Book.of(writing.write(writing.parts_of([fresh], saving.closed)))


def put(book, code, value, column="value"):
    place = (SPLIT_ROWS[code], AT[column])
    book.form.cells.pop(place, None)
    if value is not None:
        book.form.cells[place] = value


def read(g, book):
    (section,) = saving.sections(saving.sent(book.save(), g.offices["DOE-92"]), g.actors["officer"])
    return section


def how(section):
    return {line.row_code: line.status for line in section.lines if line.code == "jobs"}


def parts(report):
    return dict(Figure.objects.filter(report=report, indicator__code="jobs").values_list("member", "value"))


def test_groups_stand_prefilled_below_their_whole_in_thai(g, report):
    with translation.override("en"):
        book = form_of(report)
    rows = [book.form.row(number) for number in (5, 6, 7, 8)]
    assert [row[1] for row in rows] == ["jobs", F, M, "share"]
    assert [row[2] for row in rows][1:3] == ["เพศ: หญิง", "เพศ: ชาย"]
    assert [row.get(AT["value"]) for row in rows] == [100, 60, 40, None]
    assert AT["cause"] not in rows[1]
    assert how(read(g, book)) == {"jobs": "same", F: "same", M: "same"}


def test_changed_groups_are_saved_with_their_whole(g, report):
    book = form_of(report)
    for code, value in (("jobs", 120), (F, 70), (M, 50)):
        put(book, code, value)
    section = read(g, book)
    assert how(section) == {"jobs": "changed", F: "changed", M: "changed"}
    assert saving.save(g.actors["officer"], section, saving.usual(section)) == 3
    assert parts(report) == {"": 120, "sex:f": 70, "sex:m": 50}


def test_a_group_alone_is_saved_beside_the_stored_whole(g, report):
    typed(g, report, {"sex:f": None, "sex:m": (40, None)})
    book = form_of(report)
    put(book, F, 60)
    section = read(g, book)
    assert how(section) == {"jobs": "same", F: "changed", M: "same"}
    saving.save(g.actors["officer"], section, saving.usual(section))
    assert parts(report) == {"": 100, "sex:f": 60, "sex:m": 40}
    kept = Figure.objects.get(report=report, indicator__code="jobs", member="")
    assert (kept.cause, kept.step) == ("budget", "เร่งเบิกจ่าย")


def test_a_group_without_a_whole_is_refused_in_words(g, report):
    typed(g, report, value=None)
    book = form_of(report)
    put(book, F, 60)
    section = read(g, book)
    with pytest.raises(RuleBroken, match="ยังไม่มียอดรวม"):
        saving.save(g.actors["officer"], section, saving.usual(section))


def test_a_blank_group_is_taken_away_only_when_chosen(g, report):
    book = form_of(report)
    put(book, M, None)
    section = read(g, book)
    assert how(section)[M] == "blank"
    assert saving.usual(section) == set()
    saving.save(g.actors["officer"], section, {f"{g.period}:{M}"})
    assert parts(report) == {"": 100, "sex:f": 60}


def test_a_group_that_somebody_else_changed_is_a_conflict_or_theirs(g, report):
    book = form_of(report)
    put(book, F, 70)
    typed(g, report, {"sex:f": (65, None), "sex:m": (35, None)}, who="second")
    section = read(g, book)
    assert how(section) == {"jobs": "same", F: "conflict", M: "theirs"}
    assert saving.usual(section) == set()


def test_the_offices_word_goes_out_and_back(g, report):
    typed(g, report, word=Word("late", None, "รถ", "centre"))
    book = form_of(report)
    assert book.form.cells[5, AT["claim"]] == "ช้ากว่าแผน"
    put(book, "jobs", "เสร็จแล้ว", "claim")
    section = read(g, book)
    (line,) = [one for one in section.lines if one.choosable]
    assert line.texts == (("claim", "ช้ากว่าแผน", "เสร็จแล้ว"),)
    saving.save(g.actors["officer"], section, saving.usual(section))
    said = Said.objects.get(report=report)
    assert (said.claim, said.help_text, said.help_from) == ("done", "รถ", "centre")


def shared(g, report, word, who="officer"):
    """Save the ratio, 33 of 40, with what the office says beside it."""
    report.refresh_from_db()
    answers = [Answer(g.indicators["share"].pk, 33, 40, word=word)]
    perform(g.actors[who], SaveFigures(target_id=report.pk, version=report.version, answers=answers))


def of_share(section):
    return next(line for line in section.lines if line.code == "share")


def test_the_stated_per_cent_and_help_go_out_and_back(g, report):
    shared(g, report, Word("late", 8250, "รถ\nสองคัน", "centre"))
    book = form_of(report)
    shown = [book.form.cells[8, AT[name]] for name in ("claim", "stated", "help_text", "help_from")]
    assert shown == ["ช้ากว่าแผน", 82.5, "รถ\nสองคัน", "ศูนย์ปฏิบัติการของกระทรวง"]
    assert of_share(read(g, book)).status == "same"
    put(book, "share", "90%", "stated")
    section = read(g, book)
    line = of_share(section)
    assert (line.status, line.texts) == ("changed", (("stated", "82.5%", "90%"),))
    assert "percent-differs" in {one.flag.code for one in section.flags_of(line)}
    saving.save(g.actors["officer"], section, saving.usual(section))
    said = Said.objects.get(report=report)
    assert (said.claim, said.stated, said.help_text, said.help_from) == ("late", 9000, "รถ\nสองคัน", "centre")
    assert of_share(read(g, form_of(report))).status == "same"


def test_a_stated_per_cent_that_somebody_else_changed_is_a_conflict(g, report):
    book = form_of(report)
    for name, value in (("value", 33), ("denominator", 40), ("stated", 80)):
        put(book, "share", value, name)
    shared(g, report, Word(stated=8250), who="second")
    section = read(g, book)
    assert of_share(section).status == "conflict"
    assert f"{g.period}:share" not in saving.usual(section)


def test_a_word_without_a_figure_is_kept_and_takes_nothing_away(g, report):
    book = form_of(report)
    book.form.cells[9, AT["claim"]] = "ตามแผน"  # visits has no figure
    section = read(g, book)
    saving.save(g.actors["officer"], section, saving.usual(section))
    assert Said.objects.get(report=report).indicator.code == "visits"
    assert not Figure.objects.filter(report=report, indicator__code="visits").exists()
    assert parts(report) == {"": 100, "sex:f": 60, "sex:m": 40}


def test_a_form_of_before_leaves_groups_and_word_alone(g, report):
    typed(g, report, word=Word("late"))
    book = form_of(report)
    of_a_form_before(book)
    book.form.cells[5, AT["value"]] = 101
    section = read(g, book)
    assert how(section) == {"jobs": "changed"}
    saving.save(g.actors["officer"], section, saving.usual(section))
    assert parts(report) == {"": 101, "sex:f": 60, "sex:m": 40}
    assert Said.objects.get(report=report).claim == "late"


def test_what_was_kept_before_groups_is_still_read():
    kept = {
        "name": "ก", "office": 1, "period": 256909, "bad": [], "notes": [],
        "rows": [{"code": "jobs", "cell": "H6", "value": 1, "denominator": None, "cause": None, "step": None,
                  "note": None}],
        "base": {"jobs": {"value": 1, "denominator": None, "cause": "", "step": "", "note": ""}},
    }  # fmt: skip
    sheet = saving.Sheet.from_json(kept)
    assert (sheet.rows[0].whole_code, sheet.base["jobs"].claim) == ("jobs", None)


def test_the_page_shows_groups_by_cell_and_the_checks_once(g, report):
    client = Client()
    client.force_login(Person.objects.get(username="officer"), BACKEND)
    book = form_of(report)
    put(book, F, 61)
    put(book, M, "สี่สิบ")
    page = client.get(send(client, book.save())["Location"])
    shown = text(page)
    assert "jobs · เพศ: หญิง" in shown
    assert "ช่อง H8: อ่านเป็นตัวเลขไม่ได้" in shown
    assert shown.count("รวมกันได้ 101") == 1
    put(book, M, 39)
    page = client.get(send(client, book.save())["Location"])
    assert "รวมกันได้" not in text(page)
    accept(client, page, f"{g.period}:{F}", f"{g.period}:{M}")
    assert parts(report) == {"": 100, "sex:f": 61, "sex:m": 39}


def test_over_the_api_a_group_is_named(g, report):
    client = Client()
    client.force_login(Person.objects.get(username="officer"), BACKEND)
    book = form_of(report)
    put(book, F, 55)
    put(book, M, 45)
    told = client.post("/api/v1/workbooks", {"file": SimpleUploadedFile("x.xlsx", book.save())}).json()
    changed = [(one["member"], one["stored"], one["file"]) for one in told["lines"] if one["status"] == "changed"]
    assert changed == [("sex:f", "60", "55"), ("sex:m", "40", "45")]
    body = {"take": [one["key"] for one in told["lines"] if one["status"] == "changed"], "versions": told["versions"]}
    address = f"/api/v1/workbooks/{told['token']}/save"
    assert client.post(address, json.dumps(body), content_type="application/json").status_code == 200
    assert parts(report) == {"": 100, "sex:f": 55, "sex:m": 45}


def test_groups_of_a_ratio_need_their_whole_and_may_be_nobody(g, report):
    g.indicators["share"].splits = ["sex"]
    g.indicators["share"].save()
    book = form_of(report)
    assert [book.form.cells[number, AT["code"]] for number in (9, 10)] == ["share/sex:f", "share/sex:m"]
    for number, value, whole in ((8, 30, 40), (9, 30, 40), (10, 0, 0)):
        book.form.cells[number, AT["value"]], book.form.cells[number, AT["denominator"]] = value, whole
    section = read(g, book)
    assert section.sheet.bad == []
    saving.save(g.actors["officer"], section, saving.usual(section))
    rows = Figure.objects.filter(report=report, indicator__code="share").values_list("member", "value", "denominator")
    assert set(rows) == {("", 30, 40), ("sex:f", 30, 40), ("sex:m", 0, 0)}
    del book.form.cells[10, AT["denominator"]]
    (bad,) = read(g, book).sheet.bad
    assert (bad.cell, "ของกลุ่มนี้ด้วย" in bad.text) == ("I11", True)


def test_the_hidden_sheet_knows_each_group():
    known = layout.Known(
        "ก",
        "DOE-92",
        256909,
        1,
        2,
        {"jobs": layout.Base(5, claim="", stated="9750", help_text="", help_from=""), F: layout.Base(3)},
    )
    (back,) = layout.read_hidden(layout.hidden_rows([known]))
    assert back.base == {"jobs": known.base["jobs"], F: layout.Base(3, claim="")}
