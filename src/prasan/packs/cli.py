"""`prasan pack load` and `prasan demo load`."""

from __future__ import annotations

import argparse

from prasan.platform.cli import OK, PROBLEMS, Cli, problem, write_row


def load(asked: argparse.Namespace) -> int:
    """Load a reference pack; a version that is loaded already is left as it is."""
    from prasan.packs.loading import load_pack

    try:
        result = load_pack(asked.name, force=asked.force)
    except FileNotFoundError as fault:
        write_row(problem("no-such-pack", str(fault)))
        return PROBLEMS
    if asked.json:
        write_row(result)
        return OK
    told = "โหลดแล้ว · loaded" if result["loaded"] else "เป็นรุ่นนี้อยู่แล้ว · already this version"
    print(f"{result['pack']} {result['version'][:12]} {told}")
    for name, count in result["counts"].items():
        print(f"  {name}\t{count}")
    return OK


def demo(asked: argparse.Namespace) -> int:
    """Load the demo ministry over the Thai pack; one that is loaded already is left as it is."""
    asked.name = "demo"
    return load(asked)


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="โหลดซ้ำ · load again all the same")


def _load_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default="thailand", help="ชื่อชุดข้อมูล · name of the pack")
    parser.add_argument("--force", action="store_true", help="โหลดซ้ำ · load again all the same")


COMMANDS = [
    Cli("pack load", "โหลดชุดข้อมูลอ้างอิง", "load a reference pack", load, _load_arguments),
    Cli("demo load", "โหลดกระทรวงตัวอย่าง", "load the demonstration ministry", demo, _demo_arguments),
]
