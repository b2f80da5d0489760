"""Plain data as one text that is always the same, and its digest."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(content: Any) -> str:
    """Return data as JSON with sorted keys and no spaces: equal data gives equal text, byte for byte."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: Any) -> str:
    """Return the SHA-256 of the canonical text as lower hex."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
