"""The directory as files: a tabular data package (one CSV a table) beside the nested services as JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prasan.registers.hsds import records
from prasan.registers.hsds.source import Directory, offered, offices_of

Tables = dict[str, list[dict[str, Any]]]
FILES = {
    "organization": "organizations.csv", "organization_identifier": "organization_identifiers.csv",
    "service": "services.csv", "service_at_location": "service_at_location.csv", "location": "locations.csv",
    "phone": "phones.csv", "required_document": "required_documents.csv", "cost_option": "cost_options.csv",
    "service_area": "service_areas.csv", "attribute": "attributes.csv", "taxonomy": "taxonomies.csv",
    "taxonomy_term": "taxonomy_terms.csv",
}  # fmt: skip
"""Table → its file, as HSDS names them."""
COLUMNS: dict[str, tuple[str, ...]] = {
    "organization": ("id", "name", "alternate_name", "description", "email", "legal_status"),
    "organization_identifier": ("id", "organization_id", "identifier_type", "identifier"),
    "service": (
        "id", "organization_id", "name", "alternate_name", "description", "email", "status", "fees_description",
        "eligibility_description", "minimum_age", "maximum_age", "assured_date", "alert",
    ),
    "service_at_location": ("id", "service_id", "location_id", "description"),
    "location": (
        "id", "location_type", "organization_id", "name", "alternate_name", "description", "latitude", "longitude",
        "external_identifier", "external_identifier_type",
    ),
    "phone": ("id", "organization_id", "number", "type"),
    "required_document": ("id", "service_id", "document"),
    "cost_option": ("id", "service_id", "currency", "amount", "option"),
    "service_area": ("id", "service_id", "name", "description", "uri"),
    "attribute": ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity"),
    "taxonomy": ("id", "name", "description"),
    "taxonomy_term": ("id", "code", "name", "description", "language", "taxonomy_id"),
}  # fmt: skip
NUMBERS = frozenset({"minimum_age", "maximum_age", "amount", "latitude", "longitude"})
POINTS: dict[str, dict[str, str]] = {
    "organization_identifier": {"organization_id": "organization"}, "service": {"organization_id": "organization"},
    "service_at_location": {"service_id": "service", "location_id": "location"},
    "location": {"organization_id": "organization"}, "phone": {"organization_id": "organization"},
    "required_document": {"service_id": "service"}, "cost_option": {"service_id": "service"},
    "service_area": {"service_id": "service"},
    "attribute": {"link_id": "service", "taxonomy_term_id": "taxonomy_term"},
    "taxonomy_term": {"taxonomy_id": "taxonomy"},
}  # fmt: skip
"""Table → column → the table it points to."""


def gathered(actor: Any) -> tuple[Tables, list[dict[str, Any]]]:
    """Return the rows of every table, and the services nested; six queries."""
    known, rows = Directory(), offered(actor)
    services = [records.nested(one, known) for one in rows.iterator(chunk_size=2000)]
    tables: Tables = {name: [] for name in FILES}
    tables["taxonomy"], tables["taxonomy_term"] = records.taxonomies(), records.terms(actor)
    for office in offices_of(offered(actor)):
        whole = records.organization(office)
        tables["organization"].append(whole)
        tables["organization_identifier"] += whole["organization_identifiers"]
        tables["phone"] += whole.get("phones", [])
        tables["location"] += whole["locations"]
    places: dict[str, dict[str, Any]] = {}  # where mobile units stop: once, however many services come along
    for one in services:
        tables["service"].append(one)
        tables["service_at_location"] += one["service_at_locations"]
        places |= {at["location_id"]: at["location"] for at in one["service_at_locations"][1:]}
        for name in ("required_document", "cost_option", "service_area", "attribute"):
            tables[name] += one.get(f"{name}s", [])
    tables["location"] += places.values()
    return tables, services


def descriptor(tables: Tables) -> dict[str, Any]:
    """Return datapackage.json: every file with its columns, keys and what they point to."""
    resources = []
    for name, file in FILES.items():
        fields = [{"name": one, "type": "number" if one in NUMBERS else "string"} for one in COLUMNS[name]]
        keys = [
            {"fields": one, "reference": {"resource": where, "fields": "id"}}
            for one, where in POINTS.get(name, {}).items()
        ]
        schema: dict[str, Any] = {"fields": fields, "primaryKey": "id", "missingValues": [""]}
        resources.append({
            "name": name, "path": file, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "profile": "tabular-data-resource", "schema": schema | ({"foreignKeys": keys} if keys else {}),
        })  # fmt: skip
    return {
        "name": "human_services_data", "title": "ทำเนียบบริการ กระทรวงแรงงาน · service directory, Ministry of Labour",
        "profile": "tabular-data-package", "hsds_version": "3.0", "resources": resources,
    }  # fmt: skip


def table(name: str, rows: list[dict[str, Any]]) -> str:
    """Return the rows of a table as CSV; what is not told is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS[name], restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def files(actor: Any) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of each file of the package."""
    tables, services = gathered(actor)
    yield "datapackage.json", json.dumps(descriptor(tables), ensure_ascii=False, indent=2) + "\n"
    for name, file in FILES.items():
        yield file, table(name, tables[name])
    yield "services.jsonl", "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in services)


def export(actor: Any, target: Path) -> dict[str, int]:
    """Write the package into a folder, or into one file where the name ends in .zip; returns bytes by file.

    Raises OSError where it cannot be written.
    """
    written: dict[str, int] = {}
    if target.suffix.lower() == ".zip":
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, text in files(actor):
                packed.writestr(name, text)
                written[name] = len(text.encode())
        return written
    target.mkdir(parents=True, exist_ok=True)
    for name, text in files(actor):
        (target / name).write_bytes(text.encode())
        written[name] = len(text.encode())
    return written
