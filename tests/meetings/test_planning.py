"""Calling meetings and series: who may, what is refused with its field, numbers, following on, changing, cancelling."""

from __future__ import annotations

import datetime as dt

import pytest

from prasan.directory.roles import Role
from prasan.meetings import commands as c
from prasan.meetings import policy as may
from prasan.meetings.models import Briefing, Kind, Series
from prasan.platform.commands import Refused, RuleBroken
from tests.meetings import ground
from tests.meetings.ground import LATER, MONDAY, at

CALLS = {
    "minister": {"daily", "regional", "ad_hoc", "inspection", "war_room"},
    "ps": {"daily", "regional", "ad_hoc", "inspection", "war_room"},
    "duty": {"daily", "regional", "ad_hoc", "inspection", "war_room"},
    "secretary": {"daily", "regional", "ad_hoc", "inspection", "war_room"},
    "dg": {"ad_hoc"}, "department": {"ad_hoc"}, "plo": {"province"}, "plo-officer": {"province"}, "doe-head": set(),
    "doe": set(), "counsellor": set(), "governor": set(), "admin": set(),
}  # fmt: skip


def make_series(g, who="duty", **more):
    usual = {"name_th": "ประชุมศูนย์ปฏิบัติการ", "kind": "daily", "minutes": 90,
             "to": [g.offices[one].pk for one in ground.OFFICES]}  # fmt: skip
    return g.do(who, c.MakeSeries(**usual | more))


def test_who_calls_which_kind(g):
    assert {who: set(may.kinds_of(g.actors[who])) for who in CALLS} == CALLS


def test_nobody_calls_in_anothers_name_but_who_keeps_desks(g):
    doe = g.offices["DOE"].pk
    with pytest.raises(Refused):
        ground.briefing(g, "dg", organiser_id=g.offices["OPS"].pk)
    assert ground.briefing(g, "duty", organiser_id=doe).organiser_id == doe
    with pytest.raises(Refused):
        ground.briefing(g, "plo", kind="province", organiser_id=g.offices["OPS-80"].pk, chair_id=None)


def test_who_keeps_desks_prepares_what_an_executive_leads_and_nothing_else(g):
    ours = ground.briefing(g, "secretary")
    theirs = ground.briefing(g, "plo", kind="province", chair_id=None, to=("DOE-92",))
    told = {one: may.can_prepare(g.actors[one], ours) is None for one in ("minister", "duty", "secretary", "plo", "dg")}
    assert told == {"minister": True, "duty": True, "secretary": True, "plo": False, "dg": False}
    assert may.can_prepare(g.actors["duty"], theirs) is not None
    assert may.can_prepare(g.actors["plo-officer"], theirs) is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "party"}, "kind"), ({"kind": "inspection"}, "round"), ({"round": 1}, "round"),
        ({"title": " "}, "title"),
        ({"starts_at": None}, "starts_at"), ({"starts_at": MONDAY - dt.timedelta(hours=2)}, "starts_at"),
        ({"starts_at": MONDAY + dt.timedelta(days=800)}, "starts_at"), ({"minutes": 3}, "minutes"),
        ({"mode": "hall"}, "venue"), ({"mode": "beside"}, "link"), ({"mode": "beside", "link": "http://x"}, "link"),
        ({"mode": "pigeon"}, "mode"), ({"chair_id": 0, "secretary_id": 987_654}, "secretary"), ({"to": []}, "to"),
        ({"to": [987_654]}, "to"), ({"quorum": 9}, "quorum"), ({"sections": ["told", "told"]}, "sections"),
        ({"host_area_id": 1}, "host_area"), ({"group_id": 987_654}, "group"), ({"follows_id": 987_654}, "follows"),
        ({"classification": 3}, "classification"), ({"classification": 2}, "classification"),
    ],
)  # fmt: skip
def test_what_is_not_whole_is_refused_with_its_field(g, wrong, field):
    usual = {"kind": "ad_hoc", "title": "ประชุม", "starts_at": LATER, "minutes": 60, "to": [g.offices["OPS-92"].pk]}
    with pytest.raises(RuleBroken) as broken:
        g.do("duty", c.CallBriefing(**usual | wrong))
    assert broken.value.field == field
    assert not Briefing.objects.exists()


def test_a_classified_meeting_goes_only_where_somebody_may_read_it(g):
    with pytest.raises(RuleBroken) as broken:
        ground.briefing(g, classification=1, to=("OPS-92", "DOE-92"))
    assert "DOE-92" in str(broken.value.text)
    assert ground.briefing(g, classification=1, to=("OPS-92",)).classification == 1


def test_a_roster_has_chair_members_and_secretary_in_order(g):
    made = ground.briefing(g, to=("DOE-92", "OPS-92", "DOE", "GOV-92", "ABROAD-TW-TAIPEI"))
    told = [(one.duty, one.office.code) for one in made.attendees.select_related("office")]
    assert [duty for duty, _office in told] == ["chair", *["member"] * 4, "guest", "secretary"]
    assert next(office for duty, office in told if duty == "member") == "DOE"


def test_a_series_numbers_follows_on_and_fills_in(g):
    one = make_series(g, quorum_percent=60, venue="ห้อง 1")
    first = g.do("duty", c.CallBriefing(series_id=one.pk, starts_at=MONDAY))
    second = g.do("duty", c.CallBriefing(series_id=one.pk, starts_at=LATER))
    assert [(row.code, row.title, row.minutes, row.quorum) for row in (first, second)] == [
        ("1/2569", "ประชุมศูนย์ปฏิบัติการ", 90, 3), ("2/2569", "ประชุมศูนย์ปฏิบัติการ", 90, 3),
    ]  # fmt: skip
    assert second.follows_id == first.pk
    next_year = g.do("duty", c.CallBriefing(series_id=one.pk, starts_at=MONDAY + dt.timedelta(days=60)))
    assert (next_year.code, next_year.attendees.count()) == ("1/2570", 4)


def test_a_cancelled_meeting_gives_its_number_back(g):
    one = make_series(g)
    made = g.do("duty", c.CallBriefing(series_id=one.pk, starts_at=LATER))
    with pytest.raises(RuleBroken) as broken:
        g.do("duty", c.Cancel(target_id=made.pk))
    assert broken.value.field == "reason"
    g.do("duty", c.Cancel(target_id=made.pk, reason="ประธานติดราชการ"))
    made.refresh_from_db()
    assert (made.code, made.state) == ("", "cancelled")
    assert g.do("duty", c.CallBriefing(series_id=one.pk, starts_at=LATER)).code == "1/2569"


def test_a_series_ends_once_nothing_of_it_is_ahead(g):
    one = make_series(g)
    made = g.do("duty", c.CallBriefing(series_id=one.pk, starts_at=LATER))
    with pytest.raises(RuleBroken):
        g.do("duty", c.EndSeries(target_id=one.pk))
    g.do("duty", c.Cancel(target_id=made.pk, reason="เลื่อน"))
    assert g.do("duty", c.EndSeries(target_id=one.pk)).ended_on == MONDAY.date()
    with pytest.raises(RuleBroken) as broken:
        g.do("duty", c.CallBriefing(series_id=one.pk, starts_at=LATER))
    assert broken.value.field == "series"


def test_a_series_asks_for_name_kind_and_offices(g):
    for wrong, field in (
        ({"name_th": ""}, "name_th"), ({"kind": "x"}, "kind"), ({"to": []}, "to"),
        ({"quorum_percent": 101}, "quorum_percent"), ({"minutes": 1}, "minutes"), ({"sections": ["x"]}, "sections"),
    ):  # fmt: skip
        with pytest.raises(RuleBroken) as broken:
            make_series(g, **wrong)
        assert broken.value.field == field
    assert not Series.objects.exists()
    with pytest.raises(Refused):
        make_series(g, "plo")


def test_a_meeting_ahead_is_changed_and_one_that_runs_is_not(g):
    made = ground.briefing(g)
    when = LATER + dt.timedelta(hours=3)
    plo = g.actors["plo"].seat_id
    changed = g.do("minister", c.ChangeBriefing(target_id=made.pk, title="ใหม่", starts_at=when, secretary_id=plo))
    assert (changed.title, changed.starts_at, changed.secretary_id) == ("ใหม่", when, plo)
    assert made.attendees.get(duty="secretary").seat_id == plo
    with pytest.raises(RuleBroken) as broken:
        g.do("minister", c.ChangeBriefing(target_id=made.pk, mode="hall"))
    assert broken.value.field == "venue"
    g.do("minister", c.OpenMeeting(target_id=made.pk))
    with pytest.raises(RuleBroken):
        g.do("minister", c.ChangeBriefing(target_id=made.pk, title="อีก"))


def test_an_invitation_is_sent_again_but_not_after_its_time(g):
    made = ground.briefing(g)
    assert g.do("duty", c.Invite(target_id=made.pk)).state == "invited"
    g.do("duty", c.Invite(target_id=made.pk))
    with at(LATER + dt.timedelta(hours=2)), pytest.raises(RuleBroken) as broken:
        g.do("duty", c.Invite(target_id=made.pk))
    assert broken.value.field == "starts_at"


def test_every_kind_has_somebody_who_calls_it():
    assert set(may.CALLERS) == set(Kind.values)
    assert all(may.CALLERS.values())
    assert Role.AUDITOR not in may.SIDE
