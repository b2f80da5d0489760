"""The ledger balances after kill -9 anywhere, under a site that misbehaves at every request."""

from __future__ import annotations

import pytest

from prasan.directory.models import Area, Office
from tests.situation.intake import faults


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_and_the_ledger_balances_whenever_the_process_dies(settings):
    settings.LISTEN_READER = settings.LISTEN_CLASSIFIER = ""  # the ledger is tried here, not the reader
    nation = Area.objects.create(id=1, last=999_999, code="TH", kind="nation", name_th="ไทย", name_en="Thailand")
    office = Office.objects.create(code="OPS", kind="ministry", area=nation, name_th="สป.")
    found = faults.run(faults.feed(office, "trial"), 500, seed=7)
    assert found.wrong == []
    assert found.deaths >= found.rounds // 3
    assert found.interrupted > 0
    assert found.fates["received"] == found.fates["stored"] + found.fates["duplicate"] + found.fates["refused"]
    assert found.fates["stored"] == 500
