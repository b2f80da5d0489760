"""`prasan vault rotate`: bring personal data under the first vault key."""

from __future__ import annotations

import argparse

from prasan.platform.cli import OK, Cli, write_row


def rotate(asked: argparse.Namespace) -> int:
    """Re-encrypt everything under the first key of PRASAN_VAULT_KEYS; afterwards the old ones may go."""
    from prasan.platform.vault.rotate import rotate as bring_over

    for table, rows in bring_over().items():
        if asked.json:
            write_row({"table": table, "rows": rows})
        else:
            print(f"{table}: {rows}")
    return OK


COMMANDS = [Cli("vault rotate", "เข้ารหัสข้อมูลส่วนบุคคลด้วยกุญแจใหม่", "bring personal data under the new key", rotate)]
