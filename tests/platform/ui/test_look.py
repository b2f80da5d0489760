"""Colours, weight and words of the pages: contrast from the style sheet itself, bytes of scripts, English."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest
from babel.messages.pofile import read_po

PLATFORM = Path(__file__).parents[3] / "src/prasan/platform"
STATIC = PLATFORM / "static/prasan"
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx"
TEXT, LARGE = 4.5, 3.0


def blocks():
    """The three token blocks of the style sheet: light, dark by the device's wish, dark by choice."""
    css = (STATIC / "app.css").read_text()
    found = [dict(re.findall(r"(--[\w-]+): ([^;]+);", body)) for body in re.findall(r"\{([^{}]*--bg:[^{}]*)\}", css)]
    assert len(found) == 3
    return found


LIGHT, DARK_WISH, DARK = blocks()


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *[(text, ground, TEXT) for text in ("ink", "ink-2", "brand", "critical", "warning", "ok", "info")
      for ground in ("bg", "surface")],
    *[("ink", f"{tone}-soft", TEXT) for tone in ("brand", "critical", "warning", "ok", "info")],
    *[(tone, f"{tone}-soft", TEXT) for tone in ("critical", "warning", "ok", "info")],
    ("ink-2", "surface-2", TEXT), ("brand", "surface-2", TEXT), ("ink", "map", TEXT),
    ("on-brand", "brand", TEXT), ("on-bar", "bar", TEXT), ("on-critical", "critical-fill", TEXT),
    ("on-warning", "warning-fill", TEXT), ("surface", "critical", TEXT),
    ("line-strong", "surface", LARGE), ("ink-2", "surface", LARGE), ("plan", "surface", LARGE), ("plan", "bg", LARGE),
    ("actual", "surface", LARGE), ("critical-fill", "surface", LARGE), ("actual", "track", LARGE),
    ("critical-fill", "track", LARGE), ("ink", "warning-fill", LARGE),
]  # fmt: skip


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_tokens_have_the_contrast_that_people_need(theme, front, back, least):
    assert contrast(theme[f"--{front}"], theme[f"--{back}"]) >= least


def test_contrast_is_measured_right():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


def test_dark_by_wish_and_dark_by_choice_are_the_same():
    assert DARK_WISH == DARK
    assert LIGHT.keys() == DARK.keys()


def test_focus_is_seen_on_every_ground():
    for theme in (LIGHT, DARK):
        for ground in ("bg", "surface", "brand", "surface-2"):
            ring = max(
                contrast(theme["--focus"], theme[f"--{ground}"]), contrast(theme["--focus-ring"], theme[f"--{ground}"])
            )
            assert ring >= 3


def test_every_token_that_is_used_is_defined():
    for sheet in STATIC.glob("*.css"):
        text = sheet.read_text()
        known = set(re.findall(r"(--[\w-]+):", (STATIC / "app.css").read_text()))
        assert set(re.findall(r"var\((--[\w-]+)", text)) <= known, sheet.name


def packed(*paths):
    return sum(len(gzip.compress(p.read_bytes(), 9)) for p in paths)


def test_all_scripts_together_stay_within_25_kilobytes():
    assert packed(HTMX / "htmx-4.min.js", *STATIC.glob("*.js")) <= 25 * 1024


def test_styles_stay_within_12_kilobytes():
    assert packed(*STATIC.glob("*.css")) <= 12 * 1024


def test_a_page_opened_by_a_link_asks_for_one_small_style_alone():
    assert packed(*(STATIC / "open").glob("*.css")) <= 2 * 1024


def test_scripts_never_ask_for_evaluated_code():
    for script in STATIC.glob("*.js"):
        assert not re.search(r"\beval\(|new Function|\.style\b|javascript:|hx-on", script.read_text()), script.name


TEMPLATES = sorted((PLATFORM / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_templates_have_no_inline_script_or_style(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|hx-on|javascript:|hx-vals=.js:", text)
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag


def catalogue():
    with (PLATFORM / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        return {m.id[0] if isinstance(m.id, tuple) else m.id: m for m in read_po(file) if m.id}


def test_english_keeps_the_places_of_values():
    assert len(catalogue()) > 100
    for message in catalogue().values():
        thai = message.id if isinstance(message.id, tuple) else (message.id,)
        english = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(re.findall(r"%\(\w+\)s|\{\w+\}", thai[0]))
        assert all(set(re.findall(r"%\(\w+\)s|\{\w+\}", text)) == wanted for text in english), thai[0]
