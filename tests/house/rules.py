"""The rules of the house as plain functions: each returns the breaches it finds, as sentences.

They take what they judge as parameters, so that a test can hand them a planted breach and see them fail.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FLOORS: list[set[str]] = [
    {"kernel"},
    {"platform"},
    {"directory"},
    {"registers"},
    {
        "plans",
        "progress",
        "situation",
        "directives",
        "meetings",
        "referrals",
        "training",
        "resources",
        "networks",
        "outreach",
        "understanding",
    },
    {"counter"},
    {"desk"},
    {"public", "connect"},
    {"config"},
]
"""Rooms from the ground up; rooms of one floor do not know each other."""

FILE_LINES = 500
FUNCTION_LINES = 40
TEMPLATE_LINES = 200


def floor_of(room: str) -> int:
    """Return a room's floor, or -1 when it is not one of ours."""
    return next((number for number, rooms in enumerate(FLOORS) if room in rooms), -1)


def relations_going_up(relations: Iterable[tuple[str, str, str]]) -> list[str]:
    """Judge foreign keys: (room, field, target room); a key points to its own room or a lower floor."""
    breaches = []
    for room, field, target in relations:
        here, there = floor_of(room), floor_of(target)
        if here >= 0 and there >= 0 and room != target and there >= here:
            breaches.append(f"{room}: {field} points up or sideways to {target}")
    return breaches


def too_long(path: Path, text: str) -> list[str]:
    """Judge the size of a file and of its functions."""
    breaches = []
    count = text.count("\n") + 1
    limit = TEMPLATE_LINES if path.suffix in {".html", ".typ"} else FILE_LINES
    if count > limit:
        breaches.append(f"{path}: {count} lines, the cap is {limit}")
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
                if length > FUNCTION_LINES:
                    breaches.append(f"{path}: {node.name} has {length} lines, the cap is {FUNCTION_LINES}")
    return breaches


def clock_at_import(path: Path, text: str) -> list[str]:
    """Name the lines of a test that read the clock while it is loaded: at midnight its day is no longer today."""
    tree = ast.parse(text)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)]
    later = {id(part) for n in functions for body in _body(n) for part in ast.walk(body)}
    return [
        f"{path}:{node.lineno}: {name}() is read when the test is loaded"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and id(node) not in later
        if (name := getattr(node.func, "attr", getattr(node.func, "id", ""))) in {"localdate", "today"}
    ]


def _body(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> list[ast.AST]:
    return list(node.body) if isinstance(node.body, list) else [node.body]


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines the docstring takes: words do not make a function long."""
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return (first.end_lineno or first.lineno) - first.lineno + 1
    return 0


_INLINE = [
    (re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I), "inline script"),
    (re.compile(r"<style[\s>]", re.I), "inline style sheet"),
    (re.compile(r"\sstyle\s*=\s*[\"']", re.I), "style attribute"),
    (re.compile(r"\son(click|load|submit|change|input|error|key\w+)\s*=", re.I), "event attribute"),
    (re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.I), "address of another host"),
]


def unsafe_markup(path: Path, text: str) -> list[str]:
    """Judge a template: no inline script or style, nothing from another host (the policy would block it)."""
    return [f"{path}: {what}" for pattern, what in _INLINE if pattern.search(text)]


def other_hosts(path: Path, text: str) -> list[str]:
    """Judge a style sheet or script: it fetches nothing from another host."""
    found = re.findall(r"(?:url\(|import\s|fetch\(|from\s)\s*[\"']?((?:https?:)?//[^\"')\s]+)", text)
    return [f"{path}: {address}" for address in found]


def without_access(decisions: Mapping[str, str]) -> list[str]:
    """Judge addresses: each has an access decision."""
    return [f"{address}: no access decision" for address, decision in decisions.items() if not decision]


def untranslated(messages: Iterable[str], catalogue: Mapping[str, str]) -> list[str]:
    """Judge messages: each Thai one has its English."""
    return [f"no English: {message}" for message in messages if not catalogue.get(message)]


_PERSONAL = re.compile(
    r"(^|_)(phone|mobile|email|id_number|national_id|passport|birth|given_name|family_name|address|line_id)($|_)"
)


def unclassified(columns: Iterable[tuple[str, str]], declared: Mapping[str, Any]) -> list[str]:
    """Judge columns (model label, name) whose name smells of personal data: the model classifies each."""
    return [
        f"{model}.{column}: personal-looking column is not classified in `personal`"
        for model, column in columns
        if _PERSONAL.search(column) and column not in declared.get(model, {})
    ]


def differing(expected: Mapping[Any, bool], found: Mapping[Any, bool]) -> list[str]:
    """Compare the rights that should be with those that are."""
    breaches = []
    for cell in sorted(set(expected) | set(found), key=str):
        want, have = expected.get(cell, False), found.get(cell, False)
        if want != have:
            breaches.append(f"{cell}: {'allowed' if have else 'refused'}, expected {'allowed' if want else 'refused'}")
    return breaches


_WRITES = re.compile(
    r"^\s*(INSERT|UPDATE|DELETE|MERGE|TRUNCATE|CREATE|ALTER|DROP|COPY)\b|\bFOR (NO KEY )?UPDATE\b", re.I
)


def writes(statements: Iterable[str]) -> list[str]:
    """Return the statements that change the database; a GET has none, the sign-in session aside."""
    return [
        sql[:160]
        for sql in statements
        if _WRITES.search(sql) and '"django_session"' not in sql and "usersessions_usersession" not in sql
    ]
