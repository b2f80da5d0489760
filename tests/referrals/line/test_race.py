"""Two accounts send one code at once: one has it."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from prasan.referrals.models import LineCode, LineEvent
from prasan.registers.models import Worker
from tests.referrals import ground
from tests.referrals.line.conftest import ACCOUNT, OTHER, code_of, event, opened, person, post


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_one_code_at_once_one_has_it(fake):
    g = ground.build()
    one = person(g)
    client = opened(g, ground.case(g, person=one))
    for _round in range(3):
        code, start, ends = code_of(client), threading.Barrier(4), []

        def send(account, key, code=code, start=start, ends=ends):
            start.wait()
            ends.append(post(event(text=code, account=account, key=key)).status_code)
            connection.close()

        told = [(ACCOUNT, f"a{_round}"), (OTHER, f"b{_round}"), (ACCOUNT, f"a{_round}"), (OTHER, f"b{_round}")]
        some = [threading.Thread(target=send, args=each) for each in told]
        for thread in some:
            thread.start()
        for thread in some:
            thread.join()
        assert ends == [200] * 4
        answers = sorted(LineEvent.objects.filter(event_id__endswith=str(_round)).values_list("answer", flat=True))
        assert answers == ["linked", "wrong"]
        (winner,) = LineEvent.objects.filter(event_id__endswith=str(_round), answer="linked")
        one.refresh_from_db()
        assert one.line_id == (ACCOUNT if winner.event_id.startswith("a") else OTHER)
        assert not LineCode.objects.exists()
    assert Worker.objects.exclude(line_key="").count() == 1
