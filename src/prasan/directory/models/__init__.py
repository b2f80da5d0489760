"""Tables of the directory: areas and their dated groups, offices, people, seats, holidays."""

from prasan.directory.models.areas import Area, AreaGroup, AreaSet, GroupKind, Membership
from prasan.directory.models.holidays import Holiday
from prasan.directory.models.offices import Agency, Office
from prasan.directory.models.packs import Pack
from prasan.directory.models.people import Person
from prasan.directory.models.seats import Delegation, Seat
from prasan.directory.models.transfers import TransferLine, TransferOrder
from prasan.directory.models.uploads import Upload

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
    "Pack",
    "Person",
    "Seat",
    "TransferLine",
    "TransferOrder",
    "Upload",
]
