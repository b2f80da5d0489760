"""The example of settings names every setting that the program reads, no other, and its values can be used."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "deploy" / "prasan.env.example"
LINE = re.compile(r"^(?:# )?(PRASAN_[A-Z_]+)=(.*)$", re.MULTILINE)
NOT_FROM_THE_ENVIRONMENT = {"PRASAN_SHELL_PROVIDER", "PRASAN_MAP_FILE"}
"""Names of Django's settings, set in code."""


def read_by_the_program():
    """Every variable that a line of src/ names, except the tests' own."""
    names = set()
    for path in (ROOT / "src" / "prasan").rglob("*.py"):
        names |= set(re.findall(r"[\"'](PRASAN_[A-Z_]+)[\"']", path.read_text(encoding="utf-8")))
    return {name for name in names if not name.startswith("PRASAN_TEST_")} - NOT_FROM_THE_ENVIRONMENT


def written(path=EXAMPLE):
    pairs = LINE.findall(path.read_text(encoding="utf-8"))
    return {name: value.strip('"') for name, value in pairs}  # systemd takes the quotes off


def test_the_example_names_exactly_what_is_read():
    assert set(written()) == read_by_the_program()


def test_the_search_sees_the_settings_of_each_file():
    assert {"PRASAN_OIDC_URL", "PRASAN_VAR", "PRASAN_DATABASE_URL", "PRASAN_MAX_STREAMS"} <= read_by_the_program()


def test_no_variable_stands_twice():
    names = [name for name, _ in LINE.findall(EXAMPLE.read_text(encoding="utf-8"))]
    assert len(names) == len(set(names))


def test_the_operations_page_names_each_setting():
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert {name for name in written() if f"`{name}`" not in page} == set()


def load(values, folder):
    """Load the settings with these variables in a process of their own; its errors as text."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PRASAN_")}
    env |= values | {"PRASAN_VAR": str(folder), "PYTHONPATH": str(ROOT / "src")}
    code = (
        "import os; import prasan.config.settings as s;"
        "from prasan.platform.live.settings import from_environment; from_environment(os.environ);"
        "print(s.BASE_URL, s.TRAINING, s.TRAFFIC_DAYS)"
    )
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)


def test_every_value_of_the_example_can_be_used(tmp_path):
    done = load(written(), tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["https://centre.example.go.th", "False", "90"]


def test_the_training_example_is_a_training_site(tmp_path):
    values = written(ROOT / "deploy" / "training.env.example")
    assert set(values) <= read_by_the_program()
    done = load(values | {"PRASAN_DATABASE_URL": "postgresql:///x", "PRASAN_SECRET_KEY": "x" * 40}, tmp_path)
    assert (done.returncode, done.stdout.split()[1]) == (0, "True")


@pytest.mark.parametrize(("name", "value"), [("PRASAN_TRAFFIC_DAYS", "30"), ("PRASAN_TRUSTED_PROXIES", "nginx")])
def test_a_wrong_value_names_its_variable(tmp_path, name, value):
    done = load(written() | {name: value}, tmp_path)
    assert done.returncode != 0
    assert name in done.stderr
