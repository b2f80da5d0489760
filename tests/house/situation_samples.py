"""One subject for every verb of the situation: an event of Trang whose owner is DOE-92."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.situation.models import Alarm, Event, EventTask, Item, ModelVersion, Operation, Source
from tests.house.rights import Sample
from tests.house.world import World


def news_source(world: World) -> Source:
    if "news_source" not in world.extra:
        world.extra["news_source"] = Source.objects.create(
            code="feed", kind="rss", name_th="แหล่งข่าว", office=world.offices["OPS"]
        )
    found: Source = world.extra["news_source"]
    return found


def news_item(world: World) -> Item:
    if "news_item" not in world.extra:
        world.extra["news_item"] = Item.objects.create(
            source=news_source(world),
            identity="0" * 64,
            title="โรงงานเลิกจ้าง",
            text="โรงงานเลิกจ้าง",
            received_at=timezone.now(),
        )
    found: Item = world.extra["news_item"]
    return found


def event(world: World) -> Event:
    if "event" not in world.extra:
        world.extra["event"] = Event.objects.create(
            number=1, year=2569, title="เลิกจ้าง", type="layoff", area=world.areas["92"], owner=world.offices["DOE-92"]
        )
    found: Event = world.extra["event"]
    return found


def event_task(world: World) -> EventTask:
    if "event_task" not in world.extra:
        now = timezone.now()
        world.extra["event_task"] = EventTask.objects.create(
            event=event(world),
            office=world.offices["DOE-92"],
            text="สำรวจ",
            given_at=now,
            due=now + dt.timedelta(hours=7),
        )
    found: EventTask = world.extra["event_task"]
    return found


def operation(world: World) -> Operation:
    if "operation" not in world.extra:
        world.extra["operation"] = Operation.objects.create(kind="link", event=event(world), values={"opens": True})
    found: Operation = world.extra["operation"]
    return found


def alarm(world: World) -> Alarm:
    if "alarm" not in world.extra:
        day = dt.date(2026, 2, 25)
        numbers = {"method": "c2", "score": 4.0, "strength": 1.6, "observed": 9, "expected": 1}
        world.extra["alarm"] = Alarm.objects.create(
            type="layoff", area=world.areas["92"], first=day, last=day, day=day, as_of=day, **numbers,
            series=[[day.isoformat(), 9, 12, False, False, 1.0, 1.0, ["c2"]]],
        )  # fmt: skip
    found: Alarm = world.extra["alarm"]
    return found


SITUATION: dict[str, Sample] = {
    "situation.add_task": event,
    "situation.assess": event,
    "situation.bin_item": news_item,
    "situation.close": event,
    "situation.copy_plan": event,
    "situation.correct_item": news_item,
    "situation.count_heads": event,
    "situation.do_task": event_task,
    "situation.edit_event": event,
    "situation.grade_source": news_source,
    "situation.keep_trained": lambda world: ModelVersion(version="new"),
    "situation.link": event,
    "situation.link_alarm": alarm,
    "situation.link_other": event,
    "situation.list_people": event,
    "situation.look_at_alarm": alarm,
    "situation.merge": event,
    "situation.open_event": lambda world: Event(area=world.areas["92"]),
    "situation.promote_model": lambda world: ModelVersion(version="new"),
    "situation.raise_alarm": alarm,
    "situation.refute": event,
    "situation.renew_alarm": alarm,
    "situation.reopen": event,
    "situation.reopen_alarm": alarm,
    "situation.reopen_task": event_task,
    "situation.respond": event,
    "situation.retrain": lambda world: ModelVersion(version="new"),
    "situation.roll_back_model": lambda world: ModelVersion(version="new"),
    "situation.save_plan": event,
    "situation.set_alarm_aside": alarm,
    "situation.split": event,
    "situation.take_back": news_item,
    "situation.undo": operation,
    "situation.unlink": event,
    "situation.unlink_other": event,
    "situation.verify": event,
    "situation.watch": event,
}
