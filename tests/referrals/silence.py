"""A country in which three offices of ten stay silent: sixty working days, minute by minute, and what must have risen.

`build` makes provinces with a labour office, a counter and five agencies, some with holidays of their own. `run` lets
every counter refer to every agency of its province, the speaking offices answer step by step, the machine sweep at
every whole minute at which anything is due (a sweep at any other minute finds nothing), and contacts leave. `_judge`
compares each rise of a silent office with the moments that `Walker` finds minute by minute, without the product's
calendar.
"""

from __future__ import annotations

import datetime as dt
import heapq
import random
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.db.models import Min

from prasan.directory.actor import actor_for
from prasan.directory.models import Agency, Area, Holiday, Office, Person, Seat
from prasan.directory.roles import Role
from prasan.platform.commands import perform
from prasan.referrals import commands as c
from prasan.referrals import jobs
from prasan.referrals.cycle import OPEN
from prasan.referrals.models import Event, Referral
from prasan.registers.models import Tie, Worker
from tests.referrals.ground import MONDAY, at

AGENCIES = 5
MINUTE = dt.timedelta(minutes=1)
SPANS = ((8 * 60 + 30, 12 * 60), (13 * 60, 16 * 60 + 30))
"""Office hours in minutes of the day, told anew here: the product's own calendar is what is judged."""
ANSWER, STEP = 14 * 60, 7 * 60
"""Working minutes an office has for its answer, and each of the steps above it."""
PATH: tuple[tuple[type[Any], dict[str, Any]], ...] = (
    (c.Receive, {}), (c.Accept, {}), (c.Begin, {}), (c.Serve, {}), (c.Tell, {"outcome": "solved"}),
)  # fmt: skip


@dataclass
class Walker:
    """Working minutes of a province, walked one by one."""

    holidays: set[dt.date]

    def later(self, moment: dt.datetime, minutes: int) -> dt.datetime:
        """Return when so many working minutes are over."""
        here, left = moment.astimezone(MONDAY.tzinfo), minutes * 60
        while left:
            whole, step = here.hour * 60 + here.minute, 60 - here.second
            works = here.weekday() < 5 and here.date() not in self.holidays
            if works and any(start <= whole < end for start, end in SPANS):
                step = min(step, left)
                left -= step
            here += dt.timedelta(seconds=step)
        return here


@dataclass
class Country:
    """What was made: offices by province, actors, holidays, who is silent."""

    counters: dict[int, Any] = field(default_factory=dict)
    agencies: dict[int, list[Office]] = field(default_factory=dict)
    officers: dict[int, Any] = field(default_factory=dict)
    walkers: dict[int, Walker] = field(default_factory=dict)
    silent: set[int] = field(default_factory=set)


@dataclass
class Outcome:
    """What happened, and what is wrong (nothing)."""

    referrals: int = 0
    silent: int = 0
    rises: int = 0
    sweeps: int = 0
    replaced: int = 0
    worst: float = 0.0
    """Seconds between the moment at which one had to rise and its rise."""
    wrong: list[str] = field(default_factory=list)


def _seat(office: Office, role: Role, who: str) -> Any:
    person = Person.objects.create(username=who, given_name="สมมติ", family_name=who)
    return actor_for(Seat.objects.create(person=person, office=office, role=role, start=dt.date(2020, 1, 1)))


def build(provinces: int, share: float, seed: int) -> Country:
    """Make the country; `share`, of the agencies' offices that never answer."""
    chance, made = random.Random(seed), Country()
    nation = Area.objects.create(id=1, last=999_999, code="TH", kind="nation", name_th="ไทย", name_en="Thailand")
    for n in range(AGENCIES + 1):
        Agency.objects.create(code=f"A{n}", order=n + 1, name_th=f"ก{n}", name_en=f"A{n}", short_th="ก", short_en="A")
    centre = Office.objects.create(code="OPS", kind="ministry", agency_id="A0", area=nation, name_th="สป.")
    _seat(centre, Role.DUTY_OFFICER, "duty")
    feast = MONDAY.date() + dt.timedelta(days=15)
    Holiday.objects.create(day=feast, area=nation, name_th="วันหยุด")
    for n in range(10, 10 + provinces):
        area = Area.objects.create(
            id=n * 10_000, last=n * 10_000 + 9_999, code=str(n), kind="province", name_th=f"จ{n}", name_en=f"P{n}",
            parent=nation,
        )  # fmt: skip
        own = {feast}
        if n % 5 == 0:
            own.add(MONDAY.date() + dt.timedelta(days=n % 17))
            Holiday.objects.create(day=max(own - {feast}, default=feast), area=area, name_th="วันหยุดของจังหวัด")
        made.walkers[n] = Walker(own)
        labour = Office.objects.create(
            code=f"A0-{n}", kind="provincial", agency_id="A0", area=area, name_th=f"สรจ.{n}", leads_province=True
        )
        _seat(labour, Role.PLO, f"plo-{n}")
        made.counters[n] = _seat(labour, Role.COUNTER_OFFICER, f"counter-{n}")
        made.agencies[n] = []
        for k in range(1, AGENCIES + 1):
            office = Office.objects.create(
                code=f"A{k}-{n}", kind="provincial", agency_id=f"A{k}", area=area, name_th=f"ห{k}-{n}"
            )
            _seat(office, Role.AGENCY_HEAD, f"head-{k}-{n}")
            made.officers[office.pk] = _seat(office, Role.AGENCY_OFFICER, f"officer-{k}-{n}")
            made.agencies[n].append(office)
    offices = [one.pk for some in made.agencies.values() for one in some]
    made.silent = set(chance.sample(offices, max(1, round(len(offices) * share))))
    return made


def run(made: Country, days: int, every: int, seed: int) -> Outcome:
    """Let the country work for so many working days; each counter refers to each agency every so many of them."""
    chance, found, numbers = random.Random(seed), Outcome(), count()
    agenda: list[tuple[dt.datetime, int, Any]] = []
    ends = _plan(made, days, every, chance, agenda, numbers, found)
    moment = MONDAY
    while True:
        rises = Referral.objects.aggregate(first=Min("rises_at"))["first"]
        sweep = _whole_minute(rises) if rises else None
        following = agenda[0][0] if agenda else None
        moment = min(one for one in (sweep, following, ends) if one is not None)
        if moment >= ends:
            break
        with at(moment):
            if following == moment:
                _moment, _n, do = heapq.heappop(agenda)
                for when, more in do():
                    heapq.heappush(agenda, (max(when, moment + MINUTE), next(numbers), more))
            else:
                done = jobs.sweep()
                found.sweeps += 1
                found.replaced += done["restaffed"]
    _judge(made, found, ends)
    return found


def _whole_minute(moment: dt.datetime) -> dt.datetime:
    """Return the minute at which the scheduled sweep finds what is due at a moment."""
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + MINUTE


def _plan(
    made: Country, days: int, every: int, chance: random.Random, agenda: Any, numbers: Any, found: Outcome
) -> dt.datetime:
    """Fill the agenda with what counters send and who leaves; return when it is over."""
    usual = Walker(set())
    for n, offices in made.agencies.items():
        for k, office in enumerate(offices):
            for day in range((n + k) % every, max(1, days - 8), every):
                when = usual.later(MONDAY, day * 420 + chance.randrange(0, 400)) + dt.timedelta(
                    seconds=chance.randrange(60)
                )
                heapq.heappush(agenda, (when, next(numbers), _sending(made, n, office, chance)))
    for office_id in sorted(made.silent)[::3]:  # who was asked leaves, and somebody else has to be
        when = usual.later(MONDAY, days * 420 // 2)
        heapq.heappush(agenda, (when, next(numbers), _leaving(made.officers[office_id], found)))
    return usual.later(MONDAY, days * 420)


def _sending(made: Country, n: int, office: Office, chance: random.Random) -> Any:
    def do() -> list[tuple[dt.datetime, Any]]:
        counter = made.counters[n]
        person = Worker.objects.create(given_name="สมมติ", family_name="ทดลอง", office_id=counter.office_id)
        Tie.objects.create(worker=person, office_id=counter.office_id, ground="public-task", notice_version="t/1")
        case = perform(counter, c.OpenCase(worker_id=person.pk, need="หางาน"))
        one = perform(counter, c.Refer(case_id=case.pk, office_id=office.pk, consent=True))
        if office.pk in made.silent:
            return []
        return [_next(made, one, office, 0, chance)]

    return do


def _next(made: Country, one: Referral, office: Office, step: int, chance: random.Random) -> tuple[dt.datetime, Any]:
    """Return when an office that speaks takes its next step: mostly in time, now and then late."""
    what, told = PATH[step]
    minutes = chance.randrange(1, 3 * 420)

    def do() -> list[tuple[dt.datetime, Any]]:
        words = {"text": "ตามที่ตกลงกัน"} if what.needs_text else {}
        perform(made.officers[office.pk], what(target_id=one.pk, **told, **words))
        return [_next(made, one, office, step + 1, chance)] if step + 1 < len(PATH) else []

    begun = one.offered_at + dt.timedelta(days=step)
    return made.walkers[office.area_id // 10_000].later(begun, minutes), do


def _leaving(actor: Any, found: Outcome) -> Any:
    def do() -> list[Any]:
        from django.utils import timezone

        Seat.objects.filter(pk=actor.seat_id).update(end=timezone.localdate() - dt.timedelta(days=1))
        found.replaced += jobs.sweep()["restaffed"]
        return []

    return do


def _judge(made: Country, found: Outcome, ends: dt.datetime) -> None:
    """Compare each rise of a silent office with the minute at which it had to come, and look for what was ended."""
    rises: dict[int, list[dt.datetime]] = defaultdict(list)
    for pk, moment in Event.objects.filter(move="rise").order_by("at").values_list("referral", "at"):
        rises[pk].append(moment)
    rows = list(Referral.objects.select_related("office"))
    found.referrals = len(rows)
    machine = Event.objects.filter(seat=None).exclude(move__in=["rise", "restaff"])
    found.wrong += [f"the machine made {one.move} of {one.referral_id}" for one in machine]
    for one in rows:
        if one.state in OPEN and not (one.owner_id and one.contact_id and one.due_at and one.level):
            found.wrong.append(f"{one.pk} is nobody's")
        if one.office_id not in made.silent:
            continue
        found.silent += 1
        if one.state != "offered" or one.ended_at is not None:
            found.wrong.append(f"{one.pk} was ended in silence: {one.state}")
        walker = made.walkers[one.office.area_id // 10_000]
        due = [walker.later(one.offered_at, ANSWER + n * STEP) for n in range(3)]
        due = [moment for moment in due if _whole_minute(moment) < ends]
        told = rises[one.pk]
        found.rises += len(told)
        apart = [(b - a).total_seconds() for a, b in zip(due, told, strict=False)]
        found.worst = max([found.worst, *map(abs, apart)])
        if len(due) != len(told) or any(not 0 <= seconds <= 60 for seconds in apart):
            found.wrong.append(f"{one.pk} had to rise at {due}, rose at {told}")
        if len(told) == 3 and (one.level, one.rises_at) != ("centre", None):
            found.wrong.append(f"{one.pk} stands at {one.level} after three rises")
