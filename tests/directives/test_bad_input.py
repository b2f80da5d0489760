"""Whatever is typed into the forms is answered in words, keeps what was typed, and is never run by mistake."""

from __future__ import annotations

import pytest
from django.utils.html import escape

from prasan.directives import commands as c
from prasan.directives.models import Directive, Guidance

LONG = "ยาว" * 7_000
SCRIPT = "<script>alert(1)</script>"
CHOSEN = {"due_kind", "policy", "giver", "indicator", "origin", "every", "inspection_round", "classification"}
"""Fields that are chosen from a list: what is not in it cannot be shown again."""
GOOD = {
    "text": "ให้ตรวจโรงงาน", "lead": "OPS-92", "due_kind": "days", "due_amount": "7", "report_back": "on",
    "origin": "free", "classification": "0",
}  # fmt: skip
GUIDANCE = {"text": "ดูแลแรงงาน", "to": "OPS-92", "review_on": "30/9/2570", "origin": "free"}
ISSUE = [
    {"text": LONG}, {"lead": SCRIPT}, {"lead": LONG}, {"co": f"OPS-92\n{SCRIPT}"}, {"areas": SCRIPT}, {"areas": LONG},
    {"due_kind": "soon"}, {"due_amount": "0"}, {"due_amount": "-5"}, {"due_amount": "9" * 30}, {"due_amount": "7.5"},
    {"due_kind": "date", "due_day": "1 ม.ค. 2560"}, {"due_kind": "date", "due_day": "31/2/2570"},
    {"due_kind": "date", "due_day": LONG}, {"due_kind": "date", "due_day": ""}, {"origin": "nowhere"},
    {"origin": "event", "origin_ref": ""}, {"origin": "event", "origin_ref": "x"}, {"origin_label": LONG},
    {"origin": "inspection"}, {"origin": "inspection", "inspection_round": "9"}, {"policy": "999999"},
    {"policy": "x"}, {"classification": "9"}, {"classification": "x"}, {"giver": "999999"}, {"every": "day"},
    {"every": "week", "due_kind": "at_once"}, {"until": "1 ม.ค. 2560", "every": "week"}, {"indicator": "999999"},
    {"goal": "9" * 40}, {"bound": "on"}, {"aim_area": SCRIPT}, {"public_message": LONG}, {"hotline_key": "abc"},
    {"hotline_key": "123456"}, {"outside": "\n".join("ก" * n for n in range(1, 30))}, {"outside": "ก" * 300},
    {"split": "on"}, {"co": "\n".join(["OPS-92"] * 300)},
]  # fmt: skip


@pytest.mark.parametrize("wrong", ISSUE, ids=lambda wrong: " ".join(f"{k}={v[:20]!r}" for k, v in wrong.items()))
def test_the_form_to_issue(g, wrong):
    answer = g.client("minister").post("/directives/new", GOOD | wrong)
    shown = answer.content.decode()
    assert (answer.status_code, Directive.objects.count()) == (409, 0)
    assert 'role="alert"' in shown
    assert SCRIPT not in shown
    assert "ให้ตรวจโรงงาน" in shown or wrong.get("text")
    for name, typed in wrong.items():
        if typed and name not in CHOSEN:
            assert escape(typed.splitlines()[0][:60]) in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": LONG}, {"text": " "}, {"to": SCRIPT}, {"to": ""}, {"to": LONG}, {"review_on": "1 ม.ค. 2560"},
        {"review_on": "x"}, {"review_on": "30/9/2599"}, {"origin": "inspection"}, {"classification": "7"},
    ],
)  # fmt: skip
def test_the_form_of_guidance(g, wrong):
    answer = g.client("minister").post("/guidance/new", GUIDANCE | wrong)
    assert (answer.status_code, Guidance.objects.count()) == (409, 0)
    assert SCRIPT not in answer.content.decode()


def test_what_is_stored_is_shown_as_text_and_loses_the_sign_that_cannot_be_stored(g):
    client = g.client("minister")
    told = {"text": f"ให้ตรวจ\0{SCRIPT}", "outside": SCRIPT, "public_message": SCRIPT, "origin_label": "\0ก"}
    assert client.post("/directives/new", GOOD | told).status_code == 302
    made = Directive.objects.get()
    assert made.text == f"ให้ตรวจ{SCRIPT}"
    for url in (f"/directives/{made.pk}", "/directives", "/directives?q=%00%3Cscript"):
        assert SCRIPT not in client.get(url).content.decode()
    assert client.post("/guidance/new", GUIDANCE | {"text": f"\0{SCRIPT}"}).status_code == 302
    assert SCRIPT not in client.get(f"/guidance/{Guidance.objects.get().pk}").content.decode()


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("plo", {"do": "answer", "text": LONG}), ("plo", {"do": "answer", "text": "ทำแล้ว", "evidence": LONG}),
        ("plo", {"do": "answer", "text": "\0 "}), ("minister", {"do": "withdraw", "reason": LONG}),
        ("minister", {"do": "withdraw", "reason": ""}), ("minister", {"do": "move_due", "reason": "ขยาย"}),
        ("minister", {"do": "move_due", "due_kind": "date", "due_day": "1 ม.ค. 2560", "reason": "ขยาย"}),
        ("minister", {"do": "official", "official_no": "รง 1", "official_date": ""}),
        ("minister", {"do": "official", "official_no": "รง 1", "official_date": "1 ม.ค. 2599"}),
        ("minister", {"do": "official", "official_no": LONG, "official_date": "1 ม.ค. 2569"}),
        ("minister", {"do": SCRIPT}), ("minister", {}),
    ],
)  # fmt: skip
def test_the_forms_on_a_directive(g, who, told):
    made = g.issue()
    g.do("plo", c.Acknowledge(target_id=made.pk))
    answer = g.client(who).post(f"/directives/{made.pk}/do", told)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert Directive.objects.get().state == "acknowledged"


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("plo", {"do": "reply", "how": LONG}), ("plo", {"do": "reply", "how": "\0"}), ("doe", {"do": "reply"}),
        ("minister", {"do": "renew", "review_on": "1 ม.ค. 2560", "reason": "ได้ผล"}),
        ("minister", {"do": "renew", "review_on": "30/9/2570", "reason": LONG}), ("minister", {"do": "end"}),
    ],
)  # fmt: skip
def test_the_forms_on_guidance(g, who, told):
    made = g.give(to=("OPS-92",))
    answer = g.client(who).post(f"/guidance/{made.pk}/do", told)
    assert answer.status_code in ({404} if who == "doe" else {409})
    assert Guidance.objects.get().round == 1


@pytest.mark.parametrize("q", ["%00", "%3Cscript%3E", "9" * 60, "12/25690", "'", "%25", "ก"])
def test_a_search_for_anything_is_answered(g, q):
    g.issue()
    client = g.client("minister")
    for url in ("/directives", "/guidance", "/api/v1/directives", "/api/v1/guidance"):
        assert client.get(f"{url}?q={q}&round=x&origin=x" if "api" not in url else f"{url}?q={q}").status_code == 200
