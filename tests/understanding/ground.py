"""A policy of the small ministry, its brief with three items, and people who read it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from prasan.platform.commands import perform
from prasan.understanding import commands as c
from prasan.understanding.models import Brief
from tests.house import understanding_samples
from tests.house import world as house

ITEMS = (
    ("นับคนครั้งเดียว", "คนเดียวรับบริการสามครั้ง นับกี่คน", ["3", "1"], 1),
    ("นับเมื่อครบ 3 เดือน", "นับผู้มีงานทำเมื่อใด", ["วันแรก", "ครบ 3 เดือน", "จบการฝึก"], 1),
    ("จังหวัดเป็นแกนกลาง", "เรื่องที่ไม่มีผู้รับ ใครรับ", ["แรงงานจังหวัด", "กรม"], 0),
)


def build() -> SimpleNamespace:
    """Make the small ministry with a policy that DOE leads."""
    world = house.build()
    who = world.actors
    return SimpleNamespace(
        world=world, policy=understanding_samples.policy(world), owner=who["policy-owner", "ministry"],
        department=who["department-officer", "department"], plo=who["plo", "lead"], far_plo=who["plo", "far"],
        head=who["agency-head", "own"], officer=who["agency-officer", "own"], twin=who["agency-officer", "twin"],
        other=who["department-officer", "other-department"], minister=who["minister", "ministry"],
        partner=who["partner", "own"], administrator=who["administrator", "ministry"],
        auditor=who["auditor", "ministry"],
    )  # fmt: skip


def draft(m: Any, actor: Any = None, items: int = 3, **more: Any) -> Brief:
    """Write a brief and its items, by default of the policy's owner for the provinces, heads and officers."""
    told = {
        "policy_id": m.policy.pk, "aim": "ให้มีงานทำ", "people": "แรงงาน 500 คน", "work": "จังหวัดหาตำแหน่ง",
        "measure": "ผู้มีงานทำครบ 3 เดือน", "due": timezone.localdate() + dt.timedelta(days=10),
        "groups": ["provinces", "heads", "officers"],
    } | more  # fmt: skip
    made: Any = perform(actor or m.owner, c.AddBrief(values=told))
    for text, question, options, right in ITEMS[:items]:
        item = {"brief_id": made.pk, "text": text, "question": question, "options": options, "right": right}
        perform(actor or m.owner, c.AddItem(values=item))
    return Brief.objects.select_related("policy").get(pk=made.pk)


def issued(m: Any, **more: Any) -> Brief:
    """Write and issue it."""
    return perform(m.owner, c.Issue(target_id=draft(m, **more).pk))


def answer(m: Any, actor: Any, brief: Brief, *wrong: int, **more: Any) -> Any:
    """Answer every item of a brief, those of the numbers `wrong` wrongly."""
    choices = {
        item.pk: (item.right + 1) % len(item.options) if item.number in wrong else item.right
        for item in brief.items.all()
    }
    return perform(actor, c.Understand(brief_id=brief.pk, choices=choices, **more))
