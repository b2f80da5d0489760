"""An event opened at the listening desk reaches the wall, the province's board and the hand-over sheet."""

from __future__ import annotations

from django.utils import timezone

from prasan.directory.models import Area, Office
from prasan.platform.commands import perform
from prasan.situation.events.commands import OpenEvent
from prasan.situation.models import Item, ItemPlace, Source
from prasan.situation.watch.sheet import hand_over_sheet

TITLE = "โรงงานเซรามิกปิดกิจการ ลูกจ้าง 80 คนรวมตัว"


def test_an_event_reaches_wall_board_and_sheet(sign_in, actor):
    duty = actor("duty-1")
    trang = Area.objects.get(code="92")
    centre = Office.objects.get(code="CENTRE")
    source = Source.objects.create(code="reach", kind="paste", name_th="ข้อความ", office=centre)
    item = Item.objects.create(source=source, identity="1", title=TITLE, received_at=timezone.now(), office=centre)
    ItemPlace.objects.create(item=item, area=trang)
    wall, board = sign_in("minister"), sign_in("plo-92")
    assert TITLE not in wall.get("/wall").content.decode()
    assert TITLE in board.get("/province/92/board").content.decode()  # it waits among the news
    values = {"title": TITLE, "type": "closure", "area_id": trang.pk}
    event = perform(duty, OpenEvent(values=values, items=[item.pk]))
    assert TITLE in wall.get("/wall/part").content.decode()
    page = board.get("/province/92/board").content.decode()
    assert event.code in page
    assert TITLE in page[page.index('id="board-events"') : page.index('id="board-tasks"')]
    assert event.code in [row["code"] for row in hand_over_sheet(duty, centre)["events"]["rows"]]
