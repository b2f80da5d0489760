"""The outlines of the country's provinces, read once for every room that draws the map."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from prasan.platform.ui import charts

__all__ = ["shapes"]


@lru_cache(maxsize=2)
def shapes(*, small: bool = False) -> charts.Shapes | None:
    """Return the outlines of the provinces (`small`: for a small picture), or None before the files are made."""
    path = Path(settings.PACKAGE) / "front" / "map_thailand.json"
    if not path.is_file():
        return None
    return charts.load_small_shapes(path) if small else charts.load_shapes(path)
