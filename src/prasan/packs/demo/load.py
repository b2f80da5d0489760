"""Write the demo ministry, set by set with COPY: people, policies, targets, 24 months of reports and figures."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from prasan.directory.models import Area, Office, Person, Seat
from prasan.directory.roles import Role
from prasan.kernel.asking import is_asked
from prasan.packs.demo import (
    after,
    calls,
    claims,
    counter,
    directives,
    drives,
    labour,
    meetings,
    mobile,
    networks,
    people,
    phones,
    plans,
    privacy,
    referrals,
    resources,
    services,
    situation,
    situation_events,
    training,
    understanding,
    watch,
)
from prasan.packs.demo.figures import (
    CAUSES,
    EVEN,
    SEASONS,
    Plan,
    chance,
    days,
    figures,
    of_period,
    pace_of,
    parts,
    spread,
)
from prasan.packs.demo.reports import LEVELS, Made, Unit, reports
from prasan.packs.loading import analyze
from prasan.packs.tables import rows
from prasan.platform.commands import SYSTEM, perform
from prasan.progress import periods
from prasan.progress.folding import fold_all
from prasan.progress.models import Figure, Report
from prasan.progress.tallies.sums import expected
from prasan.registers.commands import LoadPolicySet
from prasan.registers.models import Indicator, Policy, PolicySet, Strategy
from prasan.situation.alarms.finding import find as find_alarms

MONTHS = 24
SPLIT_MONTHS = 12
"""So many months have their groups: enough to show, and the start stays quick."""
SET_CODE = "DEMO"
LABEL = "ระบบ (ข้อมูลสมมติ)"
DEFINITION = "นับเฉพาะที่มีหลักฐานในแฟ้มของหน่วยงาน"
SHOWN_ACCOUNTS = {f"{name}-{people.SHOWN_PROVINCE}" for name in ("plo", "gov", "doe", "counter", "volunteers")} | {
    f"sso-{people.SHOWN_PROVINCE}-officer"  # whose report of the latest month is half filled in
}


def digest_parts() -> list[str]:
    """Return nothing beside the files: what depends on the day is not a version."""
    return []


def password_file() -> Path:
    """Return where the demo's one password is kept, readable by its owner alone."""
    return Path(settings.VAR) / "demo_password"


def password() -> str:
    """Return the password of all demo accounts: made once per installation, at its first load."""
    kept = password_file()
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(f"prasan-{secrets.token_hex(3)}-{secrets.token_hex(3)}\n")
    return kept.read_text().strip()


def load() -> dict[str, int]:
    """Write everything, once; a demo that is there already stays as people have changed it."""
    if PolicySet.objects.filter(code=SET_CODE).exists():
        return {"already": 1}
    today = timezone.localdate()
    counts = people.load(today, make_password(password()))
    counts["phones"] = phones.load()
    analyze("directory_%")
    shown = periods.last(periods.open_period(today), MONTHS)
    policy_set = _policy_set(today)
    indicators = _indicators(policy_set)
    units = _units()
    paths = _targets(indicators, units, shown)
    made = list(reports(units, shown, _due_days(shown)))
    ids = _copy_reports(made)
    _copy_journal(made, ids)
    counts |= {"policies": 21, "indicators": len(indicators), "targets": len(paths), "reports": len(made)}
    counts["figures"] = _copy_figures(made, ids, indicators, paths)
    counts["claims"], gone = claims.load(made, ids)
    counts["figures"] -= gone
    counts |= plans.load(policy_set, _copy)
    counts |= calls.load()
    counts["services"] = services.load(_copy)
    counts["mobile_days"] = mobile.load()
    counts |= situation.load()
    analyze("progress_%")
    analyze("registers_%")
    counts["tallies"] = _copy_tallies(units, indicators)
    counts |= after.load(shown)
    counts |= situation_events.load()
    counts |= directives.load()
    counts |= meetings.load()
    for room in (referrals, drives, counter, training, networks, understanding):
        counts |= room.load()
    counts["resources"] = resources.load()
    counts |= privacy.load() | watch.load()
    counts["alarms"] = len(find_alarms(today - dt.timedelta(days=1)).raised)
    fold_all()
    return counts


def _policy_set(today: dt.date) -> PolicySet:
    year = periods.of(today) // 100
    strategy = Strategy.objects.filter(level=Strategy.Level.MINISTRY).order_by("code").first()
    owners = list(Seat.objects.filter(role=Role.POLICY_OWNER).order_by("id").values_list("person_id", flat=True))
    found = [
        {
            "axis": row["axis"], "number": int(row["number"]), "name_th": row["name_th"], "name_en": row["name_en"],
            "short_th": row["short_th"], "short_en": row["short_en"], "lead_id": row["lead"],
            "headline": int(row["headline"]) if row["headline"] else None,
            "strategy_id": strategy.pk if strategy else None, "owner_id": owners[number % len(owners)],
        }
        for number, row in enumerate(rows("policies", "demo"))
    ]  # fmt: skip
    values = {
        "code": SET_CODE,
        "name_th": f"นโยบายเน้นหนัก 3A ปีงบประมาณ {year} (ข้อมูลสมมติ)",
        "name_en": f"Emphasised policies (3A), fiscal year {year} (invented)",
        "giver_th": "รัฐมนตรีว่าการกระทรวงแรงงาน",
        "giver_en": "Minister of Labour",
        "given_on": dt.date(year - 544, 10, 1),
        "fiscal_year": year,
        "is_demo": True,
        "source": "demo",
    }
    return perform(SYSTEM, LoadPolicySet(values=values, policies=found, reason="ข้อมูลสมมติ"))


def _indicators(policy_set: PolicySet) -> list[tuple[Indicator, dict[str, str]]]:
    """Make the main indicator of each policy, and the one of people reached where the main one is not both."""
    policies = {(one.axis, one.number): one for one in Policy.objects.filter(policy_set=policy_set)}
    found: list[tuple[Indicator, dict[str, str]]] = []
    for row in rows("policies", "demo"):
        policy = policies[(row["axis"], int(row["number"]))]
        both = row["people_th"] == ""
        code = f"demo-{row['axis'][:3]}-{row['number']}"
        common = {"policy": policy, "lead_id": row["lead"]}
        main = Indicator(
            code=code, name_th=row["main_th"], name_en=row["main_en"], unit_th=row["unit_th"], unit_en=row["unit_en"],
            decimals=int(row["decimals"]), direction=int(row["direction"]), summing=row["summing"],
            counted=row["counted"], is_main=True, is_people=both, source_th="รายงานประจำเดือนของหน่วยงานในจังหวัด",
            may_count_twice=both and row["twice"] == "yes", definition_th=DEFINITION, frequency=row["frequency"],
            splits=row["splits"].split(), **common,
        )  # fmt: skip
        found.append((main, row))
        if not both:
            beside = Indicator(
                code=f"{code}-people", name_th=row["people_th"], name_en=row["people_en"], unit_th="คน",
                unit_en="people", counted="people", is_people=True, may_count_twice=row["twice"] == "yes",
                source_th="รายงานประจำเดือนของหน่วยงานในจังหวัด", definition_th=DEFINITION,
                frequency=row["people_frequency"], **common,
            )  # fmt: skip
            found.append((beside, row))
    Indicator.objects.bulk_create([one for one, _ in found])
    return found


def _units() -> list[Unit]:
    """Return the five units of every province with the people who send and accept."""
    accounts = dict(Person.objects.filter(email__endswith="@example.invalid").values_list("username", "id"))
    codes = dict(Area.objects.provinces().values_list("id", "code"))
    found = []
    for (area, agency), office in sorted(people.units().items()):
        if area not in codes:
            continue
        code = codes[area]
        officer = f"plo-{code}-officer" if agency == people.LEADING else f"{agency.lower()}-{code}-officer"
        leads = agency == people.LEADING
        plo, head = accounts[f"plo-{code}"], accounts[f"plo-{code}" if leads else f"{agency.lower()}-{code}"]
        department = accounts[f"{agency.lower()}-officer"]
        found.append(Unit(office.pk, area, code, agency, accounts[officer], head, department, plo))
    return found


def _weights() -> dict[int, float]:
    """Return how large each province counts: its number of districts over the usual twelve."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT parent_id, count(*) FROM directory_area WHERE kind = 'district' GROUP BY parent_id")
        return {area: max(0.4, count / 12) ** 0.9 for area, count in cursor.fetchall()}


Paths = dict[tuple[int, int, int], tuple[Plan, list[int]]]


def _targets(indicators: Sequence[tuple[Indicator, dict[str, str]]], units: list[Unit], shown: list[int]) -> Paths:
    """Write a target and its path for every indicator, unit and fiscal year shown; returns them."""
    weights = _weights()
    order = sorted({unit.province for unit in units}, key=lambda code: chance("trouble", code))
    troubled = {code: 0.93 - 0.03 * rank for rank, code in enumerate(order[:11])}
    found: Paths = {}
    lines = []
    for indicator, row in indicators:
        for unit in (one for one in units if one.agency == row["lead"]):
            plan = _plan(indicator, row, unit, weights.get(unit.area, 1.0), troubled)
            for year in sorted({period // 100 for period in shown}):
                value = plan.target(year)
                level = indicator.summing != "sum"
                start = plan.baseline(year) if level else 0
                path = spread(value, EVEN if level else plan.season, start)
                found[(indicator.pk, unit.area, year)] = (plan, path)
                baseline = start if level else None
                lines.append((indicator.pk, unit.area, year, unit.office, value, path, baseline, True, ""))
    columns = ["indicator_id", "area_id", "fiscal_year", "office_id", "value", "path", "baseline", "applies", "reason"]
    _copy("registers_target", columns, lines)
    return found


def _plan(indicator: Indicator, row: dict[str, str], unit: Unit, weight: float, troubled: dict[str, float]) -> Plan:
    beside = not indicator.is_main
    usual = int(row["people_size"] if beside else row["size"])
    spread = 0.85 + 0.3 * chance("size", indicator.code, unit.province)
    grows = indicator.summing in {"sum", "last"}
    size = max(12, round(usual * weight * spread)) if grows else round(usual * (0.97 + 0.06 * (spread - 0.85)))
    return Plan(
        kind=indicator.summing, direction=indicator.direction, size=size,
        whole=round(int(row["people_size"] or 0) * weight * spread), season=SEASONS[row["season"]],
        pace=pace_of(f"{row['axis']}{row['number']}", unit.province, troubled),
        seed=(indicator.code, unit.province),
    )  # fmt: skip


def _due_days(shown: list[int]) -> dict[int, dt.date]:
    return {period: periods.due(period, 1, 5) for period in shown}


def _copy_reports(made: list[Made]) -> dict[tuple[int, int], int]:
    columns = [
        "office_id", "area_id", "period", "state", "due", "version", "submitted_by_id", "submitted_at",
        "approved_by_id", "approved_at", "department_by_id", "department_at", "province_by_id", "province_at",
        "returned_reason", "returned_line",
    ]  # fmt: skip
    _copy(
        "progress_report",
        columns,
        (
            (
                one.unit.office, one.unit.area, one.period, one.state, one.due, 1,
                one.unit.officer if one.submitted_at else None, one.submitted_at,
                one.unit.head if one.approved_at else None, one.approved_at,
                one.unit.department if one.department_at else None, one.department_at,
                one.unit.plo if one.province_at else None, one.province_at, one.reason,
                "province" if one.reason else "",
            )
            for one in made
        ),
    )  # fmt: skip
    return {(office, period): pk for office, period, pk in Report.objects.values_list("office_id", "period", "id")}


def _copy_journal(made: list[Made], ids: dict[tuple[int, int], int]) -> None:
    """Note each report in the journal: loaded by the system, in which state."""
    columns = [
        "at", "actor_label", "verb", "model", "object_id", "object_label", "area_id", "office_id",
        "classification", "changes", "reason", "request_id",
    ]  # fmt: skip
    now = timezone.now()
    names = dict(Office.objects.values_list("id", "short_th"))
    _copy(
        "platform_journal",
        columns,
        (
            (
                now, LABEL, "demo.load", "progress.report", ids[(one.unit.office, one.period)],
                f"{names[one.unit.office]} {one.period}",
                one.unit.area, one.unit.office, 0, json.dumps({"state": [None, one.state]}), "ข้อมูลสมมติ", "",
            )
            for one in made
        ),
    )  # fmt: skip


def _copy_figures(
    made: list[Made],
    ids: dict[tuple[int, int], int],
    indicators: Sequence[tuple[Indicator, dict[str, str]]],
    paths: Paths,
) -> int:
    """Write the figures of every report; a draft has only its first half, causes stand where a main one lags."""
    by_lead: dict[str, list[Indicator]] = {}
    for indicator, row in indicators:
        by_lead.setdefault(row["lead"], []).append(indicator)
    values: dict[tuple[int, int, int], list[tuple[int, int | None]]] = {}
    for (indicator_id, area, year), (plan, path) in paths.items():
        values[(indicator_id, area, year)] = list(figures(plan, path, 12, year))
    newest = periods.add(max(one.period for one in made), -SPLIT_MONTHS)
    lines = []
    now = timezone.now()
    for one in made:
        year, month = periods.split(one.period)
        asked = [it for it in by_lead.get(one.unit.agency, []) if is_asked(it.frequency, month)]
        for indicator in asked[: len(asked) // 2] if one.state == "draft" else asked:
            plan, _ = paths[(indicator.pk, one.unit.area, year)]
            value, whole = of_period(plan.kind, values[(indicator.pk, one.unit.area, year)], indicator.frequency, month)
            late = indicator.is_main and plan.pace < 0.95
            cause, step = CAUSES[int(chance("cause", *plan.seed) * len(CAUSES))] if late else ("", "")
            key, report = (indicator.pk, one.unit.area, one.period, one.unit.office), ids[(one.unit.office, one.period)]
            level, known = LEVELS[one.stage], one.approved_at or one.submitted_at or now
            lines.append((*key, "", report, value, whole, level, cause, step, "", known))
            for code in indicator.splits if one.period > newest else ():
                for member, part in parts(value, code, *plan.seed, one.period):
                    lines.append((*key, member, report, part, None, level, "", "", "", known))
    lines += labour.lines(made, ids, _weights(), now)
    lines.sort(key=lambda line: (line[0], line[2], line[1]))  # clustered as roll-ups read them
    columns = [
        "indicator_id", "area_id", "period", "office_id", "member", "report_id", "value", "denominator", "level",
        "cause", "step", "note", "created",
    ]  # fmt: skip
    return _copy("progress_figure", columns, lines)


def _copy_tallies(units: list[Unit], indicators: Sequence[tuple[Indicator, dict[str, str]]]) -> int:
    """Write the days of the shown province: those of the newest month make its figure, this month's go to yesterday."""
    today = timezone.localdate()
    month = periods.open_period(today)
    moment, lines = timezone.now(), []
    daily = [one for one, _ in indicators if one.frequency == "day"]
    for unit in (one for one in units if one.province == people.SHOWN_PROVINCE):
        for indicator in (one for one in daily if one.lead_id == unit.agency):
            keys = {"indicator": indicator, "office_id": unit.office, "period": month, "member": ""}
            value = Figure.objects.filter(**keys).values_list("value", flat=True).first()
            if value is None:
                continue
            usual = expected("day", unit.area, month, today)
            now = expected("day", unit.area, periods.of(today), today - dt.timedelta(days=1))
            average = value // max(len(usual), 1)
            counted = [*days(value, usual, unit.province), *days(average * len(now), now, unit.province)]
            lines += [(indicator.pk, unit.office, unit.area, day, "", n, unit.officer, moment) for day, n in counted]
    columns = ["indicator_id", "office_id", "area_id", "day", "member", "value", "person_id", "at"]
    return _copy("progress_tally", columns, lines)


def _copy(table: str, columns: list[str], lines: Iterable[Sequence[Any]]) -> int:
    """Write rows with COPY; returns how many."""
    count = 0
    with connection.cursor() as cursor:
        names = ", ".join(columns)
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for line in lines:
                copy.write_row(line)
                count += 1
    return count


def sign_ins() -> list[dict[str, str]]:
    """Return one account of each role for the table that `./run` prints: role, username, name, office."""
    seats = Seat.objects.filter(person__email__endswith="@example.invalid").select_related("person", "office")
    seen: dict[str, Seat] = {}
    for seat in seats.order_by("person_id"):
        name = seat.person.username
        if seat.role not in seen or name in SHOWN_ACCOUNTS:
            seen[seat.role] = seat
    return [
        {
            "role": role.value,
            "title": str(role.label),
            "username": seen[role].person.username,
            "name": seen[role].person.full_name,
            "office": seen[role].office.name,
        }
        for role in Role
        if role in seen
    ]
