"""What a phone takes along: the writer's own open forms, nobody's name, and a page that is nobody's."""

import json

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prasan.directory.models import Person
from prasan.platform.commands import perform
from prasan.progress.commands import Answer, SaveFigures, Submit, Word

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def phone(g):
    def make(name):
        client = Client()
        client.force_login(Person.objects.get(username=name), BACKEND)
        return client

    return make


def told(client):
    return client.get("/reports/offline.json").json()


def test_a_month_that_nobody_began_is_there_to_fill_in(g, phone):
    form = told(phone("officer"))["forms"][0]
    assert (form["report"], form["period"], form["version"]) == (None, g.period, 0)
    assert {item["value"] for item in form["items"]} == {None}


def test_a_stored_answer_comes_with_what_the_browser_must_know_to_judge_it(g, phone):
    report = g.save(g.opened(), jobs=2000)
    form = told(phone("officer"))["forms"][0]
    item = next(item for item in form["items"] if item["indicator"] == g.indicators["jobs"].code)
    assert (form["report"], form["version"]) == (report.pk, report.version)
    assert (item["value"], item["typed"]["value"]) == (2000, "2,000")
    assert item["know"]["kind"] == "sum"
    assert item["know"]["veryLateAbove"] > item["know"]["lateFrom"]


def test_what_the_office_says_beside_a_figure_comes_along(g, phone):
    report = g.opened()
    word = Word("late", 9000, "ขอวิทยากร", "department")
    answers = [Answer(g.indicators["share"].pk, 33, 40, word=word)]
    perform(g.actors["officer"], SaveFigures(target_id=report.pk, version=report.version, answers=answers))
    item = next(item for item in told(phone("officer"))["forms"][0]["items"] if item["ratio"])
    asked = ("claim", "stated", "help_text", "help_from")
    assert [item["typed"][name] for name in asked] == ["late", "90", "ขอวิทยากร", "department"]


def test_a_report_that_was_sent_is_no_longer_taken_along(g, phone):
    report = g.save(g.opened(), jobs=2000, share=90, visits=700)
    perform(g.actors["officer"], Submit(target_id=report.pk))
    assert told(phone("officer"))["forms"] == []


def test_who_does_not_report_takes_nothing_along(g, phone):
    assert told(phone("plo"))["forms"] == []


def test_nobody_is_told_nothing(g):
    answer = Client().get("/reports/offline.json")
    assert (answer.status_code, answer.json()) == (401, {"person": None, "forms": []})


def test_forms_hold_no_name_of_a_person_and_are_kept_by_nothing_between(g, phone):
    answer = phone("officer").get("/reports/offline.json")
    words = answer.content.decode()
    assert not [one for one in Person.objects.all() if one.full_name in words]
    assert "no-store" in answer.headers["Cache-Control"]


def test_forms_cost_the_same_queries_however_many_questions(g, phone):
    client = phone("officer")
    client.get("/reports/offline.json")
    with CaptureQueriesContext(connection) as asked:
        client.get("/reports/offline.json")
    assert len(asked) <= 12


def test_the_page_that_a_phone_keeps_is_nobodys_even_when_somebody_asks(g, phone):
    page = phone("officer").get("/reports/offline?lang=th").content.decode()
    person = Person.objects.get(username="officer")
    assert str(person) not in page.partition("<body")[2]
    english = Client().get("/reports/offline?lang=en").content.decode()
    assert "Keep in this phone" in english
    assert "บันทึกในเครื่อง" not in english


def test_the_worker_keeps_files_under_their_hashed_names_and_changes_with_them(g, monkeypatch):
    answer = Client().get("/reports/offline-worker.js")
    assert answer.headers["Service-Worker-Allowed"] == "/"
    first = json.loads(answer.content.decode().partition("= ")[2].partition(";\n")[0])
    assert first["kept"][0] == first["page"] == "/reports/offline?lang=th"
    files = [path.removeprefix("/static/") for path in first["kept"][1:]]
    assert all(staticfiles_storage.exists(name) for name in files)
    assert "progress/judge.js" not in files
    monkeypatch.setattr("prasan.progress.offline.pages.ASSETS", ("prasan/app.css",))
    later = Client().get("/reports/offline-worker.js").content.decode()
    assert first["version"] not in later
