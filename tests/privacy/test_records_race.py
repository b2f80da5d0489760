"""Two at once: of two records that speak for one table the second waits, sees the first, and is refused."""

import threading

import pytest
from django.db import connection, transaction

from prasan.platform.commands import RuleBroken, perform
from prasan.privacy import commands as c
from prasan.privacy.commands.records import TOLD
from prasan.privacy.models import ProcessingRecord
from tests.privacy import ground


def command(g, code):
    told = dict.fromkeys(TOLD, "-") | {"basis": "consent", "covers": ["registers.worker"]}
    return c.AddRecord(code=code, told=told | {"owner": g.offices["DOE-92"].code})


@pytest.mark.django_db(transaction=True)
def test_of_two_that_speak_for_one_table_one_is_refused():
    with ground.at(ground.MONDAY):
        g = ground.build()
        errors, begun = [], threading.Event()

        def second():
            begun.set()
            try:
                perform(g.actors["dpo"], command(g, "second"))
            except RuleBroken as broken:
                errors.append(broken)
            finally:
                connection.close()

        other = threading.Thread(target=second)
        with transaction.atomic():
            perform(g.actors["dpo"], command(g, "first"))
            other.start()
            begun.wait(20)
            other.join(0.5)
            assert other.is_alive()  # it waits for the end of this transaction
        other.join(20)
    assert [one.field for one in errors] == ["covers"]
    assert list(ProcessingRecord.objects.values_list("code", flat=True)) == ["first"]
