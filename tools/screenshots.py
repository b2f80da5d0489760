"""Take the pictures of the README and the docs from a running demo: `python tools/screenshots.py http://127.0.0.1:8000`.

The demo's password stands in var/demo_password (or give it as the second word).
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screens"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

SHOTS: list[tuple[str, str, str, int, int, str]] = [
    ("wall-dark", "duty", "/wall?theme=dark", 1920, 1080, "dark"),
    ("wall-grid", "duty", "/wall?view=grid&theme=dark", 1920, 1080, "dark"),
    ("province", "minister", "/province/92", 1280, 900, "light"),
    ("province-360", "minister", "/province/92", 360, 800, "light"),
]
"""Name, sign-in, address, width, height, colour scheme."""


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
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name, login, address, width, height, scheme in SHOTS:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            sign_in(page, base, login, password)
            page.goto(base + address)
            page.wait_for_timeout(800)
            page.screenshot(path=OUT / f"{name}.png")
            context.close()
            print(name)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
