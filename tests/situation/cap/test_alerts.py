"""Notices: two people, what may go out, chains, what stands in the message, privacy, what is frozen."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from prasan.kernel import cap
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.situation.cap.commands import ChangeAlert, DropAlert, PrepareAlert
from prasan.situation.cap.words import CATEGORIES, personal_in
from prasan.situation.kinds import EventType
from prasan.situation.models import Alert, EventPlace, Item, Source
from tests.kernel.cap_strategies import faults
from tests.situation.cap.ground import WORDS, Ground


@pytest.fixture
def g(db):
    return Ground()


def message(alert):
    return cap.read(alert.document.encode())


def test_what_is_published_is_a_valid_message_with_both_languages(g):
    one = g.told()
    assert not faults(one.document.encode())
    told = message(one)
    assert (told.kind, told.status, told.scope, told.references) == ("Alert", "Actual", "Public", ())
    th, en = told.infos
    assert (th.language, en.language) == ("th-TH", "en-US")
    assert th.description == WORDS["description_th"]
    assert (th.event, th.severity, th.urgency, th.certainty) == ("หลอกลวงคนหางาน", "Severe", "Immediate", "Likely")
    assert th.event_codes == (cap.Pair("TH-MOL-EVENT", "fraud"),)
    assert th.areas[0].geocodes == (cap.Pair("TH-DOPA", "92"),)
    assert (str(th.areas[0].circles[0].latitude), str(th.areas[0].circles[0].longitude)) == ("7.55000", "99.61000")
    assert en.areas[0].description == "ตรัง (en)"
    assert cap.write(told).decode() == one.document


def test_without_english_there_is_one_language(g):
    one = g.told(headline_en="", description_en="")
    assert [info.language for info in message(one).infos] == ["th-TH"]


def test_where_people_come_from_is_no_place_of_the_notice(g):
    EventPlace.objects.create(event=g.event, area=g.areas["80"], role="origin", people=3)
    EventPlace.objects.create(event=g.event, area=g.areas["TW"], role="also")
    codes = [one.geocodes[0] for one in message(g.told()).infos[0].areas]
    assert codes == [cap.Pair("TH-DOPA", "92"), cap.Pair("ISO3166-1", "TW")]


def test_every_type_of_event_has_a_category():
    assert set(CATEGORIES) == set(EventType)


@pytest.mark.parametrize("who", ["plo", "minister", "admin"])
def test_others_do_not_word_notices(g, who):
    with pytest.raises(Refused):
        g.draft(who)


@pytest.mark.parametrize(
    ("worded", "published"), [("voice", "voice"), ("owner", "owner"), ("duty", "duty"), ("owner", "duty")]
)
def test_two_people_and_only_those_who_speak_for_the_ministry(g, worded, published):
    one = g.draft(worded)
    with pytest.raises(Refused):
        g.publish(one, published)
    one.refresh_from_db()
    assert one.state == "draft"


def test_who_changes_a_draft_has_worded_it(g):
    one = g.draft("duty")
    told = WORDS | {"headline_th": "ใหม่", "expires": one.expires}
    perform(g.actors["voice"], ChangeAlert(target_id=one.pk, **told))
    with pytest.raises(Refused, match="ผู้ร่าง"):
        g.publish(one, "voice")
    assert g.publish(one, "owner").headline_th == "ใหม่"


@pytest.mark.parametrize("more", [{"is_public": False}, {"classification": 1}, {"state": "refuted"}])
def test_what_is_not_for_everybody_does_not_go_out(g, more):
    event = g.new_event(2, **more)
    with pytest.raises(RuleBroken):
        g.draft(event=event)
    draft = g.draft()
    for name, value in more.items():
        setattr(g.event, name, value)
    g.event.save()
    with pytest.raises((RuleBroken, Refused)):  # a classified event is out of the spokesperson's sight
        g.publish(draft, "owner")
    with pytest.raises((RuleBroken, Refused)):
        g.publish(draft)


def test_a_chain_names_what_it_replaces_and_the_kernel_follows_it(g):
    first = g.told()
    update = g.told(kind="update", headline_th="ปรับปรุง")
    end = g.told(kind="cancel", headline_th="ยกเลิก", who="owner")
    rows = list(Alert.objects.order_by("pk"))
    assert [one.state for one in rows] == ["replaced", "replaced", "published"]
    assert [one.identifier for one in rows] == ["prasan-2569-1-1", "prasan-2569-1-2", "prasan-2569-1-3"]
    told = [message(one) for one in rows]
    assert set(told[2].references) == {told[0].key, told[1].key}
    found = cap.chains(told)
    assert {found.root[one.key] for one in told} == {told[0].key}
    assert not any(found.in_force(one, one.sent) for one in told)
    assert first.sent < update.sent < end.sent
    assert told[2].infos[0].responses == (cap.Response.ALL_CLEAR,)
    assert not any(faults(one.document.encode()) for one in rows)
    again = g.told(headline_th="อีกครั้ง")
    assert message(again).references == ()
    assert again.identifier == "prasan-2569-1-4"


def test_what_was_told_can_be_taken_back_when_the_event_is_public_no_more(g):
    g.told()
    g.event.is_public = False
    g.event.save()
    with pytest.raises(RuleBroken):
        g.draft(kind="update")
    assert g.told(kind="cancel").state == "published"
    assert not Alert.objects.public().exists()


@pytest.mark.parametrize(
    ("before", "kind"), [("none", "update"), ("none", "cancel"), ("told", "alert"), ("draft", "alert"), ("none", "x")]
)
def test_a_kind_that_does_not_follow_is_refused(g, before, kind):
    if before == "told":
        g.told()
    elif before == "draft":
        g.draft()
    with pytest.raises(RuleBroken):
        g.draft(kind=kind)


def test_a_draft_that_another_notice_overtook_is_not_published(g):
    g.told()
    draft = g.draft(kind="update")
    Alert.objects.filter(pk=draft.previous_id).update(state="replaced")
    with pytest.raises(RuleBroken, match="ฉบับล่าสุด"):
        g.publish(draft)


WRONG = [
    ({"headline_th": " "}, "headline_th"), ({"headline_th": "ก" * 161}, "headline_th"),
    ({"description_th": ""}, "description_th"), ({"description_en": ""}, "description_en"),
    ({"headline_en": ""}, "headline_en"),
    ({"description_th": "ก\x0bข"}, "description_th"), ({"instruction_th": "ก" * 4001}, "instruction_th"),
    ({"expires": None}, "expires"), ({"expires": timezone.now() - dt.timedelta(hours=1)}, "expires"),
    ({"expires": timezone.now() + dt.timedelta(days=91)}, "expires"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "field"), WRONG)
def test_words_that_cannot_go_out_are_refused_at_their_field(g, more, field):
    if more.get("expires", 0) is None:
        more = {"expires": None}
    with pytest.raises(RuleBroken) as broken:
        g.draft(**more)
    assert broken.value.field == field


@pytest.mark.parametrize("words", ["โทร 081-234-5678", "โทร ๐๘๑ ๒๓๔ ๕๖๗๘", "โทร +66812345678", "เลข 1-2345-67890-12-3"])
def test_a_number_of_a_person_needs_a_second_look(g, words):
    with pytest.raises(RuleBroken) as broken:
        g.draft(description_th=words)
    assert broken.value.field == "checked"
    assert g.draft(description_th=words, checked=True).checked


@pytest.mark.parametrize("words", ["สายด่วน 1506", "เลิกจ้าง 1,234 คน", "วันที่ 2569-11-21", "เงิน 12,345,678 บาท"])
def test_a_hotline_and_counts_are_nobodys(g, words):
    assert g.draft(description_th=words).state == "draft"


def test_a_name_that_an_item_of_the_event_holds_private_is_found(g):
    source = Source.objects.create(code="s", kind="page", name_th="เว็บ", office=g.offices["OPS"])
    text = "ผู้เสียหายชื่อ นางสมศรี ใจงาม ถูกหลอก"
    start = text.index("นางสมศรี")
    Item.objects.create(
        source=source, identity="1", text=text, received_at=timezone.now(), event=g.event, state="linked",
        reading={"private": [{"span": [start, start + 15], "value": "name"}]},
    )  # fmt: skip
    assert personal_in(["นางสมศรี ใจงามแจ้งว่า"], g.event.pk) == ["นางสมศรี ใจงาม"]
    assert personal_in(["ไม่มีใคร"], g.event.pk) == []


def test_what_is_out_is_frozen_and_a_dropped_draft_never_goes_out(g):
    one = g.told()
    with pytest.raises(RuleBroken):
        perform(g.actors["duty"], ChangeAlert(target_id=one.pk, **WORDS, expires=one.expires))
    with pytest.raises(RuleBroken):
        g.publish(one)
    draft = perform(g.actors["duty"], DropAlert(target_id=g.draft(kind="update").pk))
    with pytest.raises(RuleBroken):
        g.publish(draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.filter(pk=draft.pk).update(state="published")
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.filter(pk=one.pk).update(published_by=one.prepared_by)


def test_a_draft_past_its_time_is_not_published(g):
    one = g.draft()
    Alert.objects.filter(pk=one.pk).update(expires=timezone.now() - dt.timedelta(minutes=1))
    with pytest.raises(RuleBroken, match="หมดเวลา"):
        g.publish(one)


def test_a_site_to_practise_on_sends_exercises(g, settings):
    settings.TRAINING = True
    assert message(g.told()).status == "Exercise"


def test_drafts_are_read_where_the_event_is_and_notices_by_all_with_a_reach(g):
    draft = g.draft()
    seen = {name for name, actor in g.actors.items() if Alert.objects.visible_to(actor).exists()}
    assert seen == {"duty", "owner", "voice", "minister", "plo"}
    g.publish(draft)
    seen = {name for name, actor in g.actors.items() if Alert.objects.visible_to(actor).exists()}
    assert seen == {"duty", "owner", "voice", "minister", "plo", "far-plo"}


def test_an_event_out_of_scope_is_not_found(g):
    with pytest.raises(Refused) as refused:
        perform(g.actors["duty"], PrepareAlert(event_id=0, **WORDS, expires=timezone.now()))
    assert refused.value.status == 404


def test_the_journal_tells_who_worded_and_who_published(g):
    g.told()
    rows = list(Entry.objects.filter(model="situation.alert").order_by("pk"))
    assert [one.verb for one in rows] == ["situation.prepare_alert", "situation.publish_alert"]
    assert rows[0].person_id != rows[1].person_id
    assert "document" not in rows[1].changes


def test_the_same_key_words_once(g):
    told = WORDS | {"expires": timezone.now() + dt.timedelta(days=1), "event_id": g.event.pk, "key": "once"}
    first = perform(g.actors["duty"], PrepareAlert(**told))
    assert perform(g.actors["duty"], PrepareAlert(**told)).pk == first.pk
