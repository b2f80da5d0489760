"""Static files under names that hold their digest, also where one script names another."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage as Hashed


class Storage(Hashed):
    """Files that a browser may keep for ever; an `import` in a script of a room is written to the hashed name too.

    Only in our own folders: libraries speak of imports that do not exist here.
    """

    rooms = ("prasan", "progress", "plans", "desk")
    patterns = (
        *Hashed.patterns,
        *((f"{room}/*.js", Hashed._js_module_import_aggregation_patterns[1]) for room in rooms),
    )
