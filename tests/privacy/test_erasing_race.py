"""Two at once: a case that is opened while its person is being erased waits, and is refused."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from prasan.referrals.models import Case
from prasan.registers.models import Worker
from prasan.registers.workers.erasing import empty
from tests.privacy import ground


@pytest.mark.django_db(transaction=True)
def test_a_case_that_is_opened_meanwhile_waits_and_is_refused():
    with ground.at(ground.MONDAY):
        g = ground.build()
        person = ground.worker(g)
    errors, locked, begun = [], threading.Event(), threading.Event()

    def open_case():
        locked.wait(20)
        begun.set()
        try:
            Case.objects.create(
                code="AB-CDEF", worker=person, office=g.offices["OPS-92"], area=g.areas["92"], need="x",
                opened_by_id=g.actors["counter"].seat_id, opened_at=ground.MONDAY,
            )  # fmt: skip
        except DatabaseError as error:
            errors.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=open_case)
    other.start()
    with transaction.atomic():
        list(Worker.objects.filter(pk=person.pk).select_for_update(of=("self",)))
        locked.set()
        begun.wait(20)
        other.join(0.5)
        assert other.is_alive()  # it waits for the end of this transaction
        empty([person.pk], ground.MONDAY)
    other.join(20)
    assert len(errors) == 1
    assert "erased" in str(errors[0])
    assert not Case.objects.exists()
