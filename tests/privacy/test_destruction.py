"""Lists of documents to be destroyed: list, committee, order, done; no step is left out and nothing leads back."""

import datetime as dt
import json

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from prasan.config.cli import build_parser, commands
from prasan.directory.roles import Role
from prasan.kernel.privacy import DESTRUCTION, past_its_years
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.privacy import commands as c
from prasan.privacy.models import DestructionLine, DestructionList
from tests.privacy.ground import at, days, seat

JSON = {"content_type": "application/json"}
OLD = dt.date(2015, 5, 4)
MEMBERS = "ประธาน ก\nกรรมการ ข\nกรรมการ ค"
PATH = "/documents/destruction"


def begin(g, who="doe"):
    return g.do(who, c.ListDocuments(title="หนังสือธุรการ ปี 2558"))


def add(g, one, number="รง 1/2558", who="doe", **more):
    told = {"dated": OLD, "subject_line": "ขอความอนุเคราะห์", "years": 10} | more
    return g.do(who, c.AddDocument(target_id=one.pk, number=number, **told))


def judged(g):
    """A list of two documents before its committee."""
    one = begin(g)
    add(g, one)
    add(g, one, "รง 2/2558")
    return g.do("doe", c.NameCommittee(target_id=one.pk, members=MEMBERS))


def judge(g, one, line, decision="destroy", **more):
    return g.do("doe", c.JudgeDocument(target_id=one.pk, line_id=line.pk, decision=decision, **more))


def order(g, one, **more):
    told = {"order_no": "12/2569", "archives": "ศธ 1/2569 ไม่ขัดข้อง"} | more
    return g.do("doe", c.OrderDestruction(target_id=one.pk, **told))


def test_the_way_of_a_list():
    assert DESTRUCTION.ends == {"done"}
    assert not DESTRUCTION.can("drafted", "order_destruction")
    assert not DESTRUCTION.can("judged", "add_document")
    assert past_its_years(OLD, 10, dt.date(2025, 5, 4))
    assert not past_its_years(OLD, 10, dt.date(2025, 5, 3))


def test_from_the_list_to_the_day_it_was_done(g):
    one = judged(g)
    first, second = one.lines.order_by("id")
    judge(g, one, first)
    with pytest.raises(RuleBroken) as early:
        order(g, one)
    assert "1 ฉบับ" in str(early.value.text)
    with pytest.raises(RuleBroken) as why:
        judge(g, one, second, "keep")
    assert why.value.field == "text"
    judge(g, one, second, "keep", text="มีคดี")
    for less in ({"order_no": ""}, {"archives": " "}, {"day": dt.date(2569, 1, 1)}, {"day": dt.date(2020, 1, 1)}):
        with pytest.raises(RuleBroken):
            order(g, one, **less)
    with at(days(1)):
        order(g, one)
    with at(days(2)):
        with pytest.raises(RuleBroken):  # before the order
            g.do("doe", c.FinishDestruction(target_id=one.pk, how="บดย่อย", day=days(0).date()))
        with pytest.raises(RuleBroken):
            g.do("doe", c.FinishDestruction(target_id=one.pk))
        g.do("doe", c.FinishDestruction(target_id=one.pk, how="บดย่อย ควบคุมโดยกรรมการ"))
    one.refresh_from_db()
    assert (one.state, one.ordered_on, one.done_on) == ("done", days(1).date(), days(2).date())
    assert DestructionLine.objects.count() == 2
    with pytest.raises(RuleBroken):
        order(g, one)
    verbs = Entry.objects.filter(model="privacy.destructionlist").values_list("verb", flat=True)
    assert {"privacy.name_committee", "privacy.order_destruction", "privacy.finish_destruction"} <= set(verbs)
    assert not any("ขอความอนุเคราะห์" in str(row.changes) for row in Entry.objects.all())


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"number": " "}, "number"), ({"number": "ก" * 61}, "number"), ({"dated": None}, "dated"),
        ({"subject_line": ""}, "subject"), ({"years": None}, "years"), ({"years": 0}, "years"),
        ({"years": 20}, "years"),
    ],
)  # fmt: skip
def test_what_is_not_described_or_not_past_its_years_is_not_listed(g, bad, field):
    one = begin(g)
    with pytest.raises(RuleBroken) as refused:
        add(g, one, **bad)
    assert refused.value.field == field
    add(g, one)
    with pytest.raises(RuleBroken):
        add(g, one)
    line = one.lines.get()
    g.do("doe", c.DropDocument(target_id=one.pk, line_id=line.pk))
    with pytest.raises(RuleBroken):
        g.do("doe", c.DropDocument(target_id=one.pk, line_id=line.pk))


def test_a_committee_has_three_and_something_to_judge(g):
    one = begin(g)
    with pytest.raises(RuleBroken):
        g.do("doe", c.NameCommittee(target_id=one.pk, members=MEMBERS))
    add(g, one)
    for few in ("", "ก\nข", "ก\nก\nข"):
        with pytest.raises(RuleBroken) as refused:
            g.do("doe", c.NameCommittee(target_id=one.pk, members=few))
        assert refused.value.field == "members"


def test_the_database_keeps_what_was_handed_on(g):
    one = judged(g)
    line = one.lines.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        line.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        DestructionLine.objects.create(list=one, number="9", dated=OLD, subject="x", years=1)
    for row in one.lines.all():
        judge(g, one, row)
    order(g, one)
    with pytest.raises(DatabaseError), transaction.atomic():
        DestructionLine.objects.filter(pk=line.pk).update(decision="keep")
    with pytest.raises(DatabaseError), transaction.atomic():
        DestructionList.objects.filter(pk=one.pk).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        DestructionList.objects.filter(pk=one.pk).update(state="done")


def test_each_office_keeps_its_own_and_the_officer_reads_all(g):
    one = begin(g)
    seat(g, "auditor", Role.AUDITOR, g.actors["dpo"].office_code)
    for who in ("dpo", "auditor", "doe"):
        assert one.title in g.client(who).get(PATH).content.decode()
        assert g.client(who).get(f"{PATH}/{one.pk}").status_code == 200
    assert g.client("plo").get(f"{PATH}/{one.pk}").status_code == 404
    assert g.client("counter").get(PATH).status_code == 403
    for who in ("dpo", "auditor", "plo", "counter"):
        with pytest.raises(Refused):
            add(g, one, who=who)
    with pytest.raises(Refused):
        begin(g, "auditor")
    assert "ยังไม่เสร็จ 1 บัญชี" in g.client("dpo").get("/privacy").content.decode()


def test_on_its_pages(g):
    doe = g.client("doe")
    assert doe.post(PATH, {"title": ""}).status_code == 422
    path = doe.post(PATH, {"title": "หนังสือเวียน"})["Location"]
    told = {"do": "add_document", "number": "รง 7/2557", "dated": "1 มี.ค. 2557", "subject": "เวียน", "years": ""}
    refused = doe.post(f"{path}/do", told)
    assert refused.status_code == 422
    assert "รง 7/2557" in refused.content.decode()
    assert doe.post(f"{path}/do", told | {"years": "๑๐"}).status_code == 302
    assert doe.post(f"{path}/do", {"do": "nothing"}).status_code == 422
    assert doe.post(f"{path}/do", {"do": "name_committee", "members": MEMBERS}).status_code == 302
    line = str(DestructionLine.objects.get().pk)
    keep = {"do": "judge_document", "line": line, "decision": "keep", "text": ""}
    assert doe.post(f"{path}/do", keep).status_code == 422
    assert doe.post(f"{path}/do", keep | {"decision": "destroy"}).status_code == 302
    sent = {"do": "order_destruction", "order": "5/2569", "archives": "ตกลงไว้ตามหนังสือ 1/2560"}
    assert doe.post(f"{path}/do", sent).status_code == 302
    assert doe.post(f"{path}/do", {"do": "finish_destruction", "how": "เผา"}).status_code == 302
    text = doe.get(path).content.decode()
    assert "5/2569" in text
    assert "กรรมการ ค" in text
    assert '<form class="form"' not in text


def test_over_the_api_and_on_the_command_line(g, capsys, tmp_path):
    doe = g.client("doe")
    made = doe.post("/api/v1/destruction-lists", json.dumps({"title": "ก"}), **JSON).json()
    path = f"/api/v1/destruction-lists/{made['id']}"
    step = {"step": "add_document", "number": "1", "dated": "2015-05-04", "subject": "x", "years": 10}
    assert doe.post(f"{path}/steps", json.dumps(step), **JSON).json()["documents"][0]["number"] == "1"
    assert doe.post(f"{path}/steps", json.dumps(step), **JSON).status_code == 409
    assert g.client("plo").get(path).status_code == 404
    assert g.client("plo").get("/api/v1/destruction-lists").json()["items"] == []
    file = tmp_path / "step.json"
    file.write_text(json.dumps({"step": "name_committee", "members": MEMBERS.splitlines()}), encoding="utf-8")
    who = g.actors["doe"].person_id
    from prasan.directory.models import Person

    name = Person.objects.get(pk=who).username

    def run(*words):
        asked = build_parser(commands()).parse_args(["privacy", "documents", *words, "--as", name, "--json"])
        return asked._cli.run(asked)

    assert run(str(made["id"]), "--step", str(file)) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "judged"
    assert run("--begin", "ข") == 0
    capsys.readouterr()
    assert run() == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    file.write_text('{"step": "burn"}', encoding="utf-8")
    assert run(str(made["id"]), "--step", str(file)) == 2
