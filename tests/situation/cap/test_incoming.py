"""CAP messages from other centres: entries of a delivery, and an update joins the series of what it names."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import timezone

from prasan.kernel import cap
from prasan.kernel.feeds.entry import judged
from prasan.situation.cap import incoming
from prasan.situation.intake import raws, readers
from prasan.situation.intake.reasons import REASONS
from prasan.situation.models import Item, ReceivedAlert, Source
from tests.kernel.cap_strategies import thai_alert
from tests.kernel.test_cap import chain
from tests.situation.cap.ground import Ground


@pytest.fixture
def g(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Ground()


def read(raw):
    return readers.read(Source.Kind.ALERT, readers.Delivery(raw, timezone.now()))


def test_a_message_is_an_entry_and_one_that_is_none_says_why():
    [one] = read(cap.write(thai_alert())).entries
    assert (one.title, one.fault) == ("ระวังนายหน้าเถื่อน", "")
    assert "จังหวัดตรัง" in one.text
    assert read(b"<!DOCTYPE a><a/>").fault == "cap-dtd"
    ack = thai_alert(kind=cap.Kind.ACK, references=(thai_alert().key,))
    assert read(cap.write(ack)).entries[0].fault == "cap-not-news"
    update = thai_alert(identifier="b", kind=cap.Kind.UPDATE, references=(thai_alert().key,))
    assert read(cap.write(update)).entries[0].identity() != one.identity()


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_updates_join_the_series_in_whatever_order_they_come(g, order):
    source = Source.objects.create(code="c", kind="alert", name_th="ศูนย์เตือนภัย", office=g.offices["OPS"])
    made = {}
    for n in order:
        raw = cap.write(chain()[n])
        sha = raws.keep(raw)
        row = raws.row(sha, len(raw))
        [entry] = judged([incoming.entry(chain()[n])]).entries
        made[n] = Item.objects.create(
            source=source, identity=entry.identity(), title=entry.title, text=entry.text, raw=row,
            received_at=timezone.now(),
        )  # fmt: skip
        assert incoming.keep([made[n]]) == 1
    for one in made.values():
        one.refresh_from_db()
    assert [made[n].series_id for n in range(4)] == [None, *[made[0].pk] * 3]
    assert [made[n].cap.replaced for n in range(4)] == [True, True, True, False]
    assert not any(one.cap.is_in_force for one in made.values())
    assert made[3].title.startswith("[ยกเลิก]")


def test_every_refusal_of_a_message_has_its_words():
    folder = Path(cap.__file__).parent
    codes = {code for file in folder.glob("*.py") for code in re.findall(r'CapError\("([^"]+)"', file.read_text())}
    assert len(codes) > 15
    assert {f"cap-{code}"[:20] for code in codes | {"not-news"}} <= set(REASONS)


def kept(g, message, title=None):
    source, _new = Source.objects.get_or_create(
        code="tmd", defaults={"kind": "alert", "name_th": "ศูนย์เตือนภัย", "office": g.offices["OPS"]}
    )
    raw = cap.write(message)
    row = raws.row(raws.keep(raw), len(raw))
    [entry] = judged([incoming.entry(message)]).entries
    item = Item.objects.create(
        source=source, identity=entry.identity(), title=title or entry.title, text=entry.text, raw=row,
        received_at=timezone.now(), reading={},
    )  # fmt: skip
    assert incoming.keep([item]) == 1
    return item


def test_what_holds_now_is_on_the_page_of_notices_and_in_the_api(g):
    message = chain()[0]
    item = kept(g, message, "แจ้งเตือนน้ำหลาก โทร. 081-234-5678")
    ReceivedAlert.objects.update(expires=timezone.now() + dt.timedelta(hours=3), severity="severe")
    page = g.client("duty").get("/situation/alerts").content.decode()
    for words in ("รับจากหน่วยงานอื่น", f"/situation/items/{item.pk}", "รุนแรง"):
        assert words in page
    told = g.client("duty").get("/api/v1/situation/alerts/received?in_force=true").json()["items"]
    assert [(one["item"], one["source"], one["identifier"], one["in_force"]) for one in told] == [
        (item.pk, "tmd", message.identifier, True)
    ]
    assert "081-234-5678" not in page + told[0]["title"]
    ReceivedAlert.objects.update(expires=timezone.now() - dt.timedelta(minutes=1))
    assert "รับจากหน่วยงานอื่น" not in g.client("duty").get("/situation/alerts").content.decode()
    assert g.client("duty").get("/api/v1/situation/alerts/received?in_force=true").json()["items"] == []
    assert len(g.client("duty").get("/api/v1/situation/alerts/received").json()["items"]) == 1
