"""Requests that an indicator does not apply stand in the decider's work, and are told when asked and when decided."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prasan.desk import listeners  # noqa: F401 - registers them
from prasan.desk.pages.exemption_tasks import SHOWN, exemption_tasks
from prasan.directory.models import Person
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.models import FailedEvent
from prasan.platform.notices.models import Notice
from prasan.progress.exemptions.commands import can_decide
from prasan.progress.exemptions.queries import to_decide
from prasan.progress.models import Exemption
from prasan.registers.models import Target
from tests.progress import ground
from tests.progress.test_exemptions import ask, decide

ROLES = ["officer", "plo", "minister", "owner", "department", "foreign-department"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def g(db):
    return ground.build()


def unread(kind):
    """Bring what happened to the listener; return who has a notice of a kind that still asks something."""
    number()
    dispatch([LISTENERS["desk.exemption-notices"]])
    assert not FailedEvent.objects.exists()
    rows = Notice.objects.filter(kind=kind, read=None).values_list("person_id", flat=True)
    return set(Person.objects.filter(pk__in=rows).values_list("username", flat=True))


def test_those_have_the_task_who_may_decide(g):
    one = ask(g)
    ask(g, who="officer", code="visits")
    for who in ROLES:
        actor = g.actors[who]
        mine = [each for each in Exemption.objects.visible_to(actor).waiting() if can_decide(actor, each) is None]
        assert {each.pk for each in to_decide(actor)} == {each.pk for each in mine}, who
    assert [each.pk for each in to_decide(g.actors["owner"])][:1] == [one.pk]
    assert len(to_decide(g.actors["department"])) == 2
    task = exemption_tasks(g.actors["owner"])[0]
    assert "jobs" in task["what"]
    assert "ตรัง" in task["what"]
    assert task["why"] == "จังหวัดไม่มีชายแดน"
    decide(g, one, accept=True)
    assert len(exemption_tasks(g.actors["owner"])) == 1


def test_anothers_policy_is_no_task_of_an_owner(g):
    ask(g)
    g.policy.owner_id = g.actors["minister"].person_id
    g.policy.save()
    assert to_decide(g.actors["owner"]) == []
    g.policy.owner_id = g.actors["owner"].person_id
    g.policy.save()
    assert len(to_decide(g.actors["owner"])) == 1


def test_it_costs_one_query_for_who_decides_and_none_for_the_others(g):
    ask(g)
    for who, most in (("owner", 1), ("department", 1), ("officer", 0), ("plo", 0), ("minister", 0)):
        with CaptureQueriesContext(connection) as asked:
            exemption_tasks(g.actors[who])
        assert len(asked) == most, who


def test_many_stand_together(g):
    rows = list(Target.objects.filter(fiscal_year__lte=g.period // 100 + 1)[: SHOWN + 2])
    Exemption.objects.bulk_create(Exemption(target=one, office=g.offices["DOE-92"], reason="x") for one in rows)
    found = exemption_tasks(g.actors["owner"])
    assert len(found) == SHOWN + 1
    assert "2" in found[-1]["what"]


def test_the_task_stands_in_my_work_and_leads_to_the_request(g):
    one = ask(g)
    client = Client()
    client.force_login(Person.objects.get(username="owner"), BACKEND)
    page = client.get("/work").content.decode()
    assert f'href="/reports/exemptions#exemption-{one.pk}"' in page
    assert f'id="exemption-{one.pk}"' in client.get("/reports/exemptions").content.decode()


def test_the_decider_is_told_and_the_asker_hears_the_outcome(g):
    one = ask(g)
    assert unread("exemptions.asked") == {"owner", "other-owner", "department"}  # the policy has no owner
    assert unread("exemptions.decided") == set()
    decide(g, one, who="department", accept=False, answer="มีด่าน")
    assert unread("exemptions.asked") == set()
    assert unread("exemptions.decided") == {"officer"}
    notice = Notice.objects.get(kind="exemptions.decided")
    assert notice.url == f"/reports/exemptions#exemption-{one.pk}"


def test_what_was_decided_meanwhile_is_asked_of_nobody(g):
    decide(g, ask(g), accept=True)
    assert unread("exemptions.asked") == set()
    assert Notice.objects.filter(kind="exemptions.asked").count() == 0
    assert unread("exemptions.decided") == {"officer"}
