"""The doctor: each thing that may be missing is told with the way to mend it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

import pytest


@pytest.fixture
def doctor(tmp_path):
    def call(**env: str):
        base = {name: value for name, value in os.environ.items() if not name.startswith("PRASAN_")}
        done = subprocess.run(
            [sys.executable, "-m", "prasan", "doctor", "--json"],
            env=base | {"PRASAN_VAR": str(tmp_path / "var")} | env,
            capture_output=True,
            text=True,
            check=False,
        )
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return done.returncode, {row["check"]: row for row in rows}, done.stderr

    return call


def test_a_fresh_machine_is_told_what_comes_next(doctor, tmp_path):
    _, found, said = doctor()
    assert "Traceback" not in said
    assert found["database"]["state"] == "warn"
    assert "prasan up" in found["database"]["mend_en"]
    assert found["mail"]["state"] == "warn"
    assert not (tmp_path / "var" / "postgres").exists()


def test_an_unreachable_server_and_a_wrong_setting_are_named(doctor):
    code, found, said = doctor(PRASAN_DATABASE_URL="postgresql://x@127.0.0.1:1/x", PRASAN_SESSION_HOURS="soon")
    assert code == 1
    assert "Traceback" not in said
    assert found["database"]["state"] == "fail"
    assert found["settings"]["state"] == "fail"
    assert "PRASAN_SESSION_HOURS" in found["settings"]["english"]


def test_an_empty_database_lacks_its_migrations(doctor, other_cluster):
    code, found, _ = doctor(PRASAN_DATABASE_URL=other_cluster)
    assert code == 1
    assert found["database"]["state"] == "ok"
    assert found["migrations"]["state"] == "fail"
    assert found["migrations"]["mend_en"] == "prasan migrate"


def test_an_address_for_a_pooler_is_understood(doctor, other_cluster):
    _, found, said = doctor(PRASAN_DATABASE_URL=f"{other_cluster}&prepare_threshold=none")
    assert "Traceback" not in said
    assert found["database"]["state"] == "ok"


def test_a_taken_port_and_a_deaf_mail_server_are_told(doctor):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        code, found, _ = doctor(PRASAN_PORT=port, PRASAN_SMTP_HOST="127.0.0.1", PRASAN_SMTP_PORT="1")
    assert found["port"]["state"] == "warn"
    assert found["mail"]["state"] == "fail"
    assert code == 1


def test_a_key_that_others_can_read_is_a_fault(doctor, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret_key").write_text("k" * 40)
    (tmp_path / "var" / "secret_key").chmod(0o644)
    _, found, _ = doctor()
    assert found["key"]["state"] == "fail"
    assert "chmod 600" in found["key"]["mend_en"]
