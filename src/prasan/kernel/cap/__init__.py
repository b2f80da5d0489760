"""Public warnings in the Common Alerting Protocol 1.2 (OASIS, ITU-T X.1303bis): model, reading, writing, chains.

`read(write(alert)) == alert` for whatever is a valid alert, and `write(read(raw))` is valid for whatever `read` takes
(docs/algorithms/cap.md). Nothing here asks a network, loads a DTD or expands an entity.
"""

from prasan.kernel.cap.bundle import messages
from prasan.kernel.cap.chains import Chains, chains
from prasan.kernel.cap.model import (
    NAMESPACE,
    Alert,
    Area,
    CapError,
    Category,
    Certainty,
    Circle,
    Info,
    Kind,
    Pair,
    Reference,
    Resource,
    Response,
    Scope,
    Severity,
    Status,
    Urgency,
)
from prasan.kernel.cap.read import MOST_BYTES, read
from prasan.kernel.cap.rules import must_hold
from prasan.kernel.cap.write import MEDIA_TYPE, write

__all__ = [
    "MEDIA_TYPE",
    "MOST_BYTES",
    "NAMESPACE",
    "Alert",
    "Area",
    "CapError",
    "Category",
    "Certainty",
    "Chains",
    "Circle",
    "Info",
    "Kind",
    "Pair",
    "Reference",
    "Resource",
    "Response",
    "Scope",
    "Severity",
    "Status",
    "Urgency",
    "chains",
    "messages",
    "must_hold",
    "read",
    "write",
]
