"""The contracts of .importlinter are kept, and each is seen to fail when its rule is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).parent / "lint-imports"

PLANTED = {
    "up the floors": ("directory/zz_planted.py", "from prasan.registers import models\n"),
    "platform knows people": ("platform/zz_planted.py", "from prasan.directory import roles\n"),
    "policy calls commands": ("progress/policy/zz.py", None),
    "the kernel uses Django": ("kernel/zz_planted.py", "import django\n"),
    "the live process enters Django": ("platform/live/zz_planted.py", "import django\n"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(folder / "src")}
    call = [str(LINT), "--no-cache", "--config", str(folder / ".importlinter")]
    return subprocess.run(call, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sources to plant a breach in."""
    ignored = shutil.ignore_patterns("front", "__pycache__", "*.html", "*.css", "*.po", "*.mo", "*.csv")
    shutil.copytree(ROOT / "src" / "prasan", tmp_path / "src" / "prasan", ignore=ignored)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_contracts_are_kept(copy):
    done = lint(copy)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_import_is_found(copy, name):
    where, text = PLANTED[name]
    source = copy / "src" / "prasan"
    if name == "policy calls commands":
        path = source / "progress" / "policy.py"
        path.write_text(path.read_text() + "\nfrom prasan.progress import commands\n")
    elif name == "the live process enters Django":
        (source / where).write_text(text)
        path = source / "platform" / "live" / "process.py"
        path.write_text(path.read_text() + "\nfrom prasan.platform.live import zz_planted\n")
    else:
        (source / where).write_text(text)
    done = lint(copy)
    assert done.returncode != 0
    assert "1 broken" in done.stdout, done.stdout
