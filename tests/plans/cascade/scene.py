"""A cascade on the small ministry of the plans: two activities asked of three provinces."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from prasan.plans.cascade.commands import BeginCascade, OfferAll, SaveExpected, SplitExpected
from prasan.plans.models import Cascade, Expected, Item, Offer
from tests.plans.ground import LAST, YEAR, Ground

DUE = dt.date(2099, 1, 31)
BEGIN = dt.date(2026, 1, 1)


@dataclass
class Scene:
    """The cascade and what belongs to it."""

    g: Ground
    cascade: Cascade

    def expected(self, number: int = 1) -> Expected:
        return Expected.objects.get(cascade=self.cascade, number=number)

    def offer(self, code: str) -> Offer:
        return Offer.objects.get(cascade=self.cascade, area=self.g.areas[code])

    def item(self, code: str, number: int = 1) -> Item:
        return Item.objects.get(offer=self.offer(code), expected__number=number)

    def states(self, code: str) -> list[str]:
        rows = Item.objects.filter(offer=self.offer(code)).order_by("expected__number")
        return list(rows.values_list("state", flat=True))

    def add(self, name: str, agency: str = "DOE", weight: int = 60, measured: bool = True) -> Expected:
        command = SaveExpected(
            target_id=self.cascade.pk, name_th=name, agency_id=agency, start=BEGIN, end=LAST, weight=Decimal(weight),
            indicator_id=self.g.indicator.pk if measured else None,
        )  # fmt: skip
        self.g.do("owner", command)
        assert command.made is not None
        return command.made

    def split(self, number: int = 1, total: int | None = 300, **values: Any) -> None:
        told = {"v92": 100, "v80": 150, "v93": 50} | values
        self.g.do("owner", SplitExpected(
            target_id=self.cascade.pk, row=self.expected(number).pk, total=total, method="given",
            values={self.g.areas[code[1:]].pk: value for code, value in told.items()},
            reasons={area.pk: "ไม่มีชายฝั่ง" for area in self.g.areas.values()},
        ))  # fmt: skip

    def send(self, who: str = "owner") -> None:
        self.g.do(who, OfferAll(target_id=self.cascade.pk))


def draft(g: Ground) -> Scene:
    """Return a draft with one measured activity of DOE (60) and one without a number of DSD (40), ready to be sent."""
    made = g.do("owner", BeginCascade(
        policy_id=g.policies[0].pk, fiscal_year=YEAR, name_th="ช่วยแรงงานนอกระบบเร่งด่วน",
        goal_th="300 คนเข้าถึงสิทธิ", due=DUE,
    ))  # fmt: skip
    scene = Scene(g, made)
    scene.add("รับขึ้นทะเบียนถึงชุมชน")
    scene.add("ฝึกวิทยากรชุมชน", "DSD", 40, measured=False)
    scene.split()
    return scene


def sent(g: Ground) -> Scene:
    """Return the same, sent to the three provinces."""
    scene = draft(g)
    scene.send()
    return scene
