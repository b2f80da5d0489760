"""systemd units: they parse, start the programs that exist, and are locked down alike."""

from __future__ import annotations

import argparse
import configparser
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from prasan.config.cli import build_parser, commands

UNITS = Path(__file__).resolve().parents[2] / "deploy" / "systemd"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
PROGRAM = "/opt/prasan/venv/bin/prasan"
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "CapabilityBoundingSet": "",
    "SystemCallFilter": "@system-service",
}


def unit(name):
    parser = configparser.ConfigParser(interpolation=None, strict=True, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str
    parser.read_string((UNITS / name).read_text(encoding="utf-8"))
    return parser


def test_there_is_a_unit_for_each_process():
    assert set(SERVICES) >= {"prasan-web.service", "prasan-live.service", "prasan-worker.service"}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_locked_down_and_not_root(name):
    service = unit(name)["Service"]
    assert {key: service.get(key) for key in HARDENED} == HARDENED
    assert service["User"].startswith("prasan")
    assert service["EnvironmentFile"].startswith("/etc/prasan/")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_calls_a_command_that_exists(name):
    service = unit(name)["Service"]
    calls = [service[key] for key in ("ExecStart", "ExecStartPre") if key in service]
    parser = build_parser(commands())
    for call in calls:
        program, *words = shlex.split(call)
        assert program == PROGRAM
        assert isinstance(parser.parse_args(words), argparse.Namespace)


def test_the_target_starts_every_process():
    wanted = set(unit("prasan.target")["Unit"]["Wants"].split())
    assert wanted == {"prasan-web.service", "prasan-live.service", "prasan-worker.service", "prasan-media.service"}
    for name in wanted:
        assert unit(name)["Unit"]["PartOf"] == "prasan.target"


def test_each_process_has_its_own_folder_for_its_socket():
    """systemd removes a runtime folder when its service stops: a shared one would take the other's socket."""
    folders = [unit(name)["Service"].get("RuntimeDirectory") for name in SERVICES]
    named = [folder for folder in folders if folder]
    assert len(named) == len(set(named))


def test_systemd_itself_accepts_the_units(tmp_path):
    """Where systemd's own checker is at hand, it has the word (the program's path is replaced by one that exists)."""
    checker = shutil.which("systemd-analyze")
    if not checker:
        return
    for path in UNITS.glob("prasan*"):
        text = path.read_text(encoding="utf-8")
        text = text.replace(f"{PROGRAM} ", f"{shutil.which('true') or '/bin/true'} ")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    call = [checker, "verify", "--man=no", *(str(tmp_path / name) for name in SERVICES)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert "prasan" not in done.stderr, done.stderr
