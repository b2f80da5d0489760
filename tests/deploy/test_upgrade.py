"""The upgrade script: backs up first, switches at the end, goes back when a step fails. Programs are stood in for."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "deploy" / "offline"
OLD, NEW = "releases/0.1.0-1", "releases/0.2.0-2"


def program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def server(tmp_path):
    """An installed release, a new folder, and stand-ins that write what was called into one log."""
    prefix, new, log = tmp_path / "opt", tmp_path / "new", tmp_path / "log"
    fake = f'echo "$(basename $(dirname $(dirname $(dirname $0)))) $*" >> {log}\n'
    fake += 'echo "key $PRASAN_SECRET_KEY" >> ' + str(tmp_path / "seen") + "\n"
    fake += f'[ ! -e {tmp_path}/fail-$1 ] || exit 1\n[ "$1" != backup ] || echo data > "$2"'
    program(prefix / OLD / "venv/bin/prasan", fake)
    program(
        prefix / OLD / "venv/bin/python", f'echo "asked for health: $2 $3" >> {log}; [ ! -e {tmp_path}/fail-health ]'
    )
    (prefix / "current").symlink_to(OLD)
    program(tmp_path / "systemctl", f'echo "systemctl $*" >> {log}; [ ! -e {tmp_path}/fail-$1 ] || exit 1')
    new.mkdir()
    shutil.copy(SCRIPTS / "upgrade.sh", new)
    (new / "deploy" / "offline").mkdir(parents=True)
    shutil.copy(SCRIPTS / "prasan-do", new / "deploy" / "offline")
    (new / "VERSION").write_text("0.2.0-2\n")
    program(
        new / "install.sh",
        f'echo "install $*" >> {log}; mkdir -p {prefix}/{NEW}; cp -R {prefix}/{OLD}/venv {prefix}/{NEW}/',
    )
    (tmp_path / "prasan.env").write_text(
        "# settings\nPRASAN_SECRET_KEY=a$b`c &d\nPRASAN_HOSTS=centre.example,b\nOTHER=x\n"
    )
    return tmp_path


def upgrade(server, *words, **more):
    env = os.environ | {
        "PREFIX": str(server / "opt"),
        "BACKUPS": str(server / "backups"),
        "ENV_FILE": str(server / "prasan.env"),
        "SYSTEMCTL": str(server / "systemctl"),
        "RUN_AS": "",
        **more,
    }
    call = ["sh", str(server / "new" / "upgrade.sh"), *words]
    done = subprocess.run(call, env=env, capture_output=True, text=True, input="", check=False)
    log = server / "log"
    steps = log.read_text().splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return done, steps


def current(server):
    return os.readlink(server / "opt" / "current")


def test_the_order_of_an_upgrade(server):
    done, steps = upgrade(server)
    assert done.returncode == 0, done.stderr
    backup = f"{server}/backups/before-0.2.0-2.tar"
    assert steps == [
        "install --no-switch",
        "systemctl stop prasan.target",
        f"0.1.0-1 backup {backup}",
        "0.2.0-2 migrate",
        "systemctl start prasan.target",
        "asked for health: /run/prasan-web/web.sock centre.example",
        "0.2.0-2 doctor",
    ]
    assert current(server) == NEW
    assert Path(backup).exists()


@pytest.mark.parametrize("step", ["migrate", "health"])
def test_a_failing_step_goes_back_to_release_and_backup(server, step):
    (server / f"fail-{step}").touch()
    done, steps = upgrade(server)
    assert done.returncode == 1
    assert steps[-3:] == [
        "systemctl stop prasan.target",
        f"0.1.0-1 restore {server}/backups/before-0.2.0-2.tar --replace",
        "systemctl start prasan.target",
    ]
    assert current(server) == OLD


def test_a_complaint_of_the_doctor_is_shown_and_undoes_nothing(server):
    """A mail server that is away for a minute is no reason to throw the new version out."""
    (server / "fail-doctor").touch()
    done, _ = upgrade(server)
    assert done.returncode == 0
    assert "✗" in done.stderr
    assert current(server) == NEW


def test_without_a_backup_nothing_is_changed(server):
    (server / "fail-backup").touch()
    done, steps = upgrade(server)
    assert done.returncode == 1
    assert steps[-1] == "systemctl start prasan.target"
    assert not [step for step in steps if "migrate" in step]
    assert current(server) == OLD


def test_going_back_later_asks_first(server):
    upgrade(server)
    done, steps = upgrade(server, "--back")
    assert (done.returncode, steps, current(server)) == (1, [], NEW)
    done, steps = upgrade(server, "--back", YES="1")
    assert done.returncode == 0
    assert f"0.1.0-1 restore {server}/backups/before-0.2.0-2.tar --replace" in steps
    assert current(server) == OLD


def test_a_password_means_nothing_to_the_shell(server):
    upgrade(server)
    assert set((server / "seen").read_text().splitlines()) == {"key a$b`c &d"}
