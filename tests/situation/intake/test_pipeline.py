"""What the reader, the classifier and the linker say lands on the item; one that breaks holds nobody up."""

from __future__ import annotations

from prasan.platform.commands import SYSTEM, perform
from prasan.situation.intake import pipeline
from prasan.situation.intake.commands import HandIn, Receive
from prasan.situation.intake.pipeline import Judgement
from prasan.situation.models import Item

STORY = (
    "โรงงานสมมติแห่งหนึ่งในจังหวัดตรังประกาศเลิกจ้างลูกจ้าง 140 คน เนื่องจากคำสั่งซื้อลดลง "
    "สำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัดเข้าชี้แจงสิทธิเรื่องค่าชดเชยและเงินทดแทนการขาดรายได้ให้ลูกจ้างทุกคนแล้ว "
)


def test_an_item_is_read_judged_and_placed(w):
    perform(SYSTEM, HandIn(text=STORY))
    item = Item.objects.get()
    assert item.reader_version not in {"", "-"}
    assert "92" in list(item.places.values_list("area__code", flat=True))
    assert (item.is_relevant, item.types[:1]) == (True, ["layoff"])
    assert Item.objects.waiting().count() == 1


def test_a_reprint_waits_under_its_first_witness(w):
    perform(SYSTEM, HandIn(text=STORY * 3, title="เลิกจ้างที่ตรัง"))
    perform(SYSTEM, Receive(rows=[{"title": "เลิกจ้างที่ตรัง", "text": STORY * 3 + "\nที่มา: ข่าวสมมติ"}]))
    first, second = Item.objects.order_by("pk")
    assert (second.root_id, first.root_id) == (first.pk, None)
    assert list(Item.objects.waiting()) == [first]


def broken(item):
    raise RuntimeError("no reader understands this")


def test_a_stage_that_breaks_leaves_the_item_to_people(w, settings):
    settings.LISTEN_READER = "tests.situation.intake.test_pipeline.broken"
    perform(SYSTEM, HandIn(text=STORY))
    item = Item.objects.get()
    assert (item.is_relevant, item.reader_version) == (True, "-")
    assert pipeline.waiting() == []


def bins(item):
    return Judgement(relevant=False, score=0.1, version="t")


def test_one_in_a_hundred_of_the_binned_is_shown(w, settings):
    settings.LISTEN_READER = settings.LISTEN_LINKER = ""
    settings.LISTEN_CLASSIFIER = "tests.situation.intake.test_pipeline.bins"
    perform(SYSTEM, Receive(rows=[{"title": f"ข่าวสมมติ {n}", "text": f"เนื้อหาที่ {n}"} for n in range(900)]))
    assert Item.objects.waiting().count() == 0
    assert 1 <= Item.objects.filter(is_sampled=True).count() <= 25


def test_items_left_between_two_steps_are_taken_up(w, settings):
    settings.LISTEN_READER = settings.LISTEN_CLASSIFIER = ""
    perform(SYSTEM, HandIn(text=STORY))
    settings.LISTEN_READER = "prasan.packs.thailand.stages.read"
    assert pipeline.waiting() == [Item.objects.get().pk]
    pipeline.settle(pipeline.waiting())
    assert pipeline.waiting() == []
