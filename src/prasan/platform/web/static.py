"""Static files under names that hold their digest, also where one script names another; our own without comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage as Hashed

ROOMS = ("prasan", "progress", "plans", "desk", "meetings")
"""Folders of static files that are ours; libraries speak of imports that do not exist here and keep their notices."""
_COMMENTS = {
    ".js": re.compile(r"^[ \t]*(?://[^\n]*|/\*\*?(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE),
    ".css": re.compile(r"/\*(?:[^*]|\*(?!/))*\*/\n?"),
}


def without_comments(name: str, text: str) -> str:
    """Return a script without the lines that are only comment, a style sheet without comments; others as they are."""
    found = _COMMENTS.get(Path(name).suffix)
    return found.sub("", text) if found else text


class Storage(Hashed):
    """Files that a browser may keep for ever; an `import` in a script of a room is written to the hashed name too."""

    patterns = (
        *Hashed.patterns,
        *((f"{room}/*.js", Hashed._js_module_import_aggregation_patterns[1]) for room in ROOMS),
    )

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Take comments out of our own files: they are for readers of the source, not for phones."""
        if not dry_run:
            plain = FileSystemStorage(self.location)
            for name in paths:
                if name.partition("/")[0] in ROOMS and Path(name).suffix in _COMMENTS:
                    file = Path(self.path(name))
                    file.write_text(without_comments(name, file.read_text(encoding="utf-8")), encoding="utf-8")
                    paths[name] = (plain, name)  # digests are made of what is served, not of the source
        yield from super().post_process(paths, dry_run, **options)
