"""Questions whose text is kept answer as Django would, for whoever asks, in every thread."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.db.models import Count, F, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from prasan.directory.models import Area, Office, Person, Seat
from prasan.platform import compiled
from prasan.platform.compiled import Compiled, Given
from prasan.referrals.models import Referral
from tests.referrals import ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()


@pytest.fixture
def kept(monkeypatch):
    """Return a function that tells how often Django wrote a text since it was asked last."""
    monkeypatch.setattr(compiled, "CHECK", False)
    written = []
    real = compiled._written
    monkeypatch.setattr(compiled, "_written", lambda rows: written.append(1) or real(rows))

    def since():
        many = len(written)
        written.clear()
        return many

    return since


def test_the_tests_compare_every_call():
    assert compiled.CHECK


def test_it_answers_as_the_queryset_does_and_writes_its_text_once(g, kept):
    def make(number):
        rows = Seat.objects.filter(pk=number).select_related("office__area", "person")
        return rows.defer("office__grams").annotate(many=Count("office__seats"), plus=F("id") + Value(2))

    ask = Compiled(make)
    for seat in Seat.objects.order_by("pk"):
        mine, theirs = ask(seat.pk)[0], make(seat.pk).get()
        assert (mine, mine.many, mine.plus) == (theirs, theirs.many, seat.pk + 2)
        assert mine.get_deferred_fields() == theirs.get_deferred_fields()
        assert mine.office.get_deferred_fields() == {"grams"}
        with CaptureQueriesContext(connection) as asked:
            assert (mine.office.area.name_th, mine.person.username) == (
                theirs.office.area.name_th,
                theirs.person.username,
            )
        assert len(asked) == 0
        assert mine._state.db == "default"
    assert kept() == 2  # with marks, and once for the real values
    assert ask(10**15) == []


def test_values_and_lists_of_numbers(g, kept):
    ask = Compiled(lambda numbers: Office.objects.filter(pk__in=numbers).order_by("pk").values_list("pk", "code"))
    pks = list(Office.objects.order_by("pk").values_list("pk", flat=True))
    for some in (pks[:2], pks[2:4], tuple(pks[1:3])):
        assert ask(some) == list(Office.objects.filter(pk__in=some).order_by("pk").values_list("pk", "code"))
    assert kept() == 2
    assert ask(pks[:3]) == list(Office.objects.filter(pk__in=pks[:3]).order_by("pk").values_list("pk", "code"))
    assert kept() == 2  # another length is another text
    assert ask([]) == []
    many = pks + list(range(10**6, 10**6 + compiled.LONGEST))
    assert [row[0] for row in ask(many)] == pks


def test_days_and_moments_are_put_in(g, kept):
    ask = Compiled(lambda day: Seat.objects.held_on(day).order_by("pk"))
    Seat.objects.filter(pk=g.actors["doe"].seat_id).update(end=dt.date(2026, 12, 1))
    assert len(ask(dt.date(2026, 12, 1))) == len(ask(dt.date(2026, 12, 2))) + 1
    assert kept() == 2
    ground.referral(g)
    kept()
    late = Compiled(lambda moment: Referral.objects.filter(due_at__lte=moment))
    one = Referral.objects.get()
    assert late(one.due_at) == [one]
    assert late(one.due_at - dt.timedelta(microseconds=1)) == []
    assert kept() == 2


def test_a_given_text_is_a_value_and_any_other_text_is_part_of_the_key(g, kept):
    given = Compiled(lambda code: Office.objects.filter(code=code).values_list("code", flat=True))
    for code in ("DOE-92", "DOE-80", "' OR 1=1", "%s", "", compiled._TEXT.format(1)):
        assert given(Given(code)) == list(Office.objects.filter(code=code).values_list("code", flat=True))
    assert kept() == 2
    assert given("DOE-92") == ["DOE-92"]
    assert given("DOE-80") == ["DOE-80"]
    assert kept() == 4


@pytest.mark.parametrize("word", ["50%", "%s", "%%s", "it's", "a\\b", 'say "x"', "ก ข", "'; SELECT 1; --", "{}", "$1"])
def test_words_that_never_change_stand_in_the_text_as_they_are(g, word):
    def make(number, code):
        rows = Office.objects.filter(pk__gte=number).exclude(code=word).annotate(said=Value(word), like=Value("%s%%"))
        return rows.filter(code=code).values_list("code", "said", "like")

    ask, codes = Compiled(make), ["DOE-92", "DOE-80"]
    for code in codes:
        assert ask(0, Given(code)) == [(code, word, "%s%%")]
    Office.objects.filter(code="DOE-92").update(code=word)
    assert ask(0, Given(word)) == []
    (plan,) = ask._plans.values()
    assert len(plan.params) == 2  # the number and the given text; the words stand in the text
    assert len(plan.django[1]) == 5


def test_other_shapes_are_asked_as_ever(g):
    number = g.offices["DOE-92"].pk
    for shape in (
        lambda pk: Office.objects.filter(pk=pk).values("pk", "code"),
        lambda pk: Office.objects.filter(pk=pk).values_list("pk", "code", named=True),
        lambda pk: Office.objects.filter(pk=pk).extra(select={"beside": "1"}),
        lambda pk: Office.objects.filter(pk=pk).prefetch_related("seats"),
    ):
        ask = Compiled(shape)
        for _again in range(2):
            assert ask(number) == list(shape(number))


def test_rows_are_converted_joined_and_annotated_as_by_django(g):
    def make(number):
        rows = Referral.objects.filter(pk=number).select_related("case__worker", "service__template", "contact__person")
        return rows.annotate(much=Count("events"), word=Value("ก"))

    one = ground.referral(g)
    mine, theirs = Compiled(make)(one.pk)[0], make(one.pk).get()
    with CaptureQueriesContext(connection) as asked:
        for column in Referral._meta.concrete_fields:
            assert getattr(mine, column.attname) == getattr(theirs, column.attname), column
        assert mine.service is theirs.service is None  # what is joined and not there is nothing
        assert (mine.case.worker.given_name, mine.contact.person) == (
            theirs.case.worker.given_name,
            theirs.contact.person,
        )
        assert (mine.much, mine.word, mine._state.adding) == (theirs.much, "ก", False)
    assert len(asked) == 0


def test_nobody_is_answered_with_the_limits_of_another(g, kept):
    ask = Compiled(lambda actor, number: Referral.objects.visible_to(actor).filter(pk=number))
    elsewhere = ground.case(g, who="doe-80", person=ground.worker(g, "DOE-80"))
    mine, other = ground.referral(g), ground.referral(g, who="doe-80", of=elsewhere, to="OPS-80")
    for _again in range(2):
        for who in ("counter", "doe", "plo", "doe-80", "plo-80", "minister", "duty"):
            for one in (mine, other):
                expected = Referral.objects.visible_to(g.actors[who]).filter(pk=one.pk).exists()
                assert bool(ask(g.actors[who], one.pk)) is expected, (who, one.pk)
    assert bool(ask(g.actors["doe"], mine.pk)) is True
    assert bool(ask(g.actors["doe"], other.pk)) is False


def test_what_asks_the_database_while_it_is_built_is_not_kept(g, kept):
    def make(number):
        first = list(Office.objects.order_by("-pk").values_list("pk", flat=True)[:1])
        return Office.objects.filter(pk__in=[number, *first])

    ask = Compiled(make)
    number = g.offices["DOE-92"].pk
    assert len(ask(number)) == 2
    fresh = Office.objects.create(code="X", kind="provincial", agency_id="DOE", area=g.areas["92"], name_th="x")
    assert fresh in ask(number)


def test_a_moment_that_is_no_argument_is_not_kept(g):
    ask = Compiled(lambda number: Seat.objects.held_on(timezone.localdate()).filter(pk=number))
    number = g.actors["doe"].seat_id
    Seat.objects.filter(pk=number).update(end=dt.date(2026, 11, 24))
    assert len(ask(number)) == 1
    with ground.at(ground.days(5)):
        assert ask(number) == []
    now = Compiled(lambda: Seat.objects.filter(person__last_login__lt=timezone.now()))
    assert now() == []


@pytest.mark.parametrize("check", [True, False])
def test_what_no_column_holds_finds_nothing(g, monkeypatch, check):
    monkeypatch.setattr(compiled, "CHECK", check)
    ask = Compiled(lambda number: Person.objects.filter(pk=number))
    assert ask(1) == list(Person.objects.filter(pk=1))
    for number in (2**63, 10**40, -(2**63) - 1, 2**31, 2**63 - 1, -1, 0):
        assert ask(number) == []
    small = Compiled(lambda number: Area.objects.filter(pk=number))
    assert small(g.areas["92"].pk) == [g.areas["92"]]
    assert small(2**40) == []


def test_nothing_is_nothing(g):
    ask = Compiled(lambda number: Office.objects.none().filter(pk=number))
    assert ask(g.offices["DOE-92"].pk) == []


def test_a_text_of_one_language_serves_no_other(g):
    ask = Compiled(
        lambda number: Office.objects.filter(pk=number).annotate(
            said=F("name_en" if translation.get_language() == "en" else "name_th")
        )
    )
    number = g.offices["DOE-92"].pk
    Office.objects.filter(pk=number).update(name_en="Trang")
    with translation.override("th"):
        assert ask(number)[0].said == "สำนักงาน DOE-92"
    with translation.override("en"):
        assert ask(number)[0].said == "Trang"


def test_what_does_something_else_for_some_values_is_found_out(g):
    def make(number):
        return Office.objects.filter(pk=number) if number % 2 else Office.objects.filter(pk__lte=number)

    ask = Compiled(make)
    marked = compiled._INT + 1
    alike, unlike = (1, 2) if marked % 2 else (2, 1)
    ask(alike)
    with pytest.raises(AssertionError):
        ask(unlike)


def test_what_cannot_be_written_with_marks_is_asked_as_ever(g, monkeypatch, caplog):
    def make(number):
        if number > 10**6:
            raise LookupError("no such office")
        return Office.objects.filter(pk=number)

    monkeypatch.setattr(compiled, "CHECK", False)
    number = g.offices["DOE-92"].pk
    assert Compiled(make)(number) == [g.offices["DOE-92"]]
    assert "is not kept" in caplog.text
    monkeypatch.setattr(compiled, "CHECK", True)
    with pytest.raises(LookupError):
        Compiled(make)(number)


def test_it_forgets_rather_than_growing(g, monkeypatch):
    monkeypatch.setattr(compiled, "MOST", 3)
    ask = Compiled(lambda code: Office.objects.filter(code=code))
    for code in ("DOE-92", "DOE-80", "OPS-92", "OPS-80", "DOE-92"):
        assert [one.code for one in ask(code)] == [code]
    assert len(ask._plans) <= 3


@pytest.mark.django_db(transaction=True)
def test_every_thread_asks_by_its_own_connection():
    ask = Compiled(lambda number: Person.objects.filter(pk=number))
    one = Person.objects.create(username="somebody")
    told, pids = [], set()

    def pid(execute, sql, params, many, context):
        pids.add(context["connection"].connection.info.backend_pid)
        return execute(sql, params, many, context)

    def work():
        with connection.execute_wrapper(pid):
            told.append(ask(one.pk))
        connection.close()

    assert ask(one.pk) == [one]
    threads = [threading.Thread(target=work) for _n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [[one]] * 3
    assert len(pids) == 3
    assert connection.connection.info.backend_pid not in pids
