"""The auditor knows of a classified policy without its words, and opens them with a reason; others do neither."""

import datetime as dt
import json

import pytest
from django.test import Client

from prasan.directory.actor import actor_for
from prasan.directory.models import Seat
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.registers.commands import RevealPolicy
from prasan.registers.models import Indicator, Policy

pytestmark = pytest.mark.django_db
REASON = "ตรวจสอบตามแผนปี 2569"


@pytest.fixture
def secret(g):
    """Give the policy of the ground a class and a background."""
    words = {"name_th": "ข้อความลับ", "short_th": "ย่อลับ", "why_th": "ความเป็นมาลับ"}
    Policy.objects.filter(pk=g.policy.pk).update(classification=1, headline=None, **words)
    for number, one in enumerate(Indicator.objects.filter(policy=g.policy)):
        Indicator.objects.filter(pk=one.pk).update(name_th=f"ตัวชี้วัดลับที่ {number}")
    return Policy.objects.get(pk=g.policy.pk)


@pytest.fixture
def auditor(g):
    person = g.person("admin")
    Seat.objects.filter(person=person).delete()
    seat = Seat.objects.create(person=person, office=g.offices["OPS"], role="auditor", start=dt.date(2020, 1, 1))
    return actor_for(seat)


@pytest.fixture
def client(g, auditor):
    found = Client()
    found.force_login(g.person("admin"), "allauth.account.auth_backends.AuthenticationBackend")
    return found


def text(answer):
    if answer["Content-Type"].startswith("application/json"):
        return json.dumps(answer.json(), ensure_ascii=False)
    return answer.content.decode()


def hidden_words(secret):
    names = list(Indicator.objects.filter(policy=secret).values_list("name_th", flat=True))
    assert names
    return ["ข้อความลับ", "ความเป็นมาลับ", *names]


def test_every_page_of_the_auditor_names_it_without_its_words(g, secret, client):
    record = f"/policies/{secret.pk}"
    for url in ("/policies", "/policies/sets/SET", record, f"/api/v1/policies/{secret.pk}", "/api/v1/policies"):
        page = text(client.get(url))
        assert "ปิดบังไว้ (ชั้นความลับ ลับ)" in page, url
        for words in hidden_words(secret):
            assert words not in page, (url, words)
    assert f"{record}/reveal" in text(client.get(record))
    for url in (f"{record}/edit", f"/policy/{secret.pk}", "/indicators/jobs"):
        assert client.get(url).status_code in {403, 404}, url


def test_a_reason_opens_the_words_for_this_seat_and_the_journal_keeps_it(g, secret, client, auditor):
    url = f"/policies/{secret.pk}/reveal"
    page = text(client.get(url))
    assert not [words for words in hidden_words(secret) if words in page]
    fields = ["name_th", "why_th", "indicators"]
    assert client.post(url, {"fields": fields, "reason": ""}).status_code == 400
    assert client.post(url, {"fields": fields, "reason": REASON}).status_code == 302
    answer = client.get(url)
    assert answer["Cache-Control"] == "no-store"
    assert not [words for words in hidden_words(secret) if words not in text(answer)]
    entry = Entry.objects.get(verb="registers.reveal_policy")
    assert (entry.reason, entry.classification, entry.person_id) == (REASON, 1, auditor.person_id)
    assert entry.changes == {"revealed": [None, sorted(fields)]}
    assert "ข้อความลับ" not in text(client.get(f"/policies/{secret.pk}"))


def test_nobody_else_reveals_and_an_open_policy_has_nothing_to_reveal(g, secret, auditor):
    told = {"target_id": secret.pk, "fields": ("name_th",), "reason": REASON}
    for who, status in (("officer", 404), ("minister", 403), ("owner", 403)):
        with pytest.raises(Refused) as refused:
            perform(g.actors[who], RevealPolicy(**told))
        assert refused.value.status == status
    Policy.objects.filter(pk=secret.pk).update(classification=0)
    with pytest.raises(RuleBroken):
        perform(auditor, RevealPolicy(**told))


def test_a_covered_copy_is_never_saved(secret, auditor):
    covered = secret.covered_for(auditor)
    with pytest.raises(TypeError):
        covered.save()
    assert Policy.objects.get(pk=secret.pk).name_th != covered.name_th
