"""How offices answer, whom the services reach, what people need and do not get: counted against what was done."""

import datetime as dt

import pytest

from prasan.directory.models import Area
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.referrals import commands as c
from prasan.referrals.figures import answers, gaps, reach, scope
from prasan.referrals.jobs import sweep
from prasan.registers.commands import MergeWorkers
from prasan.registers.models import Target, Worker
from tests.referrals import ground

FIRST, LAST = dt.date(2026, 11, 1), dt.date(2026, 12, 31)


def of(g, who="minister", by="office", **narrow):
    rows = answers.counted(scope.offices(g.actors[who], **narrow), FIRST, LAST, by)
    return {one.key: one for one in rows}


def served(g, one, outcome="solved", who="doe"):
    ground.move(g, who, c.Accept, one)
    ground.move(g, who, c.Begin, one)
    ground.move(g, who, c.Serve, one)
    ground.move(g, who, c.Tell, one, outcome=outcome)


def test_an_office_that_answers_is_told_with_its_days(g):
    one = ground.referral(g)
    with ground.at(ground.MONDAY + dt.timedelta(hours=12)):
        ground.move(g, "doe", c.Accept, one)
    row = of(g)["DOE-92"]
    assert (row.asked, row.answered, row.in_time, row.silent, row.declined) == (1, 1, 1, 0, 0)
    assert row.median == row.slow == pytest.approx(0.5)


def test_an_answer_after_somebody_above_was_told_is_not_in_time(g):
    quick, slow = ground.referral(g), ground.referral(g)
    ground.move(g, "doe", c.Accept, quick)
    with ground.at(ground.days(8)):
        sweep()
        ground.move(g, "doe", c.Accept, slow)
    row = of(g)["DOE-92"]
    assert (row.asked, row.answered, row.in_time) == (2, 2, 1)
    assert row.median == pytest.approx(4.0)


def test_silence_and_a_change_of_office_are_told_of_the_silent_one(g):
    one = ground.referral(g)
    ground.referral(g)
    with ground.at(ground.days(1)):
        ground.move(g, "counter", c.Reroute, one, office_id=g.offices["DOE-80"].pk, consent=True)
    rows = of(g)
    assert (rows["DOE-92"].asked, rows["DOE-92"].silent, rows["DOE-92"].moved_on) == (2, 1, 1)
    assert (rows["DOE-80"].asked, rows["DOE-80"].silent, rows["DOE-80"].moved_on) == (1, 1, 0)
    assert rows["DOE-92"].median is None


def test_what_the_person_says_stands_beside_what_the_office_says(g):
    good, bad = ground.referral(g), ground.referral(g)
    served(g, good)
    served(g, bad)
    ground.move(g, "counter", c.Confirm, good)
    ground.move(g, "counter", c.NotDone, bad)
    row = of(g)["DOE-92"]
    assert (row.told, row.solved, row.confirmed, row.denied) == (2, 1, 1, 1)
    assert row.hasty == 1  # the one that the person denies
    served_again = {"outcome": "solved"}
    for move, more in ((c.Begin, {}), (c.Serve, {}), (c.Tell, served_again)):
        ground.move(g, "doe", move, bad, **more)
    assert of(g)["DOE-92"].solved == 2


def test_an_appointment_or_time_makes_no_haste(g):
    one = ground.referral(g)
    ground.move(g, "doe", c.Accept, one)
    with ground.at(ground.MONDAY + dt.timedelta(minutes=45)):
        for move, more in ((c.Begin, {}), (c.Serve, {}), (c.Tell, {"outcome": "advised"})):
            ground.move(g, "doe", move, one, **more)
    ground.move(g, "counter", c.NotDone, one)
    row = of(g)["DOE-92"]
    assert (row.told, row.solved, row.denied, row.hasty) == (1, 0, 1, 0)


def test_an_office_opens_into_services_and_months_that_add_up(g):
    for day in (0, 1, 12):
        with ground.at(ground.days(day)):
            ground.referral(g)
    by_month, by_service = of(g, by="month"), of(g, by="service")
    assert {key: row.asked for key, row in by_month.items()} == {"2026-11": 2, "2026-12": 1}
    assert {key: row.asked for key, row in by_service.items()} == {"": 3}
    assert of(g, by="province")["92"].asked == 3


def test_who_asks_to_go_on_after_an_end_is_waited_for_again(g):
    one = ground.referral(g)
    ground.move(g, "counter", c.Withdraw, one)
    assert of(g)["DOE-92"].silent == 0
    ground.move(g, "counter", c.Reopen, one)
    assert of(g)["DOE-92"].silent == 1


def test_where_protected_people_live_is_told_of_no_place(g):
    person = informal(g, "9201")
    ground.referral(g, of=ground.case(g, person=person))
    Worker.objects.filter(pk=person.pk).update(protected="trafficking")
    (row,) = reach.of_places(g.areas["92"], *reach.year_to(LAST))
    assert (row.place, row.known) == (None, 1)
    (gap,) = gaps.of_area(g.areas["92"], FIRST, LAST)
    assert (gap.place, gap.waiting) == (None, 1)


def test_days_are_those_of_the_ministry(g):
    with ground.at(dt.datetime(2026, 12, 1, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))):
        ground.referral(g)
    assert set(of(g, by="month")) == {"2026-12"}
    assert answers.counted(scope.offices(g.actors["minister"]), FIRST, dt.date(2026, 11, 30), "office") == []


@pytest.mark.parametrize(
    ("who", "seen"),
    [("minister", {"DOE-92", "DOE-80"}), ("plo", {"DOE-92"}), ("plo-80", {"DOE-80"}), ("doe-80", {"DOE-80"}),
     ("dg", {"DOE-92", "DOE-80"}), ("counter", set()), ("counsellor", set()), ("governor", {"DOE-92"})],
)  # fmt: skip
def test_a_seat_reads_the_figures_of_its_scope(g, who, seen):
    ground.referral(g)
    ground.referral(g, to="DOE-80")
    assert set(of(g, who)) == seen


def test_who_administers_reads_no_figures(g):
    with pytest.raises(Refused):
        scope.offices(g.actors["admin"])
    with pytest.raises(Refused):
        scope.place(g.actors["admin"], "92")


def test_a_sender_is_told_what_to_expect_once_there_are_enough_answers(g):
    answers.KNOWN.clear()
    doe = g.offices["DOE-92"].pk
    for _n in range(answers.FEWEST - 1):
        ground.move(g, "doe", c.Accept, ground.referral(g))
    assert answers.expected([doe])[doe] == answers.Expected(None, 4)
    last = ground.referral(g)
    assert answers.expected([doe])[doe] == answers.Expected(None, 5)
    answers.KNOWN.clear()
    with ground.at(ground.days(1)):
        ground.move(g, "doe", c.Accept, last)
        assert answers.expected([doe])[doe] == answers.Expected(0.0, 5)


def informal(g, home, **more):
    made = ground.worker(g)
    told = {"employment": "informal", "definition": "nso", "definition_source": "สำนักงานสถิติแห่งชาติ"} | more
    Worker.objects.filter(pk=made.pk).update(home_area=g.areas[home], **told)
    made.refresh_from_db()
    return made


def test_reach_counts_each_person_once_in_the_district_where_they_live(g):
    at_home, elsewhere = informal(g, "9201", section="40", option=2), informal(g, "92", section="40")
    Worker.objects.filter(pk=elsewhere.pk).update(created=ground.MONDAY - dt.timedelta(days=700))
    Worker.objects.filter(pk=ground.worker(g).pk).update(home_area=g.areas["9201"])  # not told to be informal
    for _n in range(2):
        served(g, ground.referral(g, of=ground.case(g, person=at_home)))
    rows = {one.place: one for one in reach.of_places(g.areas["92"], *reach.year_to(LAST))}
    town, unknown = rows[g.areas["9201"].pk], rows[None]
    assert (town.known, town.reached, town.served, town.option_2, town.enrolled) == (1, 1, 1, 1, 1)
    assert (unknown.known, unknown.reached, unknown.served, unknown.option_unknown) == (1, 0, 0, 1)
    assert reach.summed(list(rows.values())).known == 2
    nation = reach.of_places(g.areas["TH"], *reach.year_to(LAST))
    assert [(one.place, one.known, one.served) for one in nation] == [(g.areas["92"].pk, 2, 1)]


def test_a_person_who_says_not_done_was_not_served(g):
    one = ground.referral(g, of=ground.case(g, person=informal(g, "9201")))
    served(g, one)
    ground.move(g, "counter", c.NotDone, one)
    (row,) = reach.of_places(g.areas["92"], *reach.year_to(LAST))
    assert (row.known, row.reached, row.served) == (1, 1, 0)


def test_two_entries_of_one_person_are_one_person(g):
    kept, twin = informal(g, "9201"), informal(g, "9201")
    served(g, ground.referral(g, of=ground.case(g, person=kept)))
    served(g, ground.referral(g, of=ground.case(g, person=twin)))
    perform(g.actors["counter"], MergeWorkers(kept_id=kept.pk, gone_id=twin.pk))
    (row,) = reach.of_places(g.areas["92"], *reach.year_to(LAST))
    assert (row.known, row.reached, row.served) == (1, 1, 1)


def test_what_is_counted_stands_beside_the_targets_of_the_plan(g):
    indicator = g.indicator(counts_from="served")
    told = {"area": g.areas["92"], "fiscal_year": 2570, "path": [0] * 12}
    Target.objects.create(indicator=indicator, value=500, baseline=120, **told)
    Target.objects.create(indicator=g.indicator(code="other"), value=9, **told)
    (one,) = reach.targets(g.actors["plo"], g.areas["92"], 2570)
    assert (one.value, one.baseline, one.indicator.counts_from) == (500, 120, "served")


def test_gaps_are_what_waits_was_declined_or_ended_without_the_service(g):
    here = {"person": informal(g, "9201")}
    open_one = ground.referral(g, of=ground.case(g, **here))
    declined = ground.referral(g, of=ground.case(g, **here))
    gone = ground.referral(g, of=ground.case(g, **here))
    done = ground.referral(g, of=ground.case(g, **here))
    served(g, done)
    for one in (declined, gone):
        ground.move(g, "doe", c.TurnDown, one, decline="no_capacity", next_step="later")
    ground.move(g, "counter", c.EndUnserved, gone)
    with ground.at(ground.days(9)):
        (row,) = gaps.of_area(g.areas["92"], FIRST, LAST)
    assert open_one.is_open
    assert (row.place, row.agency, row.waiting, row.late) == (g.areas["9201"].pk, "DOE", 2, 2)
    assert (row.full_up, row.declined, row.without, row.oldest) == (2, 2, 1, 9)
    assert gaps.of_area(g.areas["80"], FIRST, LAST) == []


def test_a_time_that_cannot_be_is_said_with_its_field(g):
    with pytest.raises(RuleBroken) as wrong:
        scope.period(dt.date(2026, 12, 2), dt.date(2026, 12, 1))
    assert wrong.value.field == "from"
    for first, last in ((dt.date(2000, 1, 1), dt.date(2026, 12, 1)), (None, dt.date.max), (dt.date.max, dt.date.max)):
        with pytest.raises(RuleBroken):
            scope.period(first, last)


@pytest.mark.parametrize(("who", "there"), [("minister", True), ("plo", True), ("doe", True), ("plo-80", False)])
def test_sums_of_a_province_are_read_from_above_and_inside(g, who, there):
    if there:
        assert scope.place(g.actors[who], "92").code == "92"
    else:
        with pytest.raises(Refused):
            scope.place(g.actors[who], "92")
    if who != "minister":
        with pytest.raises(Refused):
            scope.place(g.actors[who], "")


def test_pages_open_down_and_show_no_person(g):
    one = ground.referral(g, of=ground.case(g, person=informal(g, "9201")))
    served(g, one)
    for who in ("minister", "plo", "doe"):
        client = g.client(who)
        for path in ("/referrals/figures", "/referrals/figures?province=92", "/referrals/figures?office=DOE-92",
                     "/referrals/figures?by=month", "/referrals/reach", "/referrals/gaps"):  # fmt: skip
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert "ทดลอง" not in answer.content.decode()
    english = g.client("minister")
    english.cookies["django_language"] = "en"
    page = english.get("/referrals/figures?office=DOE-92").content.decode().partition("<main")[2]
    assert g.offices["DOE-92"].name_en in page
    assert g.offices["DOE-92"].name_th not in page
    page = g.client("minister").get("/referrals/figures?from=31+ก.พ.+2569").content.decode()
    assert "อ่านวันที่ไม่ได้" in page
    ground.referral(g, to="DOE-80")
    wide = g.client("minister").get("/referrals/figures").content.decode()
    assert all(f'href="?province={code}"' in wide for code in ("92", "80"))


def test_the_api_and_the_page_tell_the_same(g):
    served(g, ground.referral(g, of=ground.case(g, person=informal(g, "9201"))))
    client = g.client("plo")
    rows = client.get("/api/v1/referrals/figures").json()["items"]
    assert [(row["key"], row["told"], row["solved"]) for row in rows] == [("DOE-92", 1, 1)]
    places = client.get("/api/v1/referrals/reach?province=92").json()["items"]
    assert [(row["place"], row["served"]) for row in places] == [("9201", 1)]
    assert client.get("/api/v1/referrals/gaps").json()["items"] == []
    assert client.get("/api/v1/referrals/reach?province=80").status_code == 404
    assert client.get("/api/v1/referrals/figures?by=person").status_code == 422


def test_a_country_abroad_has_no_districts(g):
    assert Area.objects.filter(kind="country").exists()
    with pytest.raises(Refused):
        scope.place(g.actors["minister"], "TW")
