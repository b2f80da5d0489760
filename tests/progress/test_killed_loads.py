"""A bulk load that is killed leaves all or nothing (three kills here, fifty in bench/kill_loads.py)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_no_acknowledged_figure_is_lost_when_the_load_or_the_server_is_killed():
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    told = subprocess.run(
        [sys.executable, ROOT / "bench" / "kill_loads.py", "--kills", "3"],
        capture_output=True, text=True, env=os.environ | {"PYTHONPATH": paths}, timeout=600, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    assert "3 loads killed" in told.stdout
    assert "0 of them lost" in told.stdout
