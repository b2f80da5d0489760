"""Every mangled workbook gives what it should: the values that would be saved, and the words for the rest."""

from functools import reduce
from hashlib import sha256

import pytest

from prasan.kernel.digits import to_thai
from prasan.kernel.thaidate import english_date, thai_date
from prasan.platform.commands import RuleBroken
from prasan.progress import periods
from prasan.progress.workbook import saving, writing
from prasan.registers.models import Dimension, DimensionMember
from tests.progress.workbook import corpus
from tests.progress.workbook.books import AT, Book
from tests.progress.workbook.corpus import CLEAN, SPLIT_CASES, SPLIT_ROWS
from tests.progress.workbook.corpus_said import SAID_CASES

CASES = [*corpus.CASES, *SAID_CASES]


def written(g):
    """Return the report's workbook, and it filled in."""
    report = g.opened()
    g.save(report, jobs=100)
    book = Book.of(
        writing.write(writing.parts_of([saving.reports_of([(report.office, report.period)])[0]], lambda r: 0))
    )
    book.form.put("jobs", "value", 120)
    book.form.put("share", "value", 33)
    book.form.put("share", "denominator", 40)
    book.form.put("visits", "value", 0)
    return report, book


def words(g):
    """Return what the corpus leaves to the month: placeholders in its texts."""
    start, before = periods.bounds(g.period)[0], periods.add(g.period, -1)
    return {
        "{month_thai}": to_thai(thai_date(start, "month")), "{month_en}": english_date(start, "month"),
        "{day}": f"{start.year + 543}-{start.month:02}-01", "{period}": str(g.period), "{before}": str(before),
        "{month_before}": thai_date(periods.bounds(before)[0], "month"), "{code_thai}": to_thai(f"DOE-92/{g.period}"),
    }  # fmt: skip


def filled_in(g, book):
    """Put the month's words in the place of the placeholders."""
    known = words(g)
    for page in book.pages:
        for place, value in page.cells.items():
            if isinstance(value, str):
                page.cells[place] = reduce(lambda told, pair: told.replace(*pair), known.items(), value)
    return book


def mangled(g, case, book):
    made = case.mangle(book)
    if isinstance(made, bytes):
        return made
    return filled_in(g, made if isinstance(made, Book) else book).save()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_mangled_workbook(g, case):
    report, book = written(g)
    content = mangled(g, case, book)
    office, expected = g.offices["DOE-92"], report if case.expected_page else None
    if case.refused:
        with pytest.raises(RuleBroken) as broken:
            saving.sent(content, office, expected)
        assert case.refused in str(broken.value.text)
        return
    found = saving.sent(content, office, expected)
    (section,) = saving.sections(found, g.actors["officer"])
    assert [one.told for one in found.bad] == []
    told = [(one.cell, one.text) for one in section.sheet.bad]
    assert [cell for cell, _ in told] == [cell for cell, _ in case.bad], told
    for (_cell, text), (_same, wanted) in zip(told, case.bad, strict=True):
        assert wanted in text
    for one in section.sheet.bad:
        assert one.told.startswith(f"แผ่น “{book.form.name}” ช่อง {one.cell}: ")
    changed = {x.code: (x.answer.value, x.answer.denominator) for x in section.lines if x.status == "changed"}
    assert changed == case.values
    assert {x.code: x.answer.word for x in section.lines if x.answer.word} == case.said
    assert {one.flag.code for one in section.flags} >= set(case.flags)
    assert "percent-differs" in case.flags or not [one for one in section.flags if one.flag.code == "percent-differs"]
    assert case.notes in " ".join([*found.notes, *section.sheet.notes])
    if not case.notes:
        assert found.notes + section.sheet.notes == []


def split(g):
    """Ask the first indicator by sex, as the demo does."""
    sex = Dimension.objects.create(code="sex", name_th="เพศ", name_en="Sex", order=1)
    for order, (code, name) in enumerate((("f", "หญิง"), ("m", "ชาย"))):
        DimensionMember.objects.create(dimension=sex, code=code, name_th=name, name_en=code, order=order)
    g.indicators["jobs"].splits = ["sex"]
    g.indicators["jobs"].save()


def written_split(g):
    """Return the report's workbook with groups, the first indicator filled in."""
    split(g)
    report = g.opened()
    g.save(report, jobs=100)
    fresh = saving.reports_of([(report.office, report.period)])
    book = Book.of(writing.write(writing.parts_of(fresh, lambda r: 0)))
    for code, value in (("jobs", 120), ("jobs/sex:f", 70), ("jobs/sex:m", 50)):
        book.form.cells[SPLIT_ROWS[code], AT["value"]] = value
    return book


@pytest.mark.parametrize("case", SPLIT_CASES, ids=[case.name for case in SPLIT_CASES])
def test_a_mangled_workbook_with_groups(g, case):
    book = written_split(g)
    found = saving.sent(mangled(g, case, book), g.offices["DOE-92"])
    (section,) = saving.sections(found, g.actors["officer"])
    told = [(one.cell, one.text) for one in section.sheet.bad]
    assert [cell for cell, _ in told] == [cell for cell, _ in case.bad], told
    for (_cell, text), (_same, wanted) in zip(told, case.bad, strict=True):
        assert wanted in text
    changed = {}
    for line in section.lines:
        if line.status == "changed":
            part = (line.answer.members or {}).get(line.member)
            changed[line.row_code] = part if line.member else (line.answer.value, line.answer.denominator)
    assert changed == case.values
    assert found.notes + section.sheet.notes == []
    flagged = {one.flag.code for line in section.lines for one in section.flags_of(line)}
    assert set(case.flags) <= flagged
    if not case.flags:
        assert "parts-sum" not in flagged


def test_the_corpus_is_large_and_each_file_differs(g):
    digests = {}
    for case in CASES:
        if case.name == "no-month-at-all":
            continue  # the file of "nothing-above-on-the-report-page", sent elsewhere
        _report, book = written_once(g)
        digests.setdefault(cells_digest(g, case, book), []).append(case.name)
    _report, book = written_once(g)
    clean = sha256(book.save()).hexdigest()
    assert clean not in digests
    assert [names for names in digests.values() if len(names) > 1] == []
    assert len(digests) >= 60
    assert len({case.name for case in CASES}) == len(CASES)
    assert CLEAN["visits"] == (0, None)


def cells_digest(g, case, book):
    return sha256(mangled(g, case, book)).hexdigest()


_ONCE = {}


def written_once(g):
    """Return a fresh copy of one and the same filled workbook."""
    if "content" not in _ONCE or _ONCE["period"] is not g:
        report, book = written(g)
        _ONCE.update(report=report, content=book.save(), period=g)
    book = Book.of(_ONCE["content"])
    return _ONCE["report"], book
