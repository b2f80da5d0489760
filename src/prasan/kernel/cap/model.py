"""An alert of CAP 1.2 as plain values; names follow the standard where Python's own words allow it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"


class CapError(ValueError):
    """What is no alert: `code` says why, `where` the element it stands in ("info/area/circle")."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(f"{code} {where}".strip())
        self.code = code
        self.where = where


class Status(StrEnum):
    """How it is to be handled."""

    ACTUAL = "Actual"
    EXERCISE = "Exercise"
    SYSTEM = "System"
    TEST = "Test"
    DRAFT = "Draft"


class Kind(StrEnum):
    """What the message is (msgType)."""

    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"
    ACK = "Ack"
    ERROR = "Error"


class Scope(StrEnum):
    """Whom it is for."""

    PUBLIC = "Public"
    RESTRICTED = "Restricted"
    PRIVATE = "Private"


class Category(StrEnum):
    """Which kind of thing happened."""

    GEO = "Geo"
    MET = "Met"
    SAFETY = "Safety"
    SECURITY = "Security"
    RESCUE = "Rescue"
    FIRE = "Fire"
    HEALTH = "Health"
    ENV = "Env"
    TRANSPORT = "Transport"
    INFRA = "Infra"
    CBRNE = "CBRNE"
    OTHER = "Other"


class Response(StrEnum):
    """What those who receive it shall do (responseType)."""

    SHELTER = "Shelter"
    EVACUATE = "Evacuate"
    PREPARE = "Prepare"
    EXECUTE = "Execute"
    AVOID = "Avoid"
    MONITOR = "Monitor"
    ASSESS = "Assess"
    ALL_CLEAR = "AllClear"
    NONE = "None"


class Urgency(StrEnum):
    """How soon somebody must act."""

    IMMEDIATE = "Immediate"
    EXPECTED = "Expected"
    FUTURE = "Future"
    PAST = "Past"
    UNKNOWN = "Unknown"


class Severity(StrEnum):
    """How bad it is."""

    EXTREME = "Extreme"
    SEVERE = "Severe"
    MODERATE = "Moderate"
    MINOR = "Minor"
    UNKNOWN = "Unknown"


class Certainty(StrEnum):
    """How sure it is."""

    OBSERVED = "Observed"
    LIKELY = "Likely"
    POSSIBLE = "Possible"
    UNLIKELY = "Unlikely"
    UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier message, by sender, identifier and when it was sent."""

    sender: str
    identifier: str
    sent: dt.datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """A value in somebody's list of codes (valueName, value): geocode, eventCode, parameter."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A point in degrees (WGS 84) and a radius in kilometres, 0 for the point itself."""

    latitude: Decimal
    longitude: Decimal
    radius: Decimal


Polygon = tuple[tuple[Decimal, Decimal], ...]
"""Points (latitude, longitude) in degrees; the last is the first again."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where: words, shapes, codes; heights in feet above mean sea level."""

    description: str
    polygons: tuple[Polygon, ...] = ()
    circles: tuple[Circle, ...] = ()
    geocodes: tuple[Pair, ...] = ()
    altitude: Decimal | None = None
    ceiling: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """A file beside the words."""

    description: str
    mime_type: str
    size: int | None = None
    uri: str = ""
    content: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Info:
    """What is told in one language; an empty `language` stands for the standard's en-US."""

    event: str
    categories: tuple[Category, ...]
    urgency: Urgency
    severity: Severity
    certainty: Certainty
    language: str = ""
    responses: tuple[Response, ...] = ()
    audience: str = ""
    event_codes: tuple[Pair, ...] = ()
    effective: dt.datetime | None = None
    onset: dt.datetime | None = None
    expires: dt.datetime | None = None
    sender_name: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    web: str = ""
    contact: str = ""
    parameters: tuple[Pair, ...] = ()
    resources: tuple[Resource, ...] = ()
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """One message. `signatures` are carried along as canonical XML and never judged: see docs/algorithms/cap.md."""

    identifier: str
    sender: str
    sent: dt.datetime
    status: Status
    kind: Kind
    scope: Scope
    source: str = ""
    restriction: str = ""
    addresses: str = ""
    codes: tuple[str, ...] = ()
    note: str = ""
    references: tuple[Reference, ...] = ()
    incidents: str = ""
    infos: tuple[Info, ...] = ()
    signatures: tuple[str, ...] = ()

    @property
    def key(self) -> Reference:
        """Return how other messages refer to this one."""
        return Reference(self.sender, self.identifier, self.sent)

    def info(self, language: str) -> Info | None:
        """Return the words in a language ("th" finds "th-TH"), else the first there are."""
        fits = (one for one in self.infos if (one.language or "en-US").lower().split("-")[0] == language.lower())
        return next(fits, self.infos[0] if self.infos else None)

    @property
    def expires(self) -> dt.datetime | None:
        """Return when its last words expire; None where some words never do."""
        ends = [one.expires for one in self.infos]
        return max((end for end in ends if end), default=None) if all(ends) else None
