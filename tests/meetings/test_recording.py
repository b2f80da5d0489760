"""What was recorded can be seen by who met, stands in the journal when opened, and is deleted by its rule alone."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.test import Client

from prasan.meetings import commands as c
from prasan.meetings import jobs
from prasan.meetings.commands import recordings
from prasan.meetings.models import Recording
from prasan.meetings.playback.opening import opened_recording
from prasan.meetings.playback.place import kept_of, take_away
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry
from tests.meetings import ground
from tests.meetings.recorded import Recorded

WHY = "ตรวจสอบครบถ้วนแล้ว ไม่มีเรื่องค้าง"


@pytest.fixture
def places(settings, tmp_path):
    settings.MEETINGS_RECORDINGS = tmp_path
    return tmp_path


@pytest.fixture
def held(g, places):
    """A closed meeting: Trang on stage after 5 s, a secret item from 10 to 14 s, twenty seconds in all."""
    made = ground.running(g)
    open_item = ground.item(g, made)
    secret = ground.item(g, made, title="เรื่องลับ", secret=True)
    zero = ground.MONDAY
    trang = ground.line(made, g, "OPS-92")
    steps = (
        (2, c.TakeUp(target_id=open_item.pk)), (5, c.CallToStage(target_id=made.pk, attendee_id=trang.pk)),
        (10, c.TakeUp(target_id=secret.pk)), (14, c.TakeUp(target_id=open_item.pk)),
        (20, c.CloseMeeting(target_id=made.pk)),
    )  # fmt: skip
    for second, command in steps:
        with ground.at(zero + dt.timedelta(seconds=second)):
            g.do("duty", command)
    made.refresh_from_db()
    tape = Recorded(places, made.room, zero.timestamp())
    tape.part(f"{trang.peer}/mic", 0, 10)
    tape.gap(10, 14)
    tape.part(f"{trang.peer}/mic", 14, 6)
    tape.done(20)
    return made


def opened(g, held, who="plo") -> Client:
    client = g.client(who)
    assert client.post(f"/meetings/{held.pk}/recording/do", {"do": "open"}).status_code == 302
    return client


def test_who_met_opens_it_and_stands_in_the_journal(g, held, monkeypatch):
    client = g.client("plo")
    page = client.get(f"/meetings/{held.pk}/recording")
    assert "data-playback" not in page.content.decode()
    assert client.get(f"/meetings/{held.pk}/recording/plan").status_code == 403
    client = opened(g, held)
    line = Entry.objects.filter(verb="meetings.open_recording", object_id=held.pk).get()
    assert line.person_id == g.actors["plo"].person_id
    text = client.get(f"/meetings/{held.pk}/recording").content.decode()
    assert "data-playback" in text
    assert "ขึ้นจอหลัก" in text
    assert "ไม่มีบันทึก: วาระลับ" in text
    assert opened_recording(g.actors["plo"], held.pk)[0] == held
    monkeypatch.setattr(recordings, "OPEN_HOURS", 0)
    with pytest.raises(Refused):  # the permit has ended
        opened_recording(g.actors["plo"], held.pk)


def test_the_player_gets_parts_gaps_and_who_was_on_stage_in_seconds(g, held):
    plan = opened(g, held).get(f"/meetings/{held.pk}/recording/plan").json()
    trang = ground.line(held, g, "OPS-92").pk
    assert plan["length"] == 20
    assert [one[1:5] for one in plan["parts"]] == [[trang, "mic", 0, 10], [trang, "mic", 14, 20]]
    assert [one[:2] for one in plan["gaps"]] == [[10, 14]]
    assert plan["stage"] == [[5, trang]]


def test_pieces_are_sent_and_bad_names_are_not_found(g, held):
    client = opened(g, held)
    part = kept_of(held).parts[0]
    address = f"/meetings/{held.pk}/recording/files/"
    answer = client.get(address + part.file, headers={"Range": "bytes=0-9"})
    assert (answer.status_code, len(answer.content), answer["Content-Type"]) == (206, 10, "audio/webm")
    assert answer["Cache-Control"] == "private, no-store"
    beyond = client.get(address + part.file, headers={"Range": f"bytes={part.size}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{part.size}")
    for name in ("manifest.json", "0099.a1.mic.webm", "..%2Fmanifest.json", "%2e%2e", "..", part.file + "%00"):
        assert client.get(address + name).status_code == 404, name
    assert client.get(f"/meetings/{held.pk + 1}/recording/files/{part.file}").status_code == 404


def test_who_did_not_meet_and_who_was_sent_out_are_refused(g, held):
    lines = held.attendees.filter(office=g.offices["OPS-92"])
    other = g.client("plo-80")
    assert other.get(f"/meetings/{held.pk}/recording").status_code == 200
    lines.update(removed=True)
    refused = g.client("plo")
    assert refused.get(f"/meetings/{held.pk}/recording").status_code == 403
    assert g.client("doe-80").get(f"/meetings/{held.pk}/recording").status_code == 404


def test_a_finished_recording_is_sealed_once(g, held):
    assert (jobs.seal(), jobs.seal()) == (1, 0)
    kept = kept_of(held)
    row = Recording.objects.get(briefing=held)
    assert (row.digest, row.files, row.size, row.seconds) == (kept.digest, 2, kept.size, 20)


def test_it_is_deleted_by_the_chair_after_its_time_and_never_while_held(g, held, django_capture_on_commit_callbacks):
    jobs.seal()
    row = Recording.objects.get(briefing=held)
    with pytest.raises(Refused):
        g.do("duty", c.DeleteRecording(target_id=row.pk, reason=WHY))
    with pytest.raises(RuleBroken, match="365"):
        g.do("minister", c.DeleteRecording(target_id=row.pk, reason=WHY))
    g.do("duty", c.HoldRecording(target_id=row.pk, reason="มีเรื่องร้องเรียนเลขที่ 1"))
    with ground.at(ground.MONDAY + dt.timedelta(days=366)):
        with pytest.raises(RuleBroken, match="ระงับการลบไว้"):
            g.do("minister", c.DeleteRecording(target_id=row.pk, reason=WHY))
        g.do("duty", c.HoldRecording(target_id=row.pk, held=False, reason="เรื่องร้องเรียนยุติแล้ว"))
        with pytest.raises(RuleBroken, match="เหตุผล"):
            g.do("minister", c.DeleteRecording(target_id=row.pk, reason="เก่า"))
        with django_capture_on_commit_callbacks(execute=True):
            g.do("minister", c.DeleteRecording(target_id=row.pk, reason=WHY))
    kept = kept_of(held)
    assert kept.digest == row.digest
    assert not any((kept.folder / one.file).exists() for one in kept.parts)
    with pytest.raises(RuleBroken):
        g.do("duty", c.OpenRecording(target_id=held.pk))
    assert "ลบไฟล์แล้ว" in g.client("duty").get(f"/meetings/{held.pk}/recording").content.decode()


def test_what_a_crash_left_of_a_deleted_one_goes_with_the_next_look(g, held):
    jobs.seal()
    Recording.objects.filter(briefing=held).update(deleted_at=ground.MONDAY, deleted_why=WHY)
    assert (jobs.finish_deleting(), jobs.finish_deleting()) == (2, 0)
    assert take_away(kept_of(held).folder) == 0


def test_the_api_lists_files_and_gaps_and_gives_them_once_opened(g, held):
    jobs.seal()
    client = g.client("plo")
    told = client.get(f"/api/v1/meetings/{held.pk}/recording").json()
    assert told["sealed"] == told["digest"]
    assert [(one["seconds"], one["source"]) for one in told["files"]] == [(10, "mic"), (6, "mic")]
    assert [one["why"] for one in told["gaps"]] == ["วาระลับ"]
    assert client.get(told["files"][0]["address"]).status_code == 403
    again = client.post(f"/api/v1/meetings/{held.pk}/recording/open", content_type="application/json").json()
    assert again["open_until"]
    answer = client.get(told["files"][0]["address"], headers={"Range": "bytes=-5"})
    assert (answer.status_code, len(answer.content)) == (206, 5)
    held_on = client.post(
        f"/api/v1/meetings/{held.pk}/recording/hold", json.dumps({"on": True, "reason": WHY}), "application/json"
    )
    assert held_on.status_code == 403


def test_the_page_without_scripts_plays_one_file_at_a_moment(g, held):
    client = opened(g, held)
    part = kept_of(held).parts[0]
    text = client.get(f"/meetings/{held.pk}/recording?at=5&play={part.file}").content.decode()
    assert f"{part.file}#t=5.0" in text
    assert text.count("<tr data-row") == 1
    for bad in ("?at=-1", "?at=nan", "?at=9e9", "?at=" + "9" * 40, "?play=../manifest.json", "?after=-5", "?after=abc"):
        assert client.get(f"/meetings/{held.pk}/recording{bad}").status_code == 200, bad
