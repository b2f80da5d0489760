"""By page, API and command line: write, issue, answer, look who misunderstood item 2, ask and reply."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.config.cli import call
from prasan.directory.models import Person
from prasan.platform.commands import perform
from prasan.understanding import commands as c
from prasan.understanding.models import Answer, Brief, Item, Question, Reading
from tests.registers.test_service_api import Caller
from tests.registers.test_service_pages import client
from tests.understanding.ground import answer, issued

pytestmark = pytest.mark.django_db


def words(page):
    return page.content.decode()


def test_a_brief_from_draft_to_answers_by_page(m):
    owner = client("policy-owner.ministry")
    form = {
        "policy": str(m.policy.pk), "aim": "ให้มีงานทำ", "people": "500 คน", "work": "จังหวัด", "measure": "ผู้มีงานทำ",
        "due": "15 ม.ค. 2599", "audience": ["provinces", "officers"],
    }  # fmt: skip
    wrong = owner.post("/understanding/briefs/add", form | {"due": "15 ม.ค. 2560"})
    assert (wrong.status_code, "ให้มีงานทำ" in words(wrong)) == (422, True)
    assert owner.post("/understanding/briefs/add", form).status_code == 302
    one = Brief.objects.get()
    item = {"text": "นับคนครั้งเดียว", "question": "นับกี่คน", "options": "3 คน\n1 คน", "right": "3", "why": "นับคน"}
    wrong = owner.post(f"/understanding/briefs/{one.pk}/items/add", item)
    assert (wrong.status_code, "มีตัวเลือกเพียง 2 ข้อ" in words(wrong)) == (422, True)
    assert owner.post(f"/understanding/briefs/{one.pk}/items/add", item | {"right": "2"}).status_code == 302
    assert Item.objects.get().right == 1
    assert client("plo.lead").get(f"/understanding/briefs/{one.pk}").status_code == 404
    assert owner.post(f"/understanding/briefs/{one.pk}/do/issue").status_code == 302
    reader = client("plo.lead")
    assert "มีงานทำ" in words(reader.get("/understanding"))
    check = f"/understanding/briefs/{one.pk}/check"
    assert "นับกี่คน" in words(reader.get(check))
    told = {f"item-{Item.objects.get().pk}": "0", "key": "k1"}
    assert reader.post(check, told).status_code == 302
    page = words(reader.get(f"/understanding/briefs/{one.pk}"))
    assert "ยังไม่ตรง" in page
    assert "นับคน" in page
    assert reader.post(check, told | {f"item-{Item.objects.get().pk}": "x", "key": "k2"}).status_code == 409
    assert reader.post(check, {f"item-{Item.objects.get().pk}": "1", "key": "k3"}).status_code == 302
    assert Reading.objects.get().state == "done"
    assert owner.post(f"/understanding/briefs/{one.pk}/do/renew").status_code == 302
    second = Brief.objects.get(version=2)
    assert owner.post(f"/understanding/items/{second.items.get().pk}/drop").status_code == 302
    assert owner.post(f"/understanding/briefs/{second.pk}/do/issue").status_code == 409  # without items
    assert owner.post(f"/understanding/briefs/{second.pk}/do/nothing").status_code == 404


def test_the_map_opens_to_the_people_and_tells_who_misunderstood_item_two(m):
    one = issued(m)
    answer(m, m.plo, one)
    answer(m, m.officer, one, 2)
    owner = client("policy-owner.ministry")
    page = owner.get(f"/understanding/briefs/{one.pk}/map?item=2")
    assert "ไม่ตรง 1 คน" in words(page)
    people = words(owner.get(f"/understanding/briefs/{one.pk}/people?item=2&area=92&state=wrong"))
    assert ("DOE-92" in people, "OPS-92" in people, "ยังเข้าใจไม่ตรง" in people) == (True, False, True)
    assert client("agency-officer.own").get(f"/understanding/briefs/{one.pk}/map").status_code == 403
    assert owner.get(f"/understanding/briefs/{one.pk}/map?item=99").status_code == 404
    assert owner.get(f"/understanding/briefs/{one.pk}/map?item=x").status_code == 404
    told = words(owner.get(f"/understanding/briefs/{one.pk}/items"))
    assert "ตรง 1 จาก 2 คน (ร้อยละ 50)" in told


@pytest.mark.parametrize("path", ["", "/check", "/map", "/people", "/items"])
def test_pages_of_a_brief_ask_few_questions(m, path):
    one = issued(m)
    for who in (m.plo, m.officer, m.head):
        answer(m, who, one, 2)
    owner = client("policy-owner.ministry")
    owner.get("/understanding")
    with CaptureQueriesContext(connection) as asked:
        page = owner.get(f"/understanding/briefs/{one.pk}{path}")
    assert page.status_code == 200
    assert len(asked) <= 12


def test_questions_by_page_show_like_ones_first(m):
    one = issued(m)
    asker, owner = client("agency-officer.own"), client("policy-owner.ministry")
    item = one.items.get(number=2)
    add = f"/understanding/questions/add?item={item.pk}"
    form = {"policy": str(m.policy.pk), "text": "นับแรงงานต่างด้าว หรือไม่"}
    assert asker.post(add, form | {"text": ""}).status_code == 422
    assert asker.post(add, form).status_code == 302
    made = Question.objects.get()
    assert made.item == item.key
    where = f"/understanding/questions/{made.pk}"
    assert asker.post(where, {"text": "นับ"}).status_code == 403
    assert owner.post(where, {"text": ""}).status_code == 409
    assert owner.post(where, {"text": "นับรวม แยกกลุ่ม"}).status_code == 302
    assert "นับรวม แยกกลุ่ม" in words(client("agency-officer.twin").get("/understanding/questions?q=ต่างด้าว"))
    again = client("agency-officer.twin").post(add, form | {"text": "แรงงานต่างด้าว นับไหม"})
    assert "มีคำตอบที่คล้ายกันแล้ว" in words(again)
    sure = form | {"text": "แรงงานต่างด้าว นับไหม", "sure": "1"}
    assert client("agency-officer.twin").post(add, sure).status_code == 302
    second = Question.objects.exclude(pk=made.pk).get()
    assert owner.post(f"/understanding/questions/{second.pk}", {"do": "join", "other": "x"}).status_code == 409
    assert owner.post(f"/understanding/questions/{second.pk}", {"do": "join", "other": made.pk}).status_code == 302
    assert "นับแรงงานต่างด้าว" in words(asker.get(f"/understanding/briefs/{one.pk}"))


def test_by_api(m):
    owner, plo = Caller(m.owner), Caller(m.plo)
    due = (timezone.localdate() + dt.timedelta(days=5)).isoformat()
    told = {"policy": m.policy.pk, "aim": "ก", "people": "ข", "work": "ค", "measure": "ง", "due": due}
    assert owner("post", "/policy-briefs", told | {"groups": []})[0] == 409
    assert plo("post", "/policy-briefs", told | {"groups": ["provinces"]})[0] == 403
    status, made = owner("post", "/policy-briefs", told | {"groups": ["provinces", "executives"]})
    assert (status, made["state"], made["groups"]) == (200, "draft", ["executives", "provinces"])
    where = f"/policy-briefs/{made['id']}"
    assert owner("patch", where, {"aim": "ใหม่"})[1]["aim"] == "ใหม่"
    item = {"text": "ข้อ", "question": "ถาม", "options": ["ก", "ข"]}
    assert owner("post", f"{where}/items", item)[0] == 409
    status, whole = owner("post", f"{where}/items", item | {"right": 1})
    number = whole["items"][0]["id"]
    assert "right" not in whole["items"][0]
    assert owner("patch", f"/policy-brief-items/{number}", {"text": "ข้อแก้"})[1]["items"][0]["text"] == "ข้อแก้"
    assert plo("get", where)[0] == 404
    assert owner("post", f"{where}/issue", {})[1]["state"] == "issued"
    assert plo("get", "/policy-brief-duties")[1][0]["state"] == "none"
    assert plo("post", f"{where}/answers", {"choices": {str(number): 7}})[0] == 409
    assert plo("post", f"{where}/answers", {"choices": {str(number): 0}})[1]["state"] == "wrong"
    assert plo("post", f"{where}/answers", {"choices": {str(number): 1}})[1]["state"] == "done"
    cells = {(one["area"], one["group"]): one for one in owner("get", f"{where}/map")[1]}
    assert (cells["92", "provinces"]["done"], cells["92", "provinces"]["all"] >= 1) == (1, True)
    assert plo("get", f"{where}/map?item=1")[1][0]["wrong"] == 1
    assert plo("get", f"{where}/map?item=9")[0] == 404
    assert owner("get", f"{where}/statistics")[1][0]["chosen"] == [1, 0]
    assert Caller(m.officer)("get", f"{where}/statistics")[0] == 403
    assert owner("post", f"{where}/renew", {})[1]["version"] == 2
    assert owner("post", f"{where}/withdraw", {"reason": "เปลี่ยน"})[1]["state"] == "withdrawn"
    asked = plo("post", "/policy-questions", {"policy": m.policy.pk, "text": "ถามว่า"})[1]
    assert owner("post", f"/policy-questions/{asked['id']}/reply", {"text": "ตอบว่า"})[1]["state"] == "answered"
    assert plo("get", "/policy-questions?q=ตอบว่า")[1]["items"][0]["id"] == asked["id"]
    assert [one["version"] for one in owner("get", "/policy-briefs")[1]["items"]] == [1, 2]


def test_by_command_line(m, capsys):
    one = issued(m)
    item = one.items.get(number=1)

    def run(*words, who="plo.lead"):
        code = call(["understanding", *words, "--as", who])
        return code, capsys.readouterr().out

    assert "มีงานทำ" in run("duties")[1]
    assert run("answer", str(one.pk), f"{item.pk}={item.right}")[0] in {0, None}
    assert Answer.objects.get().is_right
    told = [json.loads(line) for line in run("map", str(one.pk), "--json")[1].splitlines()]
    assert {row["area"] for row in told} == {"", "92"}
    assert "1/1" in run("statistics", str(one.pk))[1]
    assert "นับคนครั้งเดียว" in run("brief", str(one.pk))[1]
    assert run("ask", str(m.policy.pk), "ถามจากคำสั่ง")[0] in {0, None}
    number = str(Question.objects.get().pk)
    assert "ตอบแล้ว" in run("reply", number, "ตอบแล้ว", who="policy-owner.ministry")[1]
    assert "ถามจากคำสั่ง" in run("questions", "ตอบแล้ว")[1]
    assert "issued" in run("briefs")[1]
    assert "draft" in run("move", "renew", str(one.pk), who="policy-owner.ministry")[1]
    assert Person.objects.filter(username="plo.lead").exists()


def test_what_was_withdrawn_meanwhile_is_said_and_what_was_chosen_stays(m):
    one = issued(m)
    item = one.items.get(number=1)
    perform(m.owner, c.WithdrawBrief(target_id=one.pk, reason="เปลี่ยน"))
    page = client("plo.lead").post(f"/understanding/briefs/{one.pk}/check", {f"item-{item.pk}": "1"})
    assert (page.status_code, "ไม่ได้ใช้แล้ว" in words(page), "checked" in words(page)) == (409, True, True)
