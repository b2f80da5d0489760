"""One subject for every verb of one understanding: a policy without an owner that DOE leads."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.registers.models import Policy, PolicySet
from prasan.understanding.models import Brief, Item, Question, Reading
from tests.house.rights import Sample
from tests.house.world import World


def policy(world: World) -> Policy:
    """One that DOE leads and nobody owns."""
    if "understood_policy" not in world.extra:
        policy_set = PolicySet.objects.create(
            code="understood", name_th="ชุดนโยบาย", giver_th="รัฐมนตรี", fiscal_year=2571, version=9,
            given_on=timezone.localdate(),
        )  # fmt: skip
        world.extra["understood_policy"] = Policy.objects.create(
            policy_set=policy_set, axis="agenda", number=1, name_th="มีงานทำ", short_th="มีงานทำ", lead_id="DOE"
        )
    found: Policy = world.extra["understood_policy"]
    return found


def new_brief(world: World, **more: Any) -> Brief:
    """A draft that is not saved."""
    due = timezone.localdate() + dt.timedelta(days=30)
    return Brief(
        policy=policy(world), aim="ให้มีงานทำ", people="แรงงานนอกระบบ 500 คน", work="จังหวัดหาตำแหน่งงาน", measure="ผู้มีงานทำ",
        due=due, groups=["provinces", "heads", "officers"], **more,
    )  # fmt: skip


def brief(world: World) -> Brief:
    """An issued one."""
    if "understanding_brief" not in world.extra:
        made = new_brief(world, state="issued", issued_at=timezone.now())
        made.save()
        world.extra["understanding_brief"] = made
    found: Brief = world.extra["understanding_brief"]
    return found


def item(world: World) -> Item:
    """Its one thing to understand."""
    if "brief_item" not in world.extra:
        world.extra["brief_item"] = Item.objects.create(
            brief=brief(world), number=1, key="k1", text="นับผู้มีงานทำเกิน 3 เดือน", question="นับเมื่อใด",
            options=["วันแรก", "ครบ 3 เดือน"], right=1,
        )  # fmt: skip
    found: Item = world.extra["brief_item"]
    return found


def question(world: World) -> Question:
    """What DOE-92 asked."""
    if "policy_question" not in world.extra:
        world.extra["policy_question"] = Question.objects.create(
            policy=policy(world), text="นับแรงงานต่างด้าวหรือไม่", office=world.offices["DOE-92"], asked_at=timezone.now()
        )
    found: Question = world.extra["policy_question"]
    return found


def reading(world: World) -> Reading:
    """One of a person of DOE-92: nobody of the matrix reads in another's stead."""
    return Reading(brief=brief(world), person=world.person, office=world.offices["DOE-92"], read_at=timezone.now())


def shown(world: World) -> dict[str, Any]:
    """The values in addresses of the room's pages."""
    return {
        "understanding_brief": brief(world).pk, "brief_item": item(world).pk, "policy_question": question(world).pk,
        "brief_act": "issue",
    }  # fmt: skip


UNDERSTANDING: dict[str, Sample] = {
    "understanding.add_brief": new_brief,
    "understanding.renew": new_brief,
    "understanding.change_brief": brief,
    "understanding.issue": brief,
    "understanding.withdraw": brief,
    "understanding.add_item": lambda world: Item(brief=brief(world)),
    "understanding.change_item": item,
    "understanding.drop_item": item,
    "understanding.understand": reading,
    "understanding.ask_owner": lambda world: Question(policy=policy(world), office=world.offices["DOE-92"]),
    "understanding.reply": question,
    "understanding.join": question,
}
