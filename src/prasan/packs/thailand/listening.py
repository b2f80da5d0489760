"""What the listening desk knows of Thailand: the served model, the types of event, the cues under them.

Reads only files of this folder; needs neither Django nor a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from prasan.kernel.classify import Model
from prasan.kernel.classify.cues import Group, groups_of
from prasan.kernel.classify.rows import Row
from prasan.packs.tables import folder, rows

MODEL_FILE = "listening_model.npz"


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event that a text may tell: code, names and the written definition that people label by."""

    code: str
    name_th: str
    name_en: str
    definition_th: str
    definition_en: str


@cache
def model() -> Model:
    """Return the model that came with this version, loaded once. Raises NotAModel where its file is broken."""
    return Model.load(folder() / MODEL_FILE)


@cache
def event_types() -> tuple[EventType, ...]:
    """Return the types of event in the order of the lists."""
    fields = EventType.__dataclass_fields__
    return tuple(EventType(**{name: row[name] for name in fields}) for row in rows("event_types"))


@cache
def cue_groups() -> tuple[Group, ...]:
    """Return the cues of every type, then those of relevance: what a training starts from."""
    return groups_of(rows("event_types")) + groups_of(rows("labour_cues"), "name")


def labels_by_reading() -> dict[str, Row]:
    """Return what reading said of releases: id → a row without text; an empty relevance with weight 0 is left out."""
    found = {}
    types = {row["blob"]: frozenset(row["types"].split()) for row in rows("type_labels")}
    for row in rows("relevance_labels"):
        said = None if row["relevant"] == "" else row["relevant"] == "1"
        found[row["blob"]] = Row(row["blob"], "", "", said, types.pop(row["blob"], None), float(row["weight"]))
    return found | {blob: Row(blob, "", "", None, codes) for blob, codes in types.items()}
