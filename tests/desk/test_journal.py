"""The journal reads as sentences, within the reader's scope, page by page."""

from __future__ import annotations

import re

from prasan.desk import queries
from prasan.desk.journal_words import FIELDS, THINGS, label, sentences, verb
from prasan.desk.pages.journal import PAGE
from prasan.directory.models import Office
from prasan.platform.commands import perform
from prasan.platform.commands.command import COMMANDS
from prasan.platform.journal.changes import _names
from prasan.platform.journal.models import Entry
from prasan.progress.commands import Answer, Chase, Return, SaveFigures
from prasan.progress.models import Report


def chased(actor) -> tuple[Office, Entry]:
    frame = queries.frame()
    late = next(r for r in queries.reports(frame) if r.state in {"none", "draft"} and r.code.count("-") == 1)
    office = Office.objects.get(pk=late.office)
    perform(actor(f"plo-{late.code.rsplit('-', 1)[1]}"), Chase(target_id=office.pk, period=frame.period))
    return office, Entry.objects.latest("id")


def test_an_entry_is_a_thai_sentence(actor):
    _office, entry = chased(actor)
    (said,) = sentences([entry])
    assert said.verb == "ทวงรายงานประจำเดือน"
    assert said.who.startswith(("นาย", "นาง"))
    assert said.thing == "หน่วยงาน"
    assert [(c.name, c.after) for c in said.changes] == [("เดือนที่รายงาน", queries.frame().label)]


def test_states_people_and_figures_are_named(actor):
    report = Report.objects.filter(state="submitted").select_related("area").first()
    plo = actor(f"plo-{report.area.code}")
    perform(plo, Return(target_id=report.pk, reason="ขอหลักฐานเพิ่ม"))
    (said,) = sentences([Entry.objects.latest("id")])
    changes = {c.name: (c.before, c.after) for c in said.changes}
    assert changes["สถานะ"] == ("ส่งแล้ว รออนุมัติ", "ส่งกลับให้แก้ไข")
    assert said.reason == "ขอหลักฐานเพิ่ม"
    assert all(name in {str(v) for v in FIELDS.values()} for name in changes)


def test_a_changed_figure_carries_indicator_unit_and_both_values(actor):
    report = Report.objects.filter(state="submitted", figures__isnull=False).select_related("area", "office").first()
    perform(actor(f"plo-{report.area.code}"), Return(target_id=report.pk, reason="ตรวจตัวเลข"))
    figure = report.figures.select_related("indicator").filter(denominator=None).first()
    officer = actor(report.office.code.lower())
    report.refresh_from_db()
    answers = [Answer(figure.indicator_id, figure.value + 7, cause=figure.cause, step=figure.step, base=figure.value)]
    perform(officer, SaveFigures(target_id=report.pk, version=report.version, answers=answers))
    (said,) = sentences([Entry.objects.latest("id")])
    change = next(c for c in said.changes if c.name == figure.indicator.name)
    assert change.before != change.after
    assert change.after.endswith(figure.indicator.unit)


def test_the_journal_page_keeps_to_scope(sign_in, actor):
    office, _entry = chased(actor)
    here = office.area.code
    other = "plo-92" if here != "92" else "plo-21"
    address = f"/journal?model=directory.office&object={office.pk}"
    assert "ทวงรายงานประจำเดือน" in sign_in(f"plo-{here}").get(address).content.decode()
    assert "ทวงรายงานประจำเดือน" not in sign_in(other).get(address).content.decode()


def test_pages_follow_one_another_without_a_gap_or_a_double(sign_in):
    client = sign_in("minister")
    seen, ends, url = [], [], "/journal"
    for _ in range(3):
        page = client.get(url).content.decode()
        rows = re.findall(r"\?model=([\w.]+)&amp;object=(\d+)", page)
        seen += rows
        more = re.search(r'href="(\?[^"]*before=(\d+))"', page)
        assert more
        ends.append(int(more.group(2)))
        url = "/journal" + more.group(1).replace("&amp;", "&")
    assert ends == list(Entry.objects.order_by("-id").values_list("pk", flat=True)[: 3 * PAGE])[PAGE - 1 :: PAGE]
    newest = Entry.objects.exclude(object_id=None).order_by("-id")[: len(seen)]
    assert [(e.model, str(e.object_id)) for e in newest] == seen


def test_a_day_that_cannot_be_read_says_so(sign_in):
    page = sign_in("minister").get("/journal?from=32/13/69").content.decode()
    assert "อ่านวันที่นี้ไม่ได้" in page
    assert "32/13/69" in page


def test_days_are_inclusive(sign_in, actor):
    chased(actor)
    from django.utils import timezone

    day = timezone.localdate()
    asked = f"{day.day}/{day.month}/{day.year + 543}"
    client = sign_in("minister")
    assert "ทวงรายงานประจำเดือน" in client.get(f"/journal?from={asked}&to={asked}").content.decode()


def test_a_verb_that_is_gone_keeps_its_name_and_a_month_is_worded():
    assert verb("old.verb") == "old.verb"
    assert label("progress.report", "สจจ.ตรัง 256909") == "สจจ.ตรัง มิ.ย. 2569"
    assert label("directory.office", "สาขา 256909") == "สาขา 256909"


def test_every_column_that_the_journal_keeps_has_a_human_name():
    models = {command.model for command in COMMANDS.values() if command.__module__.startswith("prasan.")}
    assert len(models) > 8
    unnamed = {
        f"{model._meta.label_lower}.{name}"
        for model in models
        for _attribute, name in _names(model)
        if name not in FIELDS
    }
    assert unnamed == set(), "name them in prasan/desk/journal_words.py"
    assert {model._meta.label_lower for model in models} <= set(THINGS)
