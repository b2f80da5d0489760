"""Take the pictures of the README and the docs from a running demo: `python tools/screenshots.py http://127.0.0.1:8000`.

The demo's password stands in var/demo_password (or give it as the second word).
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screens"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

COLOURS = 256
"""Colours kept of a picture: charts and text lose nothing, the file becomes a third."""

SHOTS: list[tuple[str, str, str, int, int, str]] = [
    ("wall-dark", "duty-1", "/wall", 1920, 1080, "dark"),
    ("wall-grid", "duty-1", "/wall?view=grid", 1920, 1080, "dark"),
    ("province", "minister", "/province/80", 1280, 900, "light"),
    ("policy", "minister", "/policy/49", 1280, 900, "light"),
    ("desk", "plo-92", "/desk", 1280, 640, "light"),
    ("triage", "duty-1", "/situation/triage", 1280, 900, "light"),
    ("event", "duty-1", "/situation/events/1", 1280, 900, "light"),
    ("executive-360", "minister", "/executive", 360, 800, "light"),
    ("province-360", "minister", "/province/80", 360, 800, "light"),
    ("provinces-360", "minister", "/provinces", 360, 800, "dark"),
    ("report-360", "sso-92-officer", "REPORT", 360, 800, "light"),
]
"""Name, sign-in, address, width, height, colour scheme; REPORT is the first question of an open report."""


def address_of(page: Page, base: str, address: str) -> str:
    """Return where a picture is taken; the number of an open report is known to the running demo alone."""
    if address != "REPORT":
        return address
    page.goto(f"{base}/work")
    found = page.locator("main a[href^='/reports/']").first.get_attribute("href")
    return f"{found}/items/1"


def sign_in(page: Page, base: str, login: str, password: str) -> None:
    """Sign in by the page, as a person does."""
    page.goto(f"{base}/accounts/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_load_state("networkidle")


def main() -> int:
    """Take every picture; returns the exit code."""
    base = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    kept = ROOT / "var" / "demo_password"
    password = sys.argv[2] if len(sys.argv) > 2 else kept.read_text().strip()
    OUT.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name, login, address, width, height, scheme in SHOTS:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 500 else None)
            sign_in(page, base, login, password)
            page.goto(base + address_of(page, base, address))
            page.wait_for_timeout(800)
            place = OUT / f"{name}.png"
            page.screenshot(path=place)
            Image.open(place).convert("RGB").quantize(
                COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
            ).save(place, optimize=True)
            context.close()
            print(name)
        browser.close()
    print(*faults, sep="\n", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
