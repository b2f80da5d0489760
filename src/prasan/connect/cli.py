"""Commands about the API: `prasan openapi` writes its description."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from prasan.platform.cli import OK, PROBLEMS, Cli


def openapi_text() -> str:
    """Return the API's description as docs/openapi.json keeps it: Thai readable, keys in the order of the code."""
    import json

    from django.utils import translation

    from prasan.connect.api import schema

    with translation.override("th"):
        return json.dumps(schema(), ensure_ascii=False, indent=1, default=str) + "\n"


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", metavar="FILE", help="เขียนลงแฟ้ม · write to this file")
    parser.add_argument("--check", metavar="FILE", help="เทียบกับแฟ้ม · compare with this file")


def openapi(asked: argparse.Namespace) -> int:
    """Print the description, write it to a file, or tell by the exit code whether a file still equals it."""
    text = openapi_text()
    if asked.check:
        same = Path(asked.check).is_file() and Path(asked.check).read_text(encoding="utf-8") == text
        if not same:
            print(f"{asked.check}: prasan openapi --write {asked.check}", file=sys.stderr)
        return OK if same else PROBLEMS
    if asked.write:
        Path(asked.write).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return OK


COMMANDS = [
    Cli("openapi", "คำอธิบาย API (OpenAPI)", "the API's description (OpenAPI)", openapi, _configure, needs="django"),
]
