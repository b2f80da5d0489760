"""Pages about two entries of one person: found in scope, side by side and masked, merged, undone, told apart."""

import threading

import pytest
from django.db import close_old_connections, connection
from django.test import Client

from prasan.platform.commands import RuleBroken, perform
from prasan.referrals.commands import OpenCase
from prasan.registers.commands import ChangeWorker, MergeWorkers, RegisterWorker
from prasan.registers.commands.worker_checks import look_for
from prasan.registers.models import Merge, Worker
from prasan.registers.workers.search import rekeyed
from tests.progress import ground
from tests.registers.workers.people import make, thai_id


def browser(g, who):
    found = Client()
    found.force_login(g.person(who), "allauth.account.auth_backends.AuthenticationBackend")
    return found


@pytest.fixture
def two(g):
    number = thai_id()
    told = {"id_kind": "thai", "id_number": number, "birth_year": 1980}
    both = [
        make(g.offices["DOE-92"], phone="0812345678", **told),
        make(g.offices["DOE-92"], given_name="สมหมัย", **told),
    ]
    for one in [*both, make(g.offices["OPS-80"], **told)]:
        Worker.objects.filter(pk=one.pk).update(**rekeyed(one))
    return both


@pytest.mark.django_db
def test_two_entries_are_compared_merged_and_taken_apart_by_page(g, two):
    one, other = two
    officer = browser(g, "officer")
    page = officer.get(f"/workers/{one.pk}/twins").content.decode()
    assert f"/workers/{one.pk}/compare/{other.pk}" in page
    assert page.count("/compare/") == 1  # the third is known to another province alone
    page = officer.get(f"/workers/{one.pk}/compare/{other.pk}").content.decode()
    assert "สมหมัย" in page
    assert one.id_number not in page
    assert "0812345678" not in page
    assert browser(g, "far-plo").get(f"/workers/{one.pk}/compare/{other.pk}").status_code == 404
    assert officer.get(f"/workers/{one.pk}/compare/{one.pk}").status_code == 404
    assert officer.post(f"/workers/{one.pk}/merge/{other.pk}")["Location"] == f"/workers/{one.pk}"
    merge = Merge.objects.get()
    assert f"/workers/merges/{merge.pk}" in officer.get(f"/workers/{one.pk}").content.decode()
    perform(g.actors["officer"], ChangeWorker(target_id=one.pk, told={"occupation": "9"}))
    assert 'name="whose"' in officer.get(f"/workers/merges/{merge.pk}").content.decode()
    assert officer.post(f"/workers/merges/{merge.pk}/undo").status_code == 409
    assert officer.post(f"/workers/merges/{merge.pk}/undo", {"whose": "gone"}).status_code == 302
    assert Worker.objects.get(pk=other.pk).occupation == "9"
    assert officer.get(f"/workers/merges/{merge.pk}").status_code == 404
    assert officer.post(f"/workers/{one.pk}/apart/{other.pk}").status_code == 302
    assert "/compare/" not in officer.get(f"/workers/{one.pk}/twins").content.decode()


@pytest.mark.django_db
def test_a_case_of_a_merged_number_is_of_the_entry_that_was_kept(g, two):
    one, other = two
    officer = g.actors["officer"]
    perform(officer, MergeWorkers(kept_id=one.pk, gone_id=other.pk))
    assert perform(officer, OpenCase(worker_id=other.pk, need="ขอคำปรึกษา")).worker_id == one.pk
    with pytest.raises(RuleBroken):
        perform(g.actors["neighbour"], OpenCase(worker_id=other.pk, need="ขอคำปรึกษา"))


@pytest.mark.django_db
def test_a_masked_value_is_emptied_where_that_is_ticked(g, two):
    officer, one = browser(g, "officer"), two[0]
    address = f"/workers/{one.pk}/change"
    page = officer.get(address).content.decode()
    assert 'name="empty_id_number"' in page
    assert 'name="empty_contact"' not in page
    told = {"given_name": "สมหมาย", "family_name": "ทองดี", "title": "นาย", "id_kind": "thai", "nationality": "TH",
            "channel": "none"}  # fmt: skip
    assert officer.post(address, told).status_code == 302
    assert Worker.objects.get(pk=one.pk).id_number == one.id_number
    assert officer.post(address, told | {"empty_id_number": "on", "empty_phone": "on"}).status_code == 302
    now = Worker.objects.get(pk=one.pk)
    assert (now.id_kind, now.id_number, now.phone) == ("none", "", "")
    assert not now.id_key


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_the_same_number_at_once_the_second_is_told():
    g = ground.build()
    number, ready, ended = thai_id(), threading.Barrier(2, timeout=60), []
    looks = {who: look_for(g.actors[who], _told(number, n)) for n, who in enumerate(("officer", "plo"))}

    def enter(n, who):
        try:
            ready.wait()
            command = RegisterWorker(told=_told(number, n), check_id=looks[who].target_id, notice_version="1")
            perform(g.actors[who], command)
            ended.append("entered")
        except RuleBroken as broken:
            ended.append(broken.field)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=enter, args=pair) for pair in enumerate(("officer", "plo"))]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=120)
    assert sorted(ended) == ["check", "entered"]
    assert Worker.objects.count() == 1


def _told(number, n):
    return {"given_name": ("สมหมาย", "อรุณี")[n], "family_name": "ทองดี", "id_number": number}
