"""What machines read: the index, RSS, GeoJSON, single messages; who may; 304; and the pages, the API, the commands."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from prasan.config.cli import build_parser
from prasan.connect.commands import MakeFeed, MakeToken
from prasan.kernel import cap
from prasan.platform.commands import perform
from prasan.situation.cap.cli import COMMANDS
from prasan.situation.models import Alert
from tests.situation.cap.ground import WORDS, Ground

FEEDS = ["/situation/alerts.xml", "/situation/alerts.rss", "/situation/alerts.geojson"]


@pytest.fixture
def g(db):
    return Ground()


@pytest.fixture
def anyone(settings):
    settings.PUBLIC_NOTICES = True
    return Client()


def test_the_index_leads_to_each_message_of_a_chain(g, anyone):
    g.told()
    g.told(kind="update", headline_th="ข่าวล่าสุด")
    answer = anyone.get(FEEDS[0])
    assert answer["Content-Type"].startswith("application/atom+xml")
    found = feedparser.parse(answer.content)
    assert not found.bozo
    assert [one.title for one in found.entries] == ["[ปรับปรุง] ข่าวล่าสุด", WORDS["headline_th"]]
    assert len({one.id for one in found.entries}) == 2
    messages = [cap.read(anyone.get(one.links[0].href).content) for one in found.entries]
    assert messages[0].references == (messages[1].key,)
    assert found.entries[0].id.endswith(messages[0].identifier)
    assert b"<cap:severity>Severe</cap:severity>" in answer.content
    assert anyone.get(found.entries[0].links[0].href)["Content-Type"] == "application/cap+xml"


def test_rss_gives_the_last_word_about_each_event(g, anyone):
    g.told()
    g.told(kind="cancel", headline_th="จบแล้ว")
    g.told(event=g.new_event(2))
    found = feedparser.parse(anyone.get(FEEDS[1]).content)
    assert not found.bozo
    assert found.version == "rss20"
    assert {one.title for one in found.entries} == {WORDS["headline_th"], "[ยกเลิก] จบแล้ว"}
    assert found.entries[0].published_parsed


def test_geojson_shows_what_holds_now(g, anyone):
    g.told()
    other = g.told(event=g.new_event(2, latitude=None, longitude=None))
    g.told(event=g.new_event(3))
    g.told(event=Alert.objects.latest("pk").event, kind="cancel")
    answer = anyone.get(FEEDS[2])
    assert answer["Content-Type"] == "application/geo+json"
    found = json.loads(answer.content)
    assert found["type"] == "FeatureCollection"
    places = {one["id"]: one["geometry"] for one in found["features"]}
    assert places == {"2569-1": {"type": "Point", "coordinates": [99.61, 7.55]}, "2569-2": None}
    Alert.objects.filter(pk=other.pk).update(expires=timezone.now())
    assert len(json.loads(anyone.get(FEEDS[2]).content)["features"]) == 1


@pytest.mark.parametrize("more", [{"is_public": False}, {"classification": 2}])
def test_what_is_public_no_more_leaves_every_feed(g, anyone, more):
    one = g.told()
    for name, value in more.items():
        setattr(g.event, name, value)
    g.event.save()
    for address in FEEDS:
        assert one.identifier not in anyone.get(address).content.decode()
    assert anyone.get(f"/situation/alerts/{one.pk}.cap").status_code == 404


def test_drafts_are_in_no_feed(g, anyone):
    one = g.draft()
    for address in FEEDS:
        assert WORDS["headline_th"] not in anyone.get(address).content.decode()
    assert anyone.get(f"/situation/alerts/{one.pk}.cap").status_code == 404


@pytest.mark.parametrize("address", FEEDS)
def test_a_reader_that_has_it_is_told_so(g, anyone, address):
    g.told()
    first = anyone.get(address)
    assert first["Cache-Control"] == "public, max-age=60"
    assert anyone.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    g.told(event=g.new_event(2), headline_th="อีกเรื่อง")
    assert anyone.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_language_of_a_reader_changes_nothing(g, anyone):
    g.told()
    thai, english = (anyone.get(FEEDS[0], headers={"Accept-Language": code}).content for code in ("th", "en"))
    assert thai == english


def test_without_the_setting_a_caller_signs_in_or_brings_a_token(g):
    one = g.told()
    addresses = [*FEEDS, f"/situation/alerts/{one.pk}.cap"]
    assert {Client().get(address).status_code for address in addresses} == {403}
    assert {g.client("far-plo").get(address).status_code for address in addresses} == {200}
    command = MakeToken(called="x", days=30)
    perform(g.actors["plo"], command)
    head = {"Authorization": f"Bearer {command.secret}"}
    message = Client().get(f"/api/v1/situation/alerts/{one.pk}/message", headers=head)
    assert (message.content.decode(), message["Content-Type"]) == (one.document, cap.MEDIA_TYPE)
    draft = g.draft(event=g.new_event(2))
    assert Client().get(f"/api/v1/situation/alerts/{draft.pk}/message", headers=head).status_code == 404


def test_a_secret_address_opens_the_notices_and_their_messages(g):
    one = g.told()
    command = MakeFeed(width="mine")
    perform(g.actors["plo"], command)
    base = f"/feeds/key/{command.secret}/alerts"
    for ending in ("xml", "rss", "geojson"):
        body = Client().get(f"{base}.{ending}").content.decode()
        assert f"{base}/{one.pk}.cap" in body
    assert Client().get(f"{base}/{one.pk}.cap").content.decode() == one.document
    for address in (f"{base}.pdf", "/feeds/key/wrong/alerts.xml", f"/feeds/key/wrong/alerts/{one.pk}.cap"):
        assert Client().get(address).status_code == 404


def test_an_empty_feed_is_a_feed(g, anyone):
    for address in FEEDS[:2]:
        body = anyone.get(address).content
        assert not feedparser.parse(body).bozo
        etree.fromstring(body)
    assert json.loads(anyone.get(FEEDS[2]).content)["features"] == []


@pytest.fixture
def typed():
    day = timezone.localdate() + dt.timedelta(days=5)
    return WORDS | {"expires": f"{day.isoformat()} 18.00"}


def test_from_the_form_to_everybody(g, typed, anyone):
    duty, voice = g.client("duty"), g.client("voice")
    page = f"/situation/alerts/new/{g.event.pk}"
    assert "หลอกลวงคนหางาน" in duty.get(page).content.decode()
    answer = duty.post(page, typed | {"expires": "เมื่อไรก็ได้"})
    assert answer.status_code == 409
    assert WORDS["headline_th"] in answer.content.decode()
    assert duty.post(page, typed).status_code == 302
    one = Alert.objects.get()
    assert timezone.localtime(one.expires).strftime("%H.%M") == "18.00"
    address = f"/situation/alerts/{one.pk}"
    assert "/publish" not in duty.get(address).content.decode()
    assert "/publish" in voice.get(address).content.decode()
    assert duty.post(f"{address}/publish").status_code == 403
    assert voice.post(f"{address}/publish").status_code == 302
    assert voice.post(f"{address}/publish").status_code == 409
    listed = duty.get("/situation/alerts").content.decode()
    assert WORDS["headline_th"] in listed
    update = duty.get(f"{page}?kind=update").content.decode()
    assert WORDS["headline_en"] in update
    assert cap.read(anyone.get(f"{address}.cap").content).info("en").headline == WORDS["headline_en"]


def test_a_draft_is_changed_and_dropped_on_its_page(g, typed):
    one = g.draft()
    duty = g.client("duty")
    address = f"/situation/alerts/{one.pk}"
    assert WORDS["headline_th"] in duty.get(f"{address}/change").content.decode()
    assert duty.post(f"{address}/change", typed | {"description_th": "โทร 0812345678"}).status_code == 409
    assert duty.post(f"{address}/change", typed | {"headline_th": "แก้แล้ว"}).status_code == 302
    assert duty.post(f"{address}/drop").status_code == 302
    one.refresh_from_db()
    assert (one.headline_th, one.state) == ("แก้แล้ว", "dropped")
    assert g.client("plo").get(f"/situation/alerts/new/{g.event.pk}").status_code == 403
    assert g.client("far-plo").get(address).status_code == 404


def test_the_api_words_publishes_and_lists(g):
    duty, voice = g.client("duty"), g.client("voice")
    body = WORDS | {"event": g.event.pk, "expires": (timezone.now() + dt.timedelta(days=3)).isoformat()}

    def call(client, way, address, body=None):
        send = getattr(client, way)
        token = client.get("/account/tokens").content.decode().split('name="csrfmiddlewaretoken" value="')[1][:64]
        return send(address, json.dumps(body or {}), content_type="application/json", headers={"X-CSRFToken": token})

    made = call(duty, "post", "/api/v1/situation/alerts", body).json()
    assert (made["state"], made["in_force"], made["sent"]) == ("draft", False, None)
    address = f"/api/v1/situation/alerts/{made['id']}"
    words = {name: body[name] for name in body if name != "event"}
    assert call(duty, "put", address, words | {"headline_th": "ใหม่"}).json()["headline_th"] == "ใหม่"
    assert call(duty, "post", f"{address}/publish").status_code == 403
    assert call(voice, "post", f"{address}/publish").json()["identifier"] == "prasan-2569-1-1"
    assert [one["id"] for one in duty.get("/api/v1/situation/alerts?in_force=true").json()["items"]] == [made["id"]]
    assert duty.get("/api/v1/situation/alerts?event=0").json()["items"] != []
    assert call(duty, "post", f"{address}/drop").status_code == 409


def run(capsys, *words):
    asked = build_parser(COMMANDS).parse_args(["listen", *words])
    code = asked._cli.run(asked)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_commands_word_publish_and_read(g, capsys, tmp_path):
    day = (timezone.localdate() + dt.timedelta(days=5)).isoformat()
    told = ["--headline-th", "หัวข้อ", "--description-th", "รายละเอียด", "--expires", f"{day} 18.00", "--json"]
    code, [made] = run(capsys, "alert-add", str(g.event.pk), "--as", "duty", *told)
    assert (code, made["state"]) == (0, "draft")
    assert run(capsys, "alert-publish", str(made["id"]), "--as", "duty", "--json")[0] == 1
    assert run(capsys, "alert-publish", str(made["id"]), "--as", "owner", "--json")[1][0]["state"] == "published"
    assert [one["id"] for one in run(capsys, "alerts", "--as", "plo", "--in-force", "--json")[1]] == [made["id"]]
    assert run(capsys, "alerts", "--as", "nobody", "--json")[0] == 1
    file = tmp_path / "a.cap"
    file.write_text(Alert.objects.get().document, encoding="utf-8")
    code, [row] = run(capsys, "cap", str(file), "--json")
    assert (code, row["identifier"], row["infos"][0]["areas"]) == (0, "prasan-2569-1-1", [["ตรัง", [["TH-DOPA", "92"]]]])


def test_a_message_that_is_none_says_why(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<!DOCTYPE a><a/>")))
    code, [row] = run(capsys, "cap", "--json")
    assert (code, row["error"]) == (1, "dtd")
