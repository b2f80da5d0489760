"""`prasan comments list`: the comments on a thing, for scripts."""

from __future__ import annotations

import argparse

from prasan.platform.cli import OK, Cli, write_row


def listing(asked: argparse.Namespace) -> int:
    """Write the comments on a thing, oldest first."""
    from prasan.platform.comments.models import Comment

    for one in Comment.objects.about(asked.model, asked.object).prefetch_related("mentions"):
        row = {
            "id": one.pk, "person": one.person_id, "author": one.author, "text": one.text, "at": one.at.isoformat(),
            "removed": one.removed_at is not None, "mentions": [m.person_id for m in one.mentions.all()],
        }  # fmt: skip
        write_row(row) if asked.json else print(f"{one.at:%Y-%m-%d %H:%M} {one.author}: {one.text or '–'}")
    return OK


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", help="progress.report, plans.plan, progress.datacall, progress.callanswer")
    parser.add_argument("object", type=int, help="เลขที่ · number")


COMMANDS = [Cli("comments list", "ความเห็นของเรื่องหนึ่ง", "comments on a thing", listing, _arguments)]
