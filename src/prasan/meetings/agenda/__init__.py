"""The agenda that writes itself: facts in, official items with minutes out. Pure Python; docs/algorithms/agenda.md."""

from prasan.meetings.agenda.basis import Basis, again, compare, digest, pack, unpack
from prasan.meetings.agenda.facts import KINDS, Evidence, Fact, Figures, Part
from prasan.meetings.agenda.rank import propose
from prasan.meetings.agenda.result import About, Agenda, Line, Section
from prasan.meetings.agenda.rules import OFFICIAL, Item, Rules

__all__ = [
    "KINDS",
    "OFFICIAL",
    "About",
    "Agenda",
    "Basis",
    "Evidence",
    "Fact",
    "Figures",
    "Item",
    "Line",
    "Part",
    "Rules",
    "Section",
    "again",
    "compare",
    "digest",
    "pack",
    "propose",
    "unpack",
]
