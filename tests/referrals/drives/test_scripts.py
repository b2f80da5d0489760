"""Drives by API and command line: the same verbs, people by number alone."""

import json

import pytest

from prasan.config.cli import call
from prasan.directory.models import Person
from prasan.referrals.models import DriveEntry, RegistrationDrive
from prasan.registers.models import Worker
from tests.referrals.drives.ground import PERSON, begin, link, phone, send

TOLD = {"title": "ตลาดกันตัง", "area": "9202", "first_day": "2026-11-23", "last_day": "2026-12-01"}


@pytest.fixture
def ask(g):
    """Return a function that calls the API as the coordinator."""

    def asked(method, path, told=None, who="coordinator"):
        answer = getattr(g.client(who), method)(f"/api/v1{path}", told, content_type="application/json")
        return answer.status_code, answer.json()

    return asked


def test_drives_by_api(g, ask):
    assert ask("post", "/drives", TOLD | {"area": "zz"})[1]["field"] == "area"
    assert ask("post", "/drives", TOLD | {"last_day": "2026-11-01"})[1]["field"] == "last_day"
    assert ask("post", "/drives", TOLD | {"first_day": "soon"})[0] == 422
    status, one = ask("post", "/drives", TOLD)
    assert (status, one["received"], one["area"], one["closed_at"]) == (200, 0, "9202", None)
    where = f"/drives/{one['id']}"
    given = ask("post", f"{where}/volunteers", {"name": "มานะ ใจดี"})[1]
    path = "/v/" + given["address"].rpartition("/")[2]
    drive = RegistrationDrive.objects.get()
    for _n in range(2):
        send(path, phone(drive))
    entries = ask("get", f"{where}/entries")[1]["items"]
    assert [row["state"] for row in entries] == ["taken", "needs_look"]
    assert [row["number"] for row in ask("get", f"{where}/entries?state=needs_look")[1]["items"]] == [2]
    told = json.dumps([entries, ask("get", f"{where}/volunteers")[1], ask("get", "/drives")[1]], ensure_ascii=False)
    assert not any(word in told for word in (PERSON["given_name"], PERSON["phone"], "มานะ", drive.private_key))
    second = entries[1]
    assert ask("post", f"/drive-entries/{second['id']}/look", {})[1]["verdict"] == "same"
    assert ask("post", f"/drive-entries/{second['id']}/decide", {"do": "same"})[1]["field"] == "worker"
    status, row = ask("post", f"/drive-entries/{second['id']}/decide", {"do": "same", "worker": second["found"][0]})
    assert (status, row["state"], row["worker"]) == (200, "taken", entries[0]["worker"])
    assert ask("post", f"/drive-volunteers/{given['volunteer']}/revoke", {})[1]["revoked_at"]
    assert ask("post", f"{where}/close", {})[1]["closed_at"]
    assert (ask("get", where)[1]["taken"], Worker.objects.count()) == (2, 1)
    assert ask("get", where, who="doe")[0] == 404
    assert ask("get", f"{where}/entries", who="doe")[0] == 404
    assert ask("get", f"{where}/volunteers", who="doe")[0] == 404
    assert ask("post", f"{where}/volunteers", {"name": "ก"}, who="doe")[0] in {403, 404}


def test_drives_by_command_line(g, capsys):
    who = ["--as", Person.objects.get(pk=g.actors["coordinator"].person_id).username]
    made = ["--title", "กันตัง", "--area", "9202", "--first", "2026-11-23", "--last", "2026-12-01"]
    assert call(["referrals", "drive-make", *made, *who]) == 0
    assert call(["referrals", "drive-make", *made[:-1], "2020-01-01", *who]) == 1
    drive = RegistrationDrive.objects.get()
    capsys.readouterr()
    assert call(["referrals", "drive-link", str(drive.pk), "มานะ ใจดี", *who]) == 0
    path = "/v/" + capsys.readouterr().out.strip().rpartition("/")[2]
    for name in ("ก้อย", "ก้อย", "เดือน"):
        send(path, phone(drive, given_name=name, phone="", channel="none"))
    assert call(["referrals", "drive-entries", str(drive.pk), *who]) == 0
    told = capsys.readouterr().out
    assert "needs_look" in told
    assert "ก้อย" not in told
    entry = DriveEntry.objects.get(state="needs_look")
    assert call(["referrals", "drive-decide", str(entry.pk), "refuse", *who]) == 1
    assert call(["referrals", "drive-decide", str(entry.pk), "refuse", "--why", "trial", *who]) == 0
    assert call(["referrals", "drive-revoke", str(entry.volunteer_id), *who]) == 0
    assert call(["referrals", "drive-close", str(drive.pk), *who]) == 0
    capsys.readouterr()
    assert call(["referrals", "drives", "--json", *who]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["taken"], row["refused"], row["received"]) == (2, 1, 3)


def test_a_link_of_one_drive_opens_no_entry_of_another(g):
    one, other = begin(g), begin(g)
    path = link(g, one)
    assert send(path, phone(other)).status_code == 200
    entry = DriveEntry.objects.get()
    assert (entry.drive, entry.state, entry.reason) == (one, "refused", "unreadable")
