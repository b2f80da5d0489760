"""The two pieces that stand in every row of every list, written in Python: a macro costs five times as much.

components/lists.html and status.html give them out under the names `cell` and `tag`, beside the macros.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from prasan.platform.ui.words import status

__all__ = ["cell", "tag"]


def cell(label: object, value: object, num: bool = False, quiet: bool = False) -> Markup:
    """Draw a cell that keeps its column's name on a phone.

    Parameters: `num`, a number; `quiet`, a phone leaves it out.
    """
    names = f"{'num' if num else ''}{' only-wide' if quiet else ''}"
    kind = f' class="{names.strip()}"' if names else ""
    return Markup(f'<td data-label="{escape(label)}"{kind}>{escape(value)}</td>')  # noqa: S704  # both are escaped


def tag(key: object, word: object = None) -> Markup:
    """Draw shape and word of a status. Parameters: `word` replaces the usual one ("เกิน 9 วัน")."""
    found = status(key)
    return Markup(  # noqa: S704  # the word is escaped, the rest is ours
        f'<span class="tag {found.tone}"><i class="glyph {found.glyph}" aria-hidden="true"></i>'
        f"{escape(word or found.word)}</span>"
    )
