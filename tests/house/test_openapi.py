"""The API's description is committed: a change of the API shows in the review as a change of docs/openapi.json."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest
from ninja import Router

from prasan.connect import api as assembly
from prasan.connect import cli
from prasan.connect.api import Api, schema
from prasan.platform.cli import OK, PROBLEMS

PATHS = schema()["paths"]  # drawn up once: it takes seconds
KEPT = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_api_is_the_committed_one():
    assert cli.openapi_text() == KEPT.read_text(), "write it with: prasan openapi --write docs/openapi.json"


def test_a_planted_operation_is_seen(monkeypatch, tmp_path):
    planted = Router()

    @planted.get("/planted")
    def planted_view(request):
        return {}

    changed = Api(docs_url=None, openapi_url=None, urls_namespace="planted")
    changed.add_router("", planted)
    monkeypatch.setattr(assembly, "api", changed)
    assert "/api/v1/planted" in schema()["paths"]
    assert cli.openapi_text() != KEPT.read_text()
    assert cli.openapi(Namespace(check=str(KEPT), write=None)) == PROBLEMS


def test_a_changed_field_in_the_file_is_seen(tmp_path):
    copy = tmp_path / "openapi.json"
    copy.write_text(KEPT.read_text())
    assert cli.openapi(Namespace(check=str(copy), write=None)) == OK
    copy.write_text(KEPT.read_text().replace('"name_th"', '"name"', 1))
    assert cli.openapi(Namespace(check=str(copy), write=None)) == PROBLEMS
    assert cli.openapi(Namespace(check=str(tmp_path / "none"), write=None)) == PROBLEMS


def test_the_command_writes_what_it_compares(tmp_path):
    target = tmp_path / "new.json"
    assert cli.openapi(Namespace(check=None, write=str(target))) == OK
    assert json.loads(target.read_text()) == schema()


@pytest.mark.parametrize("path", sorted(PATHS))
def test_every_operation_says_what_it_does_and_how_it_fails(path):
    for method, operation in PATHS[path].items():
        assert operation["description"], (method, path)
        assert {"200", "401", "403", "404", "409", "422"} <= set(operation["responses"]), (method, path)
        assert operation["security"], (method, path)


def test_operations_have_names_of_their_own():
    names = [one["operationId"] for item in PATHS.values() for one in item.values()]
    assert len(names) == len(set(names)) >= 28
