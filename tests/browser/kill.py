"""A meeting whose media engine is killed: which process that is, and when every picture is back."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from playwright.sync_api import Page

PATIENCE = 60_000
MARK = "() => { window.beforeKill = window.prasanMedia.receiver; }"
BACK = """async (pictures) => {
  const receiver = window.prasanMedia.receiver;
  if (receiver === window.beforeKill) return false;
  const rows = [...(await receiver.getStats()).values()].filter((one) => one.type === "inbound-rtp" && one.kind === "video");
  return rows.filter((one) => one.framesDecoded > 0).length >= pictures;
}"""
"""Every picture is back: on a connection made after the kill, so many are decoded."""


def engine_processes(var: Path, engine: str) -> list[int]:
    """Return the processes of a site's engine, by what stands in /proc: of Janus itself, not what steers it."""
    found: list[int] = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            place = (folder / "environ").read_bytes()
        except OSError:
            continue
        wanted = b"janus" if engine == "janus" else b"prasan.meetings.media.embedded"
        named = Path(os.fsdecode(words[0])).name.encode() == wanted if engine == "janus" else wanted in words
        if named and f"PRASAN_VAR={var}".encode() in place.split(b"\0"):
            found.append(int(folder.name))
    return found


def kill_engine(var: Path, engine: str, pages: list[Page]) -> None:
    """Kill it while the pages look."""
    for page in pages:
        page.evaluate(MARK)
    (process,) = engine_processes(var, engine)
    os.kill(process, signal.SIGKILL)


def wait_back(page: Page, pictures: int) -> None:
    """Wait until so many pictures are decoded again."""
    page.wait_for_function(BACK, arg=pictures, timeout=PATIENCE, polling=50)
