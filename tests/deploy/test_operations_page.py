"""docs/operations.md names only commands and files that exist."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from prasan.config.cli import build_parser, commands

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
CALLS = sorted(set(re.findall(r"(?:prasan-do|`prasan) ([a-z][^`#>&|;\n)]*)", PAGE)))


@pytest.mark.parametrize("call", CALLS)
def test_each_command_can_be_called_so(call):
    words = call.replace("$(date +\\%F", "x").split()
    told = io.StringIO()
    code: object = 0
    with contextlib.redirect_stderr(told), contextlib.redirect_stdout(told):
        try:
            build_parser(commands()).parse_args(words)
        except SystemExit as leaving:  # also after --help, with 0
            code = leaving.code
    assert not code, f"prasan {call}: {told.getvalue()}"


def test_commands_were_found():
    assert len(CALLS) >= 8


def test_each_file_that_is_named_exists():
    named = set(re.findall(r"/opt/prasan/(deploy/[\w./-]*\w)", PAGE)) | set(re.findall(r"`(deploy/[\w./-]*\w)`", PAGE))
    assert named
    assert {name for name in named if not list(ROOT.glob(f"{name}*"))} == set()


def test_its_links_lead_somewhere():
    links = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert {link for link in links if not (ROOT / "docs" / link).exists()} == set()
