"""A meeting whose media engine is killed: which process that is, and when every picture is back."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

from playwright.sync_api import Page

PATIENCE = 60.0
MARK = "() => { window.beforeKill = window.prasanMedia.receiver; }"
MARK_NONE = "() => { window.beforeKill = null; }"
BACK = """async (pictures) => {
  const receiver = window.prasanMedia.receiver;
  if (receiver === window.beforeKill) return false;
  const shown = (one) => one.type === "inbound-rtp" && one.kind === "video" && one.framesDecoded > 0;
  return [...(await receiver.getStats()).values()].filter(shown).length >= pictures;
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


def has_sockets(process: int) -> bool:
    """Tell whether a process has sockets: the engine has, the one that waits to take its place has none."""
    with contextlib.suppress(OSError):
        return any(os.readlink(one).startswith("socket:") for one in Path(f"/proc/{process}/fd").iterdir())
    return False


def kill_engine(var: Path, engine: str, pages: list[Page]) -> None:
    """Kill it while the pages look."""
    for page in pages:
        page.evaluate(MARK)
    (process,) = [one for one in engine_processes(var, engine) if has_sockets(one)]
    os.kill(process, signal.SIGKILL)


def is_back(page: Page, pictures: int) -> bool:
    """Tell whether so many pictures are decoded on a connection made after the kill."""
    return bool(page.evaluate(BACK, pictures))


def wait_back(page: Page, pictures: int) -> None:
    """Wait for that; a predicate that promises something is asked anew here: Playwright's own wait takes a promise for
    a yes.
    """
    end = time.monotonic() + PATIENCE
    while not is_back(page, pictures):
        assert time.monotonic() < end, f"{pictures} pictures are not back"
        page.wait_for_timeout(50)
