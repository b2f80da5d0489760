"""One's own tokens: made and revoked by verbs, shown on one page, the secret once."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from prasan.connect.commands import MakeToken, RevokeToken
from prasan.connect.models import ApiToken
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry

FAULTS = [({"called": " "}, "called"), ({"days": 0}, "days"), ({"days": 367}, "days")]


@pytest.mark.parametrize(("told", "field"), FAULTS)
def test_a_token_needs_a_name_and_an_end(g, told, field):
    actor = g.world.actors[("plo", "lead")]
    with pytest.raises(RuleBroken) as caught:
        perform(actor, MakeToken(**{"called": "โปรแกรม", **told}))
    assert caught.value.field == field
    assert not ApiToken.objects.exists()


def test_secrets_differ(g):
    actor = g.world.actors[("plo", "lead")]
    made = [MakeToken(called="หนึ่ง") for _number in range(50)]
    for command in made:
        perform(actor, command)
    assert len({command.secret for command in made}) == 50
    assert ApiToken.objects.count() == 50


def test_nobody_revokes_anothers_token(g):
    g.token("plo", "lead")
    one = ApiToken.objects.get()
    with pytest.raises(Refused) as caught:
        perform(g.world.actors[("administrator", "ministry")], RevokeToken(target_id=one.pk))
    assert caught.value.status == 404


def test_the_page_makes_shows_once_and_revokes(g):
    caller = g.session("plo", "lead")
    assert "prasan_" not in caller.client.get("/account/tokens").content.decode().replace("prasan_csrf", "")
    response = caller.client.post("/account/tokens", {"called": "ระบบรายงานจังหวัด", "days": "90"})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    secret = re.search(r"<code>(prasan_[\w-]+)</code>", response.content.decode()).group(1)
    headers = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    assert Client().get("/api/v1/me", **headers).json()["by_token"] == "ระบบรายงานจังหวัด"
    again = caller.client.get("/account/tokens").content.decode()
    assert secret not in again
    assert "ระบบรายงานจังหวัด" in again
    one = ApiToken.objects.get()
    assert caller.client.post(f"/account/tokens/{one.pk}/revoke").status_code == 302
    assert Client().get("/api/v1/me", **headers).status_code == 401
    assert "เพิกถอนแล้ว" in caller.client.get("/account/tokens").content.decode()
    verbs = list(Entry.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["connect.make_token", "connect.revoke_token"]


def test_a_faulty_form_keeps_what_was_typed(g):
    caller = g.session("plo", "lead")
    response = caller.client.post("/account/tokens", {"called": "งานประจำ", "days": "9999", "writes": "on"})
    assert response.status_code == 409
    assert "งานประจำ" in response.content.decode()
    assert not ApiToken.objects.exists()


def test_anothers_tokens_are_not_on_the_page(g):
    g.token("agency-officer", "own")
    one = ApiToken.objects.get()
    caller = g.session("plo", "lead")
    assert "ทดสอบ" not in caller.client.get("/account/tokens").content.decode()
    assert caller.client.post(f"/account/tokens/{one.pk}/revoke").status_code == 404


def test_the_persons_menu_leads_to_tokens_settings_and_language(g):
    text = g.session("plo", "lead").client.get("/account/tokens").content.decode()
    assert 'href="/account/tokens" aria-current="page"' in text
    for wanted in ('href="/profile"', 'href="/seat"', 'action="/language"'):
        assert wanted in text
