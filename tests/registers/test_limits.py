"""The limit from which an indicator's figures warn: who sets it, what it may say, pages and API."""

import pytest
from django.test import Client

from prasan.directory.models import Person
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.registers.commands import ChangeIndicator, DropWarningLimit, SetWarningLimit
from prasan.registers.models import WarningLimit
from tests.progress.ground import Ground

pytestmark = pytest.mark.django_db


def limit(g: Ground, who: str = "owner", **told: object) -> WarningLimit:
    return perform(g.actors[who], SetWarningLimit(indicator_id=g.indicators["jobs"].pk, **told))


def test_the_owner_of_the_policy_sets_changes_and_drops_it(g):
    first = limit(g, above=500)
    assert (first.value, first.hold, first.clear) == (500, 1, 5)
    again = limit(g, below=20, hold=2, clear=10)
    assert again.pk == first.pk
    assert (again.rule.below, again.rule.above, again.rule.hold, again.rule.clear) == (20.0, None, 2, 0.1)
    perform(g.actors["owner"], DropWarningLimit(indicator_id=g.indicators["jobs"].pk))
    assert not WarningLimit.objects.exists()
    told = Entry.objects.filter(model="registers.warninglimit").order_by("-pk").first()
    assert told.changes["below"] == [20, None]
    with pytest.raises(RuleBroken):
        perform(g.actors["owner"], DropWarningLimit(indicator_id=g.indicators["jobs"].pk))


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"above": 1, "below": 1},
        {"above": 10**16},
        {"above": -5},
        {"below": -1},
        {"above": 0},
        {"above": 1, "hold": 0},
        {"above": 1, "clear": 101},
    ],
)
def test_a_limit_says_one_thing(g, told):
    with pytest.raises(RuleBroken):
        limit(g, **told)
    assert not WarningLimit.objects.exists()


def test_others_do_not_set_it(g):
    for who in ("plo", "officer", "department", "duty"):
        with pytest.raises(Refused):
            limit(g, who, above=5)


def test_more_decimals_write_the_limit_anew(g):
    limit(g, above=500)
    perform(g.actors["owner"], ChangeIndicator(target_id=g.indicators["jobs"].pk, values={"decimals": 2}))
    assert WarningLimit.objects.get().above == 50_000


@pytest.mark.parametrize(
    ("typed", "says"),
    [("มาก", "ไม่ใช่ตัวเลข"), ("9" * 20, "ใหญ่เกิน"), ("๑๒.๓๔๕", "ทศนิยม"), ("-5", "ติดลบ"), ("0", "มากกว่า 0")],
)
def test_the_page_says_what_is_wrong_with_a_limit_and_keeps_it(g, typed, says):
    """A reason of its own for each: a number that is too large was read well enough."""
    client = Client()
    client.force_login(Person.objects.get(username="owner"), "allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/indicators/jobs/warning", {"side": "above", "value": typed, "hold": "1", "clear": "5"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text.split('class="field-error"')[1][:400]
    assert f'value="{typed}"' in text
    assert not WarningLimit.objects.exists()
