"""One subject for every verb, as its policy meets it; all belong to DOE-92, the employment office in Trang."""

from __future__ import annotations

import datetime as dt
from typing import Any

from prasan.directory.models import Office
from prasan.progress.models import Report
from prasan.registers.models import Indicator, Policy, PolicySet, Setting, Target
from tests.house.rights import Sample
from tests.house.world import World


def office(world: World) -> Office:
    return world.offices["DOE-92"]


def report(world: World) -> Report:
    if "report" not in world.extra:
        world.extra["report"] = Report.objects.create(
            office=office(world), area=world.areas["92"], period=256901, due=dt.date(2025, 11, 5)
        )
    found: Report = world.extra["report"]
    return found


def new_report(world: World) -> Report:
    return Report(office=office(world), area=world.areas["92"], period=256902)


def policy_set(world: World) -> PolicySet:
    return PolicySet.objects.get_or_create(
        code="fy2569", defaults={"name_th": "นโยบาย", "giver_th": "รัฐมนตรี", "fiscal_year": 2569}
    )[0]


def policy(world: World) -> Policy:
    return Policy.objects.get_or_create(
        policy_set=policy_set(world), axis="agenda", number=1, defaults={"name_th": "แรงงานนอกระบบ"}
    )[0]


def indicator(world: World) -> Indicator:
    return Indicator.objects.get_or_create(
        code="one",
        defaults={"name_th": "คน", "policy": policy(world), "lead_id": "DOE", "unit_th": "คน", "counted": "people"},
    )[0]


def target(world: World) -> Target:
    return Target.objects.get_or_create(
        indicator=indicator(world),
        area=world.areas["92"],
        fiscal_year=2569,
        defaults={"office": office(world), "value": 12, "path": list(range(1, 13))},
    )[0]


def setting(world: World) -> Any:
    return Setting.objects.get_or_create(code="report-due-day", defaults={"value": 5})[0]


SAMPLES: dict[str, Sample] = {
    "progress.approve": report,
    "progress.chase": office,
    "progress.open": new_report,
    "progress.reopen": report,
    "progress.return": report,
    "progress.save": report,
    "progress.submit": report,
    "registers.add_indicator": indicator,
    "registers.add_policy": policy,
    "registers.add_policy_set": policy_set,
    "registers.change_indicator": indicator,
    "registers.change_policy": policy,
    "registers.change_setting": setting,
    "registers.load_policy_set": policy_set,
    "registers.mark_not_applicable": target,
    "registers.set_owner": policy,
    "registers.set_target": target,
}
