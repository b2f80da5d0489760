"""docs/permissions.md, generated from the hand-written table that the product is proved to equal."""

from __future__ import annotations

from pathlib import Path

from django.utils import translation

from prasan.directory.roles import Role
from prasan.platform.commands import COMMANDS
from tests.house import rights
from tests.house.world import PLACES

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"

_HEAD = """# Who may do what

Generated from `tests/house/expected_rights.txt`, which a test proves equal to the product
(`python -m tests.house.snapshots` writes this page). Places are where the actor sits, seen from the
subject's office: own office, lead (the provincial labour office), sibling (another agency's office in the
province), twin (the same agency's office in another province), far (another province's labour office),
department (its own), other department, ministry.
"""


def text() -> str:
    """Return the page: one section a room, one row a verb and role with the places from which it may."""
    verbs = rights.our_verbs()
    cells = rights.expected(rights.TABLE.read_text(), verbs)
    parts = [_HEAD]
    room = ""
    with translation.override("th"):
        for verb in sorted(verbs):
            if verb.partition(".")[0] != room:
                room = verb.partition(".")[0]
                parts.append(f"\n## {room}\n\n| verb | คำกริยา | who may, from where |\n| --- | --- | --- |")
            grants = []
            for role in Role:
                places = [place for place in PLACES if cells[(verb, str(role), place)]]
                if places:
                    shown = "anywhere" if len(places) == len(PLACES) else ", ".join(places)
                    grants.append(f"{role.label} ({shown})")
            parts.append(f"| `{verb}` | {COMMANDS[verb].verb} | {'; '.join(grants) or 'the system alone'} |")
    return "\n".join(parts) + "\n"
