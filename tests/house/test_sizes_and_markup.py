"""Files stay small; templates, styles and scripts stay clean of inline code and other hosts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import rules

ROOT = Path(__file__).parents[2]
WRITTEN = [
    path
    for folder in ("src", "tests", "tools", "bench")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".html", ".css", ".js", ".typ"}
    and not {"migrations", "front", "__pycache__"} & set(path.relative_to(ROOT).parts)
]
TEMPLATES = [path for path in WRITTEN if path.suffix == ".html"]
SERVED = [path for path in WRITTEN if path.suffix in {".css", ".js"}]


def short(path: Path) -> Path:
    return path.relative_to(ROOT)


def test_there_is_something_to_judge():
    assert len(WRITTEN) > 100
    assert len(TEMPLATES) > 10
    assert SERVED


def test_files_and_functions_are_small():
    breaches = [breach for path in WRITTEN for breach in rules.too_long(short(path), path.read_text())]
    assert breaches == []


def test_templates_have_no_inline_code_and_no_other_hosts():
    assert [b for path in TEMPLATES for b in rules.unsafe_markup(short(path), path.read_text())] == []


def test_styles_and_scripts_fetch_nothing_from_other_hosts():
    assert [b for path in SERVED for b in rules.other_hosts(short(path), path.read_text())] == []


def test_no_test_takes_its_day_from_the_moment_it_was_loaded():
    tests = [path for path in WRITTEN if path.suffix == ".py" and path.is_relative_to(ROOT / "tests")]
    assert [b for path in tests for b in rules.clock_at_import(short(path), path.read_text())] == []


@pytest.mark.parametrize("planted", ["TODAY = timezone.localdate()", "def f(day=today()): ...", "X = [date.today()]"])
def test_a_day_taken_too_early_is_found(planted):
    assert rules.clock_at_import(Path("a.py"), planted)
    assert not rules.clock_at_import(Path("a.py"), f"def g():\n    {planted}")


def test_a_long_file_and_a_long_function_are_found():
    assert rules.too_long(Path("a.py"), "x = 1\n" * 500)
    assert rules.too_long(Path("a.html"), "<p>\n" * 200)
    body = "def f():\n" + "    x = 1\n" * 40
    assert rules.too_long(Path("a.py"), body) == ["a.py: f has 41 lines, the cap is 40"]


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        '<p style="color:red">',
        '<a onclick="x()">',
        '<img src="https://example.org/a.png">',
        '<link href="//example.org/a.css">',
    ],
)
def test_unsafe_markup_is_found(planted):
    assert rules.unsafe_markup(Path("a.html"), planted)


def test_clean_markup_passes():
    assert rules.unsafe_markup(Path("a.html"), '<script src="/static/a.js" type="module"></script>') == []


def test_another_host_in_a_style_sheet_is_found():
    assert rules.other_hosts(Path("a.css"), "@font-face{src:url(https://example.org/a.woff2)}")
