"""Opening a case without an account: what fits opens, everything else answers alike, wrong tries close."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.referrals import commands as c
from prasan.referrals import policy as may
from prasan.referrals.bearers import HELPER, PERSON, Bearer
from prasan.referrals.codes import new_code
from prasan.referrals.models import Attempt, TrackKey
from prasan.referrals.tracking import attempts, opening
from tests.referrals import ground

PHONE = "081-234-5678"


@pytest.fixture
def opened(g):
    """Return a case of somebody with a telephone, and its PIN."""
    person = ground.worker(g)
    person.phone = PHONE
    person.save()
    command = c.OpenCase(worker_id=person.pk, need="ตกงาน ต้องการหางานใกล้บ้าน")
    return g.do("counter", command), command.pin


def ask(code, word, client=None, address="203.0.113.7"):
    return (client or Client(REMOTE_ADDR=address)).post("/t/", {"code": code, "word": word})


def told(answer):
    """Return all that an answer tells beside the token of its form and its number."""
    text = answer.content.decode()
    token = text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-Id"}
    return answer.status_code, headers, text.replace(token, "") if token else text


def test_the_pin_is_kept_hashed_and_shown_once(g, opened):
    case, pin = opened
    kept = TrackKey.objects.get(case=case)
    assert (len(pin), pin.isdecimal()) == (6, True)
    assert pin not in kept.pin_hash
    assert len(kept.pin_hash) == 64
    again = c.MakePin(target_id=case.pk)
    g.do("counter", again)
    assert ask(case.code, pin).status_code == 403  # the former opens nothing any more
    assert ask(case.code, again.pin).status_code == 302


@pytest.mark.parametrize("how", ["pin", "phone", "typed"])
def test_number_with_pin_or_end_of_telephone_opens(opened, how):
    case, pin = opened
    code = case.code.lower().replace("-", " ") if how == "typed" else case.code
    client = Client()
    answer = ask(code, "5678" if how == "phone" else pin, client)
    assert (answer.status_code, answer["Location"]) == (302, "/t/")
    kept = answer.cookies[opening.COOKIE]
    assert (kept["path"], kept["httponly"], kept["samesite"], kept["max-age"]) == ("/t/", True, "Lax", 900)
    assert case.code not in kept.value
    assert "ตกงาน ต้องการหางานใกล้บ้าน" in client.get("/t/").content.decode()


def test_all_that_is_wrong_answers_alike_after_the_same_questions(opened):
    case, _pin = opened
    cases = {"wrong pin": (case.code, "000000"), "wrong end": (case.code, "0000"), "no word": (case.code, ""),
             "unknown": (new_code(), "000000"), "no number": ("ABC", "1234"),
             "odd": ("' OR 1=1", "x" * 50)}  # fmt: skip
    answers, questions = {}, {}
    ask(new_code(), "1")  # templates compile once
    for name, (code, word) in cases.items():
        with CaptureQueriesContext(connection) as asked:
            answers[name] = told(ask(code, word))
        questions[name] = [one["sql"].split("WHERE")[0] for one in asked if "SAVEPOINT" not in one["sql"]]
    assert {str(one) for one in answers.values()} == {str(answers["unknown"])}
    assert answers["unknown"][0] == 403
    kinds = {name: [sql[:40] for sql in rows] for name, rows in questions.items()}
    assert {str(rows) for rows in kinds.values()} == {str(kinds["unknown"])}


def test_the_work_of_hashing_is_the_same_for_what_is_and_what_is_not(opened, monkeypatch):
    case, pin = opened
    work = []
    monkeypatch.setattr(opening.pins, "matches", lambda *told: work.append("hash"))
    monkeypatch.setattr(opening, "_ends_with", lambda *told: work.append("phone"))
    for code in (case.code, new_code()):
        opening._judged(code, pin)
    assert work == ["hash", "phone", "phone"] * 2


def test_five_wrong_tries_close_a_number_longer_each_time_and_one_that_is_not_there_too(g, opened):
    case, pin = opened
    unknown = new_code()
    for code in (case.code, unknown):
        assert [ask(code, "000000").status_code for _n in range(6)] == [403] * 5 + [429]
    assert ask(case.code, pin).status_code == 429  # right, and still closed
    assert told(ask(case.code, pin)) == told(ask(unknown, pin))
    with ground.at(ground.MONDAY + dt.timedelta(minutes=16)):
        assert [ask(case.code, "000000").status_code for _n in range(6)] == [403] * 5 + [429]
    with ground.at(ground.MONDAY + dt.timedelta(minutes=32)):
        assert ask(case.code, pin).status_code == 429  # the second time is thirty minutes
    with ground.at(ground.MONDAY + dt.timedelta(minutes=47)):
        assert ask(case.code, pin).status_code == 302
    assert not Attempt.objects.filter(key=attempts._key(attempts.CODE, case.code)).exists()


def test_a_try_beyond_the_limit_is_refused_though_nobody_has_closed_yet(db):
    key = attempts._key(attempts.CODE, "K7QM2XPA9")
    now = timezone.now()
    # as another try left it that ran at the same time
    Attempt.objects.create(key=key, wrong=attempts.CODE.wrong, locks=0, last_at=now, until=None)
    assert not attempts.pay(attempts.CODE, "K7QM2XPA9")
    kept = Attempt.objects.get(key=key)
    assert (kept.until > now, kept.locks) == (True, 1)


def test_the_last_free_try_closes_by_itself_and_is_given_back_whole(db):
    assert [attempts.pay(attempts.CODE, "x") for _n in range(7)] == [True] * 5 + [False] * 2
    attempts.refund(attempts.CODE, "x", forget=False)  # one of the five was right: four were not
    assert Attempt.objects.values_list("wrong", "locks", "until").get() == (4, 0, None)
    assert [attempts.pay(attempts.CODE, "x") for _n in range(2)] == [True, False]
    once = attempts.Limit("once", 1)
    assert [attempts.pay(once, "y") for _n in range(2)] == [True, False]


@pytest.mark.parametrize("how", ["helper", "phone"])
def test_only_the_pin_of_the_person_forgets_what_was_tried_at_it(g, opened, how):
    case, pin = opened
    helper = c.AddHelper(target_id=case.pk, helper="สมศรี ช่วยดี", relation="relative", authority="หนังสือมอบอำนาจ", days=3)
    g.do("counter", helper)
    word = helper.pin if how == "helper" else "5678"
    assert [ask(case.code, one).status_code for one in ("000000", "000001", word)] == [403, 403, 302]
    assert [ask(case.code, "000002").status_code for _n in range(4)] == [403] * 3 + [429]
    with ground.at(ground.MONDAY + dt.timedelta(minutes=16)):
        assert ask(case.code, pin).status_code == 302
    assert not Attempt.objects.filter(key=attempts._key(attempts.CODE, case.code)).exists()


def test_an_address_that_tries_many_numbers_is_closed_and_no_other(opened):
    case, pin = opened
    codes = [new_code() for _n in range(attempts.ADDRESS.wrong)]
    assert {ask(code, "000000").status_code for code in codes} == {403}
    assert ask(case.code, pin).status_code == 429
    assert ask(case.code, pin, address="203.0.113.8").status_code == 302
    assert "203.0.113" not in " ".join(Attempt.objects.values_list("key", flat=True))
    with ground.at(ground.MONDAY + dt.timedelta(days=2)):
        assert attempts.tidy() > 0
    assert not Attempt.objects.exists()


def test_the_telephone_of_a_protected_person_opens_nothing(opened):
    case, pin = opened
    case.worker.protected = "trafficking"
    case.worker.save()
    assert ask(case.code, "5678").status_code == 403
    assert ask(case.code, pin).status_code == 302


def test_a_helper_opens_with_the_own_pin_while_the_authority_lasts(g, opened):
    case, _pin = opened
    helper = c.AddHelper(target_id=case.pk, helper="สมศรี ช่วยดี", relation="relative", authority="หนังสือมอบอำนาจ", days=3)
    g.do("counter", helper)
    client = Client()
    assert ask(case.code, helper.pin, client).status_code == 302
    assert case.code in client.get("/t/").content.decode()
    g.do("counter", c.EndHelper(target_id=case.pk, helper_id=case.helpers.get().pk))
    assert "เลขเรื่องบนใบติดตาม" in client.get("/t/").content.decode()  # at once, the ticket is worth nothing
    assert ask(case.code, helper.pin).status_code == 403


def test_a_ticket_ends_by_time_by_a_new_pin_and_when_it_is_given_back(g, opened, monkeypatch):
    case, pin = opened
    client = Client()
    ask(case.code, pin, client)
    monkeypatch.setattr(opening, "SECONDS", -1)
    assert "เลขเรื่องบนใบติดตาม" in client.get("/t/").content.decode()
    monkeypatch.undo()
    with ground.at(timezone.now()):
        assert case.code in client.get("/t/").content.decode()
    client.cookies[opening.COOKIE] = client.cookies[opening.COOKIE].value + "x"
    assert case.code not in client.get("/t/").content.decode()
    ask(case.code, pin, client)
    client.post("/t/out")
    assert case.code not in client.get("/t/").content.decode()
    ask(case.code, pin, client)
    g.do("counter", c.MakePin(target_id=case.pk))
    assert case.code not in client.get("/t/").content.decode()


def test_without_the_pin_nobody_decides_for_the_person(g):
    """The rule itself, whatever a page offers."""
    one = ground.referral(g)
    for bearer in (Bearer(PERSON, case_id=one.case_id), Bearer(HELPER, case_id=one.case_id, helper_id=1, by_pin=True)):
        assert may.can_hear(bearer, one) is None
        for policy, subject in ((may.can_withdraw, one), (may.can_reopen, one), (may.can_ask_data, one.case)):
            assert policy(bearer, subject) == may.BY_PIN
    own = Bearer(PERSON, case_id=one.case_id, by_pin=True)
    assert may.can_withdraw(own, one) is None
    assert may.can_reopen(own, one) is None
    assert may.can_ask_data(own, one.case) is None
