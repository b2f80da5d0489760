"""The life of a data call: written, sent, answered, confirmed, returned, corrected, closed and opened again."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.progress.calls import answering, commands, picking, totals
from prasan.progress.calls.models import CallAnswer, CallVersion, DataCall
from tests.progress.calls.conftest import GOOD, make, send, told


def answer_of(call, office="DOE-92"):
    return CallAnswer.objects.select_related("call").get(call=call, office__code=office)


def fill(g, call, who="officer", rows=GOOD, kind=answering.SendAnswer, office=None, **more):
    one = answer_of(call, office or g.actors[who].office_code)
    return perform(g.actors[who], kind(target_id=one.pk, rows=rows, version=one.version, **more))


def test_a_call_reaches_every_chosen_office_and_no_other(g):
    call = send(g)
    asked = set(call.answers.values_list("office__code", flat=True))
    assert asked == {f"{agency}-{area}" for agency in ("OPS", "DOE", "DSD") for area in ("92", "80")}
    entry = Entry.objects.filter(verb="progress.send_call").get()
    assert entry.changes["asked_offices"] == [None, 6]


@pytest.mark.parametrize(
    ("who", "asked"),
    [("department", {"DOE-92", "DOE-80"}), ("plo", {"OPS-92", "DOE-92", "DSD-92"})],
)
def test_departments_ask_their_own_and_a_labour_officer_the_province(g, who, asked):
    assert set(send(g, who).answers.values_list("office__code", flat=True)) == asked


def test_agency_officers_and_ministers_ask_nobody(g):
    for who in ("officer", "head", "minister", "admin"):
        with pytest.raises(Refused):
            make(g, who)


def test_one_offices_draft_is_not_seen_by_another(g):
    call = make(g, "department")
    assert not DataCall.objects.visible_to(g.actors["plo"]).filter(pk=call.pk).exists()
    assert not DataCall.objects.visible_to(g.actors["minister"]).filter(pk=call.pk).exists()
    assert DataCall.objects.visible_to(g.actors["department"]).filter(pk=call.pk).exists()


def test_answers_are_seen_by_the_office_its_line_and_the_caller_only(g):
    call = send(g, "plo")
    one = answer_of(call)
    seen = {who for who, actor in g.actors.items() if CallAnswer.objects.visible_to(actor).filter(pk=one.pk).exists()}
    # the labour office called; the office, its department and the nation-wide seats are its line
    nation = {"minister", "owner", "other-owner", "duty"}
    assert seen == {"officer", "second", "head", "plo", "plo-officer", "department", "director"} | nation
    assert CallAnswer.objects.visible_to(SYSTEM).filter(pk=one.pk).exists()


def test_values_are_read_as_typed_and_kept_as_numbers(g):
    done = fill(g, send(g))
    assert done.state == "answered"
    assert not done.late
    assert done.number == 1
    assert done.values == [{"c1": 1200, "c2": 700, "c3": 500, "c4": "ลดคน", "c5": 1234550}]
    assert done.rows == GOOD, "what was typed stays as it was typed"


def test_every_bad_cell_is_named(g):
    call = send(g)
    with pytest.raises(answering.BadAnswer) as broken:
        fill(g, call, rows=[{"c1": "10", "c2": "3", "c3": "4", "c4": "อื่น", "c5": "200,000"}])
    assert {(one.row, one.key) for one in broken.value.wrong} == {(0, "c1"), (0, "c4"), (0, "c5")}
    with pytest.raises(answering.BadAnswer) as broken:
        fill(g, call, rows=[{"c1": "", "c2": "3", "c3": "4"}])
    assert [(one.row, one.key) for one in broken.value.wrong] == [(0, "c1")], "a missing total is no sum that differs"
    assert answer_of(call).state == "waiting"


def test_a_draft_is_kept_as_typed_even_when_it_is_wrong(g):
    call = send(g)
    kept = fill(g, call, rows=[{"c1": "ราว ๆ ร้อย"}], kind=answering.SaveAnswer)
    assert (kept.state, kept.rows[0]["c1"], kept.values) == ("draft", "ราว ๆ ร้อย", None)


def test_two_people_on_one_answer(g):
    call = send(g)
    one = answer_of(call)
    fill(g, call, kind=answering.SaveAnswer)
    with pytest.raises(answering.Stale) as broken:
        perform(g.actors["second"], answering.SaveAnswer(target_id=one.pk, rows=[{"c1": "5"}], version=0))
    assert broken.value.theirs.rows == GOOD


def test_nobody_answers_for_another_office(g):
    one = answer_of(send(g))
    for who in ("neighbour", "plo", "owner", "far-plo"):
        with pytest.raises(Refused):
            perform(g.actors[who], answering.SaveAnswer(target_id=one.pk, rows=GOOD))


def test_the_head_confirms_what_the_officer_filled_in(g):
    call = send(g, head_confirms=True)
    waiting = fill(g, call)
    assert (waiting.state, waiting.number) == ("confirming", 0)
    assert totals.tally(totals.answers_for(g.actors["owner"], call)).arrived == 0
    with pytest.raises(Refused):
        perform(g.actors["second"], answering.ConfirmAnswer(target_id=waiting.pk))
    done = perform(g.actors["head"], answering.ConfirmAnswer(target_id=waiting.pk, version=waiting.version))
    assert (done.state, done.number) == ("answered", 1)


def test_a_heads_own_answer_needs_no_second_word(g):
    assert fill(g, send(g, head_confirms=True), "head").state == "answered"


def test_not_applying_needs_a_reason_and_is_no_zero(g):
    call = send(g)
    one = answer_of(call)
    with pytest.raises(RuleBroken):
        perform(g.actors["officer"], answering.Decline(target_id=one.pk))
    perform(g.actors["officer"], answering.Decline(target_id=one.pk, reason="ไม่มีโรงงาน"))
    fill(g, call, "neighbour")
    line = totals.line("", "", call.table.columns, list(totals.answers_for(g.actors["owner"], call)))
    assert (line.tally.asked, line.tally.arrived, line.tally.declined) == (6, 2, 1)
    assert (line.cells[0].value, line.cells[0].offices) == (1200, 1)


def test_a_returned_answer_does_not_count_until_it_comes_again(g):
    call = send(g)
    one = fill(g, call)
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], answering.ReturnAnswer(target_id=one.pk))
    perform(g.actors["other-owner"], answering.ReturnAnswer(target_id=one.pk, reason="รวมลูกจ้างรายวันด้วย"))
    cells = [totals.cell(one, CallAnswer.objects.filter(call=call)) for one in call.table.columns]
    assert [(one.value, one.offices) for one in cells] == [(None, 0)] * 5
    again = fill(g, call)
    assert (again.state, again.number, again.returned_reason) == ("answered", 2, "")


def test_a_correction_is_a_new_version_with_its_reason(g):
    call = send(g)
    fill(g, call)
    better = [{**GOOD[0], "c1": "1201", "c2": "701"}]
    with pytest.raises(RuleBroken):
        fill(g, call, rows=better, kind=answering.CorrectAnswer)
    with pytest.raises(RuleBroken):
        fill(g, call, kind=answering.CorrectAnswer, reason="ไม่มีอะไรเปลี่ยน")
    done = fill(g, call, rows=better, kind=answering.CorrectAnswer, reason="นับเพิ่ม")
    kept = list(CallVersion.objects.filter(answer=done).values_list("number", "reason", "values"))
    assert [(n, why) for n, why, _v in kept] == [(1, ""), (2, "นับเพิ่ม")]
    assert kept[0][2][0]["c1"] == 1200


def test_late_answers_are_marked_and_stay_marked(g):
    call = send(g)
    DataCall.objects.filter(pk=call.pk).update(deadline=timezone.now() - dt.timedelta(hours=1))
    done = fill(g, call)
    assert done.late
    later = timezone.now() + dt.timedelta(days=3)
    perform(g.actors["owner"], commands.ExtendCall(target_id=call.pk, deadline=later, reason="น้ำท่วม"))
    assert answer_of(call).late
    assert not fill(g, call, "neighbour").late


def test_closing_freezes_and_a_later_correction_shows_as_a_difference(g):
    from prasan.progress.calls.queries import since_closing

    call = send(g)
    fill(g, call)
    call = perform(g.actors["owner"], commands.CloseCall(target_id=call.pk))
    assert call.frozen["cells"]["c1"] == [1200, 1]
    assert (call.frozen["asked"], call.frozen["answered"]) == (6, 1)
    with pytest.raises(RuleBroken):
        fill(g, call, "neighbour")
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], commands.ReopenCall(target_id=call.pk, reason="รับเพิ่ม"))
    until = timezone.now() + dt.timedelta(days=1)
    perform(g.actors["owner"], commands.ReopenCall(target_id=call.pk, reason="รับเพิ่ม", until=until))
    fill(g, call, "neighbour")
    call.refresh_from_db()
    moved = since_closing(call, list(totals.answers_for(g.actors["owner"], call)))
    assert moved is not None
    assert ("ถูกเลิกจ้าง (คน)", "1,200", "2,400") in moved.cells
    DataCall.objects.filter(pk=call.pk).update(open_until=timezone.now() - dt.timedelta(minutes=1))
    with pytest.raises(RuleBroken):
        fill(g, call, "plo")


def test_chasing_reaches_each_silent_office_once_a_day(g):
    call = send(g)
    fill(g, call)
    perform(g.actors["owner"], commands.ChaseCall(target_id=call.pk))
    assert CallAnswer.objects.filter(call=call).exclude(chased_at=None).count() == 5
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], commands.ChaseCall(target_id=call.pk))
    CallAnswer.objects.filter(call=call).update(chased_at=timezone.now() - dt.timedelta(days=1))
    perform(g.actors["owner"], commands.ChaseCall(target_id=call.pk, office=g.offices["DSD-80"].pk))
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], commands.ChaseCall(target_id=call.pk, office=g.offices["DOE-92"].pk))


def test_a_table_nobody_could_fill_in_is_refused(g):
    broken = [
        {"columns": []},
        {"columns": [{**told()["columns"][0], "name": ""}]},
        {"columns": [{**told()["columns"][3], "choices": ["หนึ่ง"]}], "rules": []},
        {"rules": [{"total": "c1", "parts": ["c2", "c4"]}]},
        {"rules": [{"total": "c1", "parts": ["c2", "c5"]}]},
        {"title": "  "},
        {"deadline": None},
    ]
    for one in broken:
        with pytest.raises(RuleBroken):
            make(g, **one)


def test_what_was_sent_cannot_be_changed_or_removed(g):
    call = send(g)
    for command in (commands.ChangeCall(target_id=call.pk, **told()), commands.RemoveCall(target_id=call.pk)):
        with pytest.raises(RuleBroken):
            perform(g.actors["owner"], command)


def test_a_saved_set_is_kept_under_its_name(g):
    ids = [g.offices["DOE-92"].pk, g.offices["DSD-80"].pk]
    kept = perform(g.actors["owner"], commands.KeepOfficeSet(set_name="ชุดน้ำท่วม", offices=ids))
    again = perform(g.actors["owner"], commands.KeepOfficeSet(set_name="ชุดน้ำท่วม", offices=ids[:1]))
    assert again.pk == kept.pk
    assert again.offices.count() == 1
    with pytest.raises(RuleBroken):
        perform(g.actors["plo"], commands.KeepOfficeSet(set_name="ไกล", offices=[g.offices["DSD-80"].pk]))
    chosen = picking.offices(g.actors["owner"], picking.Pick(offices=tuple(ids), without=(ids[0],)))
    assert [one.code for one in chosen] == ["DSD-80"]


@pytest.mark.django_db(transaction=True)
def test_many_offices_answer_at_once_and_a_closing_holds_all_that_were_taken(gt):
    call = send(gt)
    results, start = [], threading.Barrier(4)

    def run(act):
        start.wait()
        try:
            act()
            results.append("done")
        except RuleBroken:
            results.append("refused")
        finally:
            connection.close()

    close = commands.CloseCall(target_id=call.pk)
    acts = [
        lambda: fill(gt, call, "officer"),
        lambda: fill(gt, call, "neighbour"),
        lambda: fill(gt, call, "plo"),
        lambda: perform(gt.actors["owner"], close),
    ]
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    call.refresh_from_db()
    taken = CallAnswer.objects.filter(call=call, state="answered").count()
    assert call.state == "closed"
    assert len(results) == 4
    assert call.frozen["answered"] == taken, "every answer that was taken is in the frozen totals"
    assert results.count("done") == taken + 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_send_the_same_answer_once(gt):
    call = send(gt)
    one = answer_of(call)
    results, start = [], threading.Barrier(2)

    def run(who):
        start.wait()
        try:
            perform(gt.actors[who], answering.SendAnswer(target_id=one.pk, rows=GOOD, version=0))
            results.append("sent")
        except RuleBroken:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(who,)) for who in ("officer", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["refused", "sent"]
    assert CallVersion.objects.filter(answer=one).count() == 1
