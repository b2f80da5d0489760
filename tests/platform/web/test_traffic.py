"""Traffic logs: what a line holds, how long it stays, and who is believed about an address."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import logging
import multiprocessing
import os

import pytest
from django.test import Client

from prasan.platform.web.traffic import TrafficLog, plain_path, site_log, source_address

NOON = dt.datetime(2026, 3, 1, 5, 0, tzinfo=dt.UTC)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "traffic"


def lines(folder):
    return [json.loads(line) for path in sorted(folder.iterdir()) for line in path.read_text().splitlines()]


def test_a_line_stands_in_the_file_of_its_local_day(folder):
    log = TrafficLog(folder, 90, "Asia/Bangkok")
    assert log.write({"path": "/wall"}, dt.datetime(2026, 3, 1, 16, 59, tzinfo=dt.UTC))
    assert log.write({"path": "/wall"}, dt.datetime(2026, 3, 1, 17, 1, tzinfo=dt.UTC))
    assert [path.name for path in sorted(folder.iterdir())] == ["2026-03-01.jsonl", "2026-03-02.jsonl"]
    assert [line["at"] for line in lines(folder)] == ["2026-03-01T23:59:00.000+07:00", "2026-03-02T00:01:00.000+07:00"]


def test_only_the_owner_reads_it(folder):
    TrafficLog(folder, 90, "Asia/Bangkok").write({}, NOON)
    assert (folder / "2026-03-01.jsonl").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o077 == 0


def test_ninety_full_days_are_kept_and_no_more(folder):
    log = TrafficLog(folder, 90, "Asia/Bangkok")
    for day in range(120):
        assert log.write({"day": day}, NOON + dt.timedelta(days=day))
    kept = [day for day, _ in log.files()]
    last = (NOON + dt.timedelta(days=119)).date()
    assert kept[0] == last - dt.timedelta(days=90)
    assert kept[-1] == last
    assert len(kept) == 91


def test_finished_days_cannot_be_written(folder):
    log = TrafficLog(folder, 90, "Asia/Bangkok")
    for day in range(3):
        log.write({}, NOON + dt.timedelta(days=day))
    modes = [path.stat().st_mode & 0o777 for _, path in log.files()]
    assert modes == [0o400, 0o600, 0o600]


def test_a_foreign_file_in_the_folder_stays(folder):
    folder.mkdir()
    (folder / "note.txt").write_text("x")
    TrafficLog(folder, 90, "Asia/Bangkok").write({}, NOON)
    assert (folder / "note.txt").exists()


def test_a_disk_that_refuses_is_told_once_a_minute_and_stops_nothing(folder, caplog):
    folder.parent.joinpath("traffic").write_text("a file where the folder should be")
    log = TrafficLog(folder, 90, "Asia/Bangkok")
    with caplog.at_level(logging.ERROR, "prasan.traffic"):
        assert not log.write({}, NOON)
        assert not log.write({}, NOON)
    assert len(caplog.records) == 1


def _write_many(folder, number):
    log = TrafficLog(folder, 90, "Asia/Bangkok")
    for step in range(300):
        log.write({"writer": number, "step": step, "path": "/" + "ก" * 200}, NOON)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_several_processes_write_whole_lines(folder):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_many, args=(folder, number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = lines(folder)
    assert len(found) == 900
    assert {(line["writer"], line["step"]) for line in found} == {(n, s) for n in range(3) for s in range(300)}


def test_reading_a_period_names_a_broken_line(folder):
    log = TrafficLog(folder, 90, "Asia/Bangkok")
    log.write({"path": "/a"}, NOON)
    log.write({"path": "/b"}, NOON + dt.timedelta(days=1))
    with (folder / "2026-03-02.jsonl").open("a") as file:
        file.write('{"path": "/c')
    found = list(log.read(dt.date(2026, 3, 2), dt.date(2026, 3, 2)))
    assert found[0]["path"] == "/b"
    assert found[1] == {"broken": '{"path": "/c', "file": "2026-03-02.jsonl"}


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/wall", "/wall"),
        ("/accounts/password/reset/key/1f-c3po-abc/", "/accounts/password/reset/key/…"),
        ("/accounts/confirm-email/MjQ:1uX/", "/accounts/confirm-email/…"),
        ("/province/92", "/province/92"),
        ("/t/9104285221716", "/t/…"),
        ("/t/1-1037-02071-81-1/x", "/t/…/x"),
        ("/api/v1/workers/0812345678", "/api/v1/workers/…"),
        ("/workers/081-234-5678", "/workers/…"),
        ("/workers/+66 81 234 5678", "/workers/…"),
        ("/cases/10000001/refer", "/cases/10000001/refer"),
        ("/reports/2569-11/92", "/reports/2569-11/92"),
        ("/journal/123456789012", "/journal/123456789012"),
    ],
)
def test_keys_of_links_and_numbers_of_people_are_not_kept(path, kept):
    assert plain_path(path) == kept


@pytest.mark.parametrize(
    ("peer", "forwarded", "behind", "trusted", "expected"),
    [
        ("203.0.113.5", "1.2.3.4", False, [], "203.0.113.5"),  # a claim of a stranger
        ("127.0.0.1", "203.0.113.5", True, [], "203.0.113.5"),  # nginx beside us
        ("", "203.0.113.5", True, [], "203.0.113.5"),  # a local socket
        ("", "6.6.6.6, 203.0.113.5", True, [], "203.0.113.5"),  # the left part is the client's own claim
        ("", "203.0.113.5, 10.0.0.7", True, ["10.0.0.0/8"], "203.0.113.5"),  # two proxies
        ("127.0.0.1", "", True, [], "127.0.0.1"),
        ("", "", True, [], ""),
        ("", "unix, nonsense", True, [], ""),
        ("2001:db8::1", "", False, [], "2001:db8::1"),
    ],
)
def test_who_is_believed_about_the_address(peer, forwarded, behind, trusted, expected):
    meta = {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}
    networks = [ipaddress.ip_network(one) for one in trusted]
    assert source_address(meta, networks, behind_proxy=behind) == expected


@pytest.fixture
def site(settings, tmp_path):
    settings.TRAFFIC_FOLDER = tmp_path / "site"
    return settings.TRAFFIC_FOLDER


@pytest.mark.django_db
def test_a_request_leaves_one_line_without_its_query(site):
    Client().get("/accounts/login/?next=/search%3Fq=สมชาย", REMOTE_ADDR="203.0.113.9")
    (line,) = lines(site)
    assert line["from"] == "203.0.113.9"
    assert (line["method"], line["path"], line["status"], line["person"]) == ("GET", "/accounts/login/", 200, None)
    assert "สมชาย" not in (site / os.listdir(site)[0]).read_text()
    assert len(line["request_id"]) >= 8


@pytest.mark.django_db
def test_our_own_watchers_leave_no_line(site):
    Client().get("/healthz")
    assert not site.exists()


@pytest.mark.django_db
def test_metrics_are_closed_to_others_behind_a_local_socket():
    far = Client().get("/metrics", REMOTE_ADDR="", headers={"x-forwarded-for": "203.0.113.9"})
    assert far.status_code == 404
    assert Client().get("/metrics", REMOTE_ADDR="", headers={"x-forwarded-for": "127.0.0.1"}).status_code == 200


@pytest.mark.django_db
def test_sign_in_counts_tries_by_the_client_behind_a_local_socket(site):
    answer = Client().post(
        "/accounts/login/",
        {"login": "nobody", "password": "wrong-password-1"},
        REMOTE_ADDR="",
        headers={"x-forwarded-for": "203.0.113.9"},
    )
    assert answer.status_code == 200  # the form again, not a refusal for an unknown address
    assert lines(site)[0]["from"] == "203.0.113.9"


def test_the_site_log_follows_the_settings(site):
    assert site_log().folder == site
