"""The table of faults names tests that exist, and every test of faults in a browser stands in it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "faults.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def missing(text: str) -> list[str]:
    """Return the named tests that do not exist."""
    lost = []
    for path, name in NAMED.findall(text):
        file = ROOT / path
        if not file.is_file() or not re.search(rf"def {name}\(", file.read_text()):
            lost.append(f"{path}::{name}")
    return lost


def test_every_fault_names_a_test_that_exists():
    text = PAGE.read_text()
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| Fault"))]
    assert rows
    assert [row for row in rows if not NAMED.search(row)] == []
    assert missing(text) == []


def test_every_fault_met_in_a_browser_stands_in_the_table():
    met = re.findall(r"def (test_\w+)\(", (ROOT / "tests/browser/test_faults.py").read_text())
    told = {name for _, name in NAMED.findall(PAGE.read_text())}
    assert met
    assert [name for name in met if name not in told] == []


def test_a_lost_test_is_found():
    gone = "`tests/house/test_faults.py::test_that_was_renamed`"
    assert missing(gone) == ["tests/house/test_faults.py::test_that_was_renamed"]


FORM = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>.*?</form>", re.S)
TYPED = re.compile(r"\b\w+\.(?:text|textarea|number|date|bound|province|fields)\(|<textarea|<input type=\"text\"")
SIGN_IN = re.compile(r"allauth_templates|signin_")


ABOUT_PEOPLE = re.compile(
    r"registers/(?:worker|glass|people_loads)\w*\.html|referrals/(?:drive/)?\w+\.html|counter/(?:case|ticket)\.html"
    r"|privacy/\w+\.html|networks/person_form\.html"
)
"""Templates whose forms are about people: these say data-forget, and stay in no browser of a counter."""

WITHOUT_SCRIPTS = re.compile(r"referrals/templates/referrals/(?:guests|track)/|networks/templates/networks/own")
"""Pages of a person, a guest office or a volunteer: no script runs there, so nothing could keep what was typed."""


def _mark(path: Path) -> str:
    return "data-forget" if ABOUT_PEOPLE.search(str(path)) else "data-keep"


def forms_that_forget(folder: Path) -> list[str]:
    """Return the forms that somebody types into and that the browser does not keep (about people: that it may keep)."""
    return [
        f"{path.relative_to(folder)}: {form.partition('>')[0]}"
        for path in sorted(folder.rglob("*.html"))
        if not SIGN_IN.search(str(path)) and not WITHOUT_SCRIPTS.search(str(path)) and "gallery" not in path.name
        for form in FORM.findall(path.read_text())
        if TYPED.search(form) and _mark(path) not in form.partition(">")[0]
    ]


def test_every_form_that_is_typed_into_is_kept():
    assert forms_that_forget(ROOT / "src" / "prasan") == []


def test_a_form_that_forgets_is_found(tmp_path):
    (tmp_path / "x.html").write_text('<form method="post" data-once>{{ form_.textarea("why", "x") }}</form>')
    (tmp_path / "y.html").write_text('<form method="post" data-forget>{{ form_.textarea("why", "x") }}</form>')
    assert len(forms_that_forget(tmp_path)) == 2


def test_a_form_about_people_that_the_browser_would_keep_is_found(tmp_path):
    (tmp_path / "referrals").mkdir()
    told = '<form method="post" data-keep data-once>{{ f.textarea("need", "x") }}</form>'
    (tmp_path / "referrals" / "case_form.html").write_text(told)
    assert len(forms_that_forget(tmp_path)) == 1
