"""Rows of a file of people that was stopped are emptied after their term; settled ones and young ones stay."""

import datetime as dt
import json

from prasan.registers.loading.expiry import KEPT, forget
from prasan.registers.models import Load, LoadRow
from tests.privacy.ground import MONDAY


def load(g, age, digest):
    made = Load.objects.create(
        office=g.offices["DOE-92"], name="a.csv", digest=digest, ground="public-task", notice_version="t/1",
        at=MONDAY - age, total=2,
    )  # fmt: skip
    told = json.dumps({"given_name": "นกขมิ้น"}, ensure_ascii=False)
    LoadRow.objects.create(load=made, n=1, row=1, told="", verdict="new")
    LoadRow.objects.create(load=made, n=2, row=2, told=told)
    return made


def test_rows_that_nobody_settled_are_emptied_once_and_the_file_may_come_again(g):
    old, young = load(g, KEPT + dt.timedelta(seconds=1), "a"), load(g, KEPT, "b")
    assert [forget(MONDAY), forget(MONDAY)] == [1, 0]
    settled, emptied = old.rows.order_by("n")
    assert (settled.verdict, settled.text) == ("new", "")
    assert (emptied.told, emptied.verdict) == ("", "refused")
    assert "30 วัน" in emptied.text
    assert "นกขมิ้น" in young.rows.get(n=2).told
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.digest, young.digest) == (f"forgotten-{old.pk}", "b")
    load(g, KEPT, "a")  # the same file of the same office is no second one
