"""Tables of the directory: areas and their dated groups, offices, people, seats, holidays."""

from prasan.directory.models.areas import Area, AreaGroup, AreaSet, GroupKind, Membership
from prasan.directory.models.holidays import Holiday
from prasan.directory.models.offices import Agency, Office
from prasan.directory.models.people import Person
from prasan.directory.models.seats import Delegation, Seat

__all__ = [
    "Agency",
    "Area",
    "AreaGroup",
    "AreaSet",
    "Delegation",
    "GroupKind",
    "Holiday",
    "Membership",
    "Office",
    "Person",
    "Seat",
]
