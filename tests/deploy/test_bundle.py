"""The folder of wheels: an install from it, with no index at all, gives a working Prasan."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("bundle") / "prasan"
    env = os.environ | {"PRASAN_VENV": sys.prefix}
    call = [sys.executable, str(ROOT / "tools" / "bundle.py"), str(out)]
    done = subprocess.run(call, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def clean(**more):
    """An environment that leads to no index, no source and no settings of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PRASAN_", "PYTHON", "PIP_"))}
    return kept | {"PYTHON": sys.executable, **more}


@pytest.mark.slow
def test_a_server_without_internet_gets_a_working_prasan(folder, tmp_path):
    prefix = tmp_path / "opt"
    env = clean(PREFIX=str(prefix), http_proxy="http://127.0.0.1:9", https_proxy="http://127.0.0.1:9")
    done = subprocess.run(["sh", str(folder / "install.sh")], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    program = str(prefix / "venv" / "bin" / "prasan")
    told = subprocess.run([program, "--help"], env=clean(), capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "worker" in told.stdout
    env = clean(PRASAN_VAR=str(tmp_path / "var"), PRASAN_DATABASE_URL="postgresql:///none")
    checked = subprocess.run([program, "manage", "check"], env=env, capture_output=True, text=True, check=False)
    assert "no issues" in checked.stdout, checked.stdout + checked.stderr
    assert (prefix / "static" / "staticfiles.json").is_file()
    (english,) = (prefix / "venv").glob("lib/python*/site-packages/prasan/desk/locale/en/LC_MESSAGES/django.mo")
    assert english.stat().st_size > 0
    assert (prefix / "docs" / "operations.md").is_file()


@pytest.mark.slow
def test_a_changed_file_is_refused(folder, tmp_path):
    page = folder / "README.md"
    before = page.read_bytes()
    page.write_bytes(before + b"x")
    try:
        call = ["sh", str(folder / "install.sh")]
        env = clean(PREFIX=str(tmp_path / "opt"))
        done = subprocess.run(call, env=env, capture_output=True, text=True, check=False)
    finally:
        page.write_bytes(before)
    assert done.returncode == 1
    assert not (tmp_path / "opt").exists()


@pytest.mark.slow
def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "mine").write_text("x")
    call = [sys.executable, str(ROOT / "tools" / "bundle.py"), str(tmp_path)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
