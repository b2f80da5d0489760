"""Set a document: a typst template and plain data in, a PDF out."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings

from prasan.kernel.digits import to_thai

TEMPLATES = "platform/documents/typst"
SECONDS = 30.0
NOT_DIGITS = frozenset({"url", "email", "garuda", "code", "qr"})
"""Values under these names keep their digits: they are for machines."""


class DocumentFault(Exception):
    """The typesetter failed or took too long: a bug in a template, or a document far too large."""


def fonts() -> list[str]:
    """Return the folders of the fonts of documents: Sarabun, those of other scripts, the ministry's own."""
    found = [str(files("fontpkg_sarabun") / "files"), str(Path(settings.PACKAGE) / "front" / "documents")]
    if settings.DOCUMENT_FONTS:
        found.insert(0, settings.DOCUMENT_FONTS)
    return found


def plain(value: Any, *, thai: bool = False, name: str = "") -> Any:
    """Return data as JSON takes it, with Thai digits where the kind of document asks for them."""
    if isinstance(value, dict):
        return {str(key): plain(one, thai=thai, name=str(key)) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one, thai=thai, name=name) for one in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, dt.date | dt.datetime):
        value = value.isoformat()
    elif isinstance(value, Decimal) or not isinstance(value, int | float | str):
        value = str(value)
    if isinstance(value, str):
        return to_thai(value) if thai and name not in NOT_DIGITS else value
    return value


def render_pdf(
    template: str, data: dict[str, Any], *, digits: str = "arabic", timeout: float = SECONDS, picture: float = 0
) -> bytes:
    """Return a document as PDF.

    Parameters: `template`, a name in platform/documents/typst ("report") or a path below src/prasan; `data`,
    plain values, read by the template as JSON: typed text cannot become markup; `digits`, arabic or thai;
    `timeout` in seconds; `picture`, pixels an inch to get the first page as PNG instead. Raises DocumentFault.
    """
    root = Path(settings.PACKAGE)
    path = root / template if "/" in template else root / TEMPLATES / f"{template}.typ"
    if root not in path.resolve().parents or not path.is_file():
        raise DocumentFault(f"no template {template}")
    asked = {
        "template": str(path),
        "root": str(root),
        "fonts": fonts(),
        "format": "png" if picture else "pdf",
        "ppi": picture or 144,
        "data": plain({**data, "digits": digits}, thai=digits == "thai"),
    }
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    try:
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("typeset.py"))],
            input=json.dumps(asked, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=timeout,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentFault(f"{template} took more than {timeout:.0f} s") from error
    if done.returncode != 0:
        raise DocumentFault(done.stderr.decode(errors="replace")[-2000:] or f"{template}: exit {done.returncode}")
    return done.stdout
