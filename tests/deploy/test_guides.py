"""Guides of the roles: one for each, and what they tell people to press stands on the screens."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import Resolver404, resolve

from prasan.desk.shell import places
from prasan.directory.roles import Role
from prasan.packs.demo import people

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs" / "guides"
PAGES = sorted(path.name for path in GUIDES.glob("*.md"))
THEMES = {"documents"}
"""Guides that are about a thing and not about a role."""
STRING = re.compile(r"(?:_\(\s*|gettext(?:_lazy)?\(\s*|\{% translate )\"((?:[^\"\\]|\\.)*)\"")


@cache
def on_screen():
    """Every text that the interface can show: what is given to a translation function."""
    found = set()
    for path in (ROOT / "src" / "prasan").rglob("*"):
        if path.suffix in {".py", ".html"} and "front" not in path.parts:
            found |= set(STRING.findall(path.read_text(encoding="utf-8")))
    return found


def text(name):
    return (GUIDES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("role", list(Role))
def test_there_is_a_guide_for_the_role(role):
    page = text(f"{role.value}.md")
    assert page.startswith("# คู่มือ: ")
    assert str(role.label) in page.splitlines()[0]
    assert page.count("## ฝึกหนึ่งงาน") == 1
    assert "สำเร็จเมื่อ" in page  # one knows when it is done
    assert f"({role.value}.md)" in text("README.md")


@pytest.mark.parametrize("name", PAGES)
def test_what_is_bold_stands_on_a_screen(name):
    bold = set(re.findall(r"\*\*([^*]+)\*\*", text(name))) - {"ตัวหนา"}
    assert bold
    assert bold - on_screen() == set()


@pytest.mark.parametrize("name", PAGES)
def test_addresses_and_links_lead_somewhere(name):
    for address in re.findall(r"`(/[\w/-]*)`", text(name)):
        try:
            resolve(address)
        except Resolver404:
            pytest.fail(f"{name}: {address}")
    for link in re.findall(r"\]\(([^)#:]+)\)", text(name)):
        assert (GUIDES / link).resolve().exists(), f"{name}: {link}"


@pytest.mark.parametrize("name", PAGES)
def test_a_guide_fits_one_page(name):
    assert len(text(name)) <= 3600
    assert text(name).count("\n") <= 45


MENU = {"รอการตัดสินใจ", "งานของฉัน", "โต๊ะแรงงานจังหวัด", "ภาพรวมประเทศ", "จังหวัด", "ดูแลระบบ"}
"""Words of the menu that not every role has."""


@pytest.mark.parametrize("role", list(Role))
def test_a_guide_sends_nobody_to_a_menu_that_the_role_lacks(role):
    """Only the table counts: the practice may name another role's window."""
    table = text(f"{role.value}.md").split("## กดที่ไหน")[1].split("## ฝึกหนึ่งงาน")[0]
    begun = set(re.findall(r"^\| [^|]+ \| \*\*([^*]+)\*\*", table, re.MULTILINE))
    shown = {str(label) for label, _, _ in places(SimpleNamespace(role=role, has=lambda *roles: role in roles))}
    assert (begun & MENU) - shown == set()


def account_shapes():
    """Patterns of the demo's account names, read from how its people are made."""
    tree = ast.parse(Path(people.__file__).read_text(encoding="utf-8"))
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        names = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Place" and call.args:
                first = call.args[0]
                yield pattern(names.get(first.id, first) if isinstance(first, ast.Name) else first)


def pattern(node):
    """A literal as a regular expression: what is filled in matches one word."""
    if isinstance(node, ast.JoinedStr):
        return "".join(pattern(part) for part in node.values)
    return (
        re.escape(node.value) if isinstance(node, ast.Constant) else r"(?:(?:ops|doe|dsd|dlpw|sso)|\d{1,2})(?:-\d\d)?"
    )


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"README.md", "counsellor.md"}])
def test_accounts_of_the_practice_are_of_the_demo(name):
    practice = text(name).split("## ฝึกหนึ่งงาน")[1]
    named = re.findall(r"`([a-z][a-z0-9-]*)`", practice)
    shapes = list(account_shapes())
    assert named
    assert [account for account in named if not any(re.fullmatch(shape, account) for shape in shapes)] == []


def test_no_guide_is_left_of_a_role_that_is_gone():
    assert {name.removesuffix(".md") for name in PAGES} - {"README"} == set(Role.values) | THEMES
    assert all(f"({name}.md)" in text("README.md") for name in THEMES)
