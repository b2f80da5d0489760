"""Backup and restore rehearsed on a server of their own: what comes back, what is refused, what is left alone."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tarfile

import psycopg
import pytest

from prasan.config.cli import archive, recordings, safety
from prasan.meetings.media.recording.kept import check, read
from prasan.platform.postgres import temporary_cluster
from tests.meetings.recorded import Recorded


class Site:
    """One installation: a database of its own, a data folder of its own, and its command line."""

    def __init__(self, url: str, var) -> None:
        self.url, self.var = url, var
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("PRASAN_")}
        self.env |= {"PRASAN_DATABASE_URL": url, "PRASAN_VAR": str(var), "PRASAN_SECRET_KEY": "k" * 40}

    def call(self, *words: str, **env: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "prasan", *words]
        return subprocess.run(command, capture_output=True, text=True, env=self.env | env, check=False)

    def ask(self, query: str):
        with psycopg.connect(self.url, autocommit=True) as link:
            cursor = link.execute(query)
            return cursor.fetchall() if cursor.description else None


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with temporary_cluster() as server:
        site = Site(server.url, tmp_path_factory.mktemp("site"))
        site.ask("create table note (text text primary key)")
        site.ask("create table django_migrations (id serial primary key, app text, name text)")
        site.ask("insert into django_migrations (app, name) values ('platform', '0001_initial')")
        yield site


@pytest.fixture
def saved(site):
    """A backup with one row and one file."""
    site.ask("truncate note")
    site.ask("insert into note values ('รายงานเดือนธันวาคม')")
    files = site.var / "files" / "ab"
    files.mkdir(parents=True, exist_ok=True)
    (files / "หลักฐาน.txt").write_text("evidence")
    shutil.rmtree(site.var / "recordings", ignore_errors=True)
    tape = Recorded(site.var / "recordings", "m5", 1_700_000_000.0)
    tape.part("a1/mic", 0, 1)
    tape.done(1)
    target = site.var / "one.tar"
    target.unlink(missing_ok=True)
    done = site.call("backup", str(target), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["files"], told["recordings"]) == (1, 2)  # a part and its manifest
    assert told["recording_bytes"] > 0
    return target


def test_a_backup_brings_back_rows_and_files(site, saved):
    site.ask("update note set text = 'changed'")
    site.ask("create table later (n int)")
    (site.var / "files" / "ab" / "หลักฐาน.txt").write_text("changed")
    done = site.call("restore", "--replace", "--json", str(saved))
    assert done.returncode == 0, done.stderr
    assert site.ask("select text from note") == [("รายงานเดือนธันวาคม",)]
    assert site.ask("select to_regclass('later')") == [(None,)]
    assert (site.var / "files" / "ab" / "หลักฐาน.txt").read_text() == "evidence"
    assert json.loads(done.stdout)["former_files"].startswith(str(site.var / "files.before-"))
    again = site.var / "two.tar"
    again.unlink(missing_ok=True)
    assert site.call("backup", str(again)).returncode == 0  # a restored database can be saved and restored again
    assert site.call("restore", "--replace", str(again)).returncode == 0


def test_recordings_come_back_whole_and_a_backup_can_go_without_them(site, saved):
    room = site.var / "recordings" / "m5"
    part = room / read(room).parts[0].file
    part.write_bytes(b"changed")
    (room / "0002.a1.mic.webm").write_bytes(b"still written")
    done = site.call("restore", "--replace", "--json", str(saved))
    told = json.loads(done.stdout)
    assert (done.returncode, told["recordings"], told["damaged"]) == (0, 2, [])
    assert check(room).whole
    assert told["former_recordings"].startswith(str(site.var / "recordings.before-"))
    bare = site.var / "bare.tar"
    bare.unlink(missing_ok=True)
    assert json.loads(site.call("backup", "--no-recordings", "--json", str(bare)).stdout)["recordings"] == 0
    assert safety._put_recordings(archive.verify(bare), site.var) is None  # what is there is left alone


def test_a_recording_that_was_damaged_before_its_backup_is_named(tmp_path):
    tape = Recorded(tmp_path / "recordings", "m5", 1_700_000_000.0)
    name = tape.part("a1/mic", 0, 1)
    tape.done(1)
    (tmp_path / "recordings" / "m5" / name).write_bytes(b"changed")
    (tmp_path / "held").mkdir()
    saved = dict(recordings.members(tmp_path / "recordings", tmp_path / "held"))
    assert sorted(saved) == [f"m5/{name}", "m5/manifest.json"]
    assert [name in one for one in recordings.damaged(tmp_path / "recordings")] == [True]


def test_a_database_with_tables_is_left_alone_without_replace(site, saved):
    site.ask("update note set text = 'mine'")
    done = site.call("restore", str(saved))
    assert done.returncode == 1
    assert "--replace" in done.stderr
    assert site.ask("select text from note") == [("mine",)]


def test_the_backup_is_closed_to_others_and_holds_no_key(site, saved):
    assert saved.stat().st_mode & 0o077 == 0
    assert b"k" * 40 not in saved.read_bytes()


def test_another_key_is_refused_before_anything_is_touched(site, saved):
    site.ask("update note set text = 'mine'")
    done = site.call("restore", "--replace", str(saved), PRASAN_SECRET_KEY="x" * 40)
    assert done.returncode == 1
    assert "secret_key" in done.stderr
    assert site.ask("select text from note") == [("mine",)]


@pytest.mark.parametrize("damage", ["cut", "flip", "no-manifest", "not-a-tar", "way-out"])
def test_a_damaged_backup_restores_nothing(site, saved, damage):
    site.ask("update note set text = 'mine'")
    raw = bytearray(saved.read_bytes())
    if damage == "cut":
        raw = raw[: len(raw) // 2]
    elif damage == "flip":
        raw[raw.index(b"evidence")] ^= 1
    elif damage == "no-manifest":
        raw = raw.replace(b"manifest.json", b"manifext.json")
    elif damage == "not-a-tar":
        raw = bytearray(b"PK\x03\x04" + bytes(2000))
    else:
        held = io.BytesIO()
        with tarfile.open(fileobj=held, mode="w") as tar:
            info = tarfile.TarInfo("files/../../outside.txt")
            info.size = 1
            tar.addfile(info, io.BytesIO(b"x"))
        raw = bytearray(held.getvalue())
    bad = site.var / "bad.tar"
    bad.write_bytes(raw)
    with pytest.raises(archive.BadArchive):
        archive.verify(bad)
    done = site.call("restore", "--replace", str(bad))
    assert done.returncode == 1
    assert "Nothing was restored" in done.stderr
    assert site.ask("select text from note") == [("mine",)]


def test_a_dump_that_fails_half_way_changes_nothing(site, saved, tmp_path):
    """The manifest is right, but the dump inside ends early: one transaction, so all of it is undone."""
    site.ask("update note set text = 'mine'")
    dump, files = tmp_path / "dump", tmp_path / "files"
    archive.extract(saved, dump, files, tmp_path / "recordings")
    manifest = archive.verify(saved)
    dump.write_bytes(dump.read_bytes()[:-400])
    facts = {name: manifest[name] for name in ("made", "prasan", "postgresql", "key", "migrations")}
    archive.write(tmp_path / "short.tar", dump, files, facts)
    done = site.call("restore", "--replace", str(tmp_path / "short.tar"))
    assert done.returncode == 1
    assert "untouched" in done.stderr
    assert site.ask("select text from note") == [("mine",)]


def test_a_backup_of_a_newer_version_is_refused(site, saved):
    site.ask("insert into django_migrations (app, name) values ('platform', '9999_future')")
    newer = site.var / "newer.tar"
    newer.unlink(missing_ok=True)
    assert site.call("backup", str(newer)).returncode == 0
    site.ask("delete from django_migrations where name = '9999_future'")
    done = site.call("restore", "--replace", str(newer))
    assert done.returncode == 1
    assert "9999_future" in done.stderr
