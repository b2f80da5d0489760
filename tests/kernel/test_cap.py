"""CAP 1.2: in → out → in is identical, OASIS's schema agrees, hostile input is refused soon, chains in any order."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from prasan.kernel import cap
from prasan.kernel.cap.safe import MOST_BYTES
from tests.kernel.cap_strategies import ALERTS, SIGNED, faults, thai_alert

LONG = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def written(**more):
    return cap.write(thai_alert(**more)).decode()


def exact(alert):
    """Everything of an alert including what equality passes over: the zone of a moment."""
    return repr(alert)


@LONG
@given(ALERTS)
@example(thai_alert())
def test_what_goes_out_comes_in_again_and_goes_out_the_same(alert):
    raw = cap.write(alert)
    again = cap.read(raw)
    assert again == alert
    assert again.sent.utcoffset() == alert.sent.utcoffset()
    assert cap.write(again) == raw


@LONG
@given(ALERTS)
def test_what_goes_out_is_valid_by_the_schema_of_oasis(alert):
    assert not faults(cap.write(alert))


@LONG
@given(st.data())
def test_the_reader_takes_nothing_that_the_schema_refuses(data):
    """Lines of valid messages are dropped, doubled and swapped: whatever is still read is still valid."""
    root = etree.fromstring(cap.write(data.draw(ALERTS)))
    nodes = [one for one in root.iter() if one is not root]
    for _n in range(data.draw(st.integers(1, 3))):
        one, other = data.draw(st.sampled_from(nodes)), data.draw(st.sampled_from(nodes))
        act = data.draw(st.sampled_from(["drop", "move", "word", "rename"]))
        if act == "drop" and one.getparent() is not None:
            one.getparent().remove(one)
        elif act == "move" and other not in one.iter() and other.getparent() is not None:
            other.addnext(one)
        elif act == "word":
            one.text = other.text
        elif act == "rename":
            one.tag = other.tag
    raw = etree.tostring(root)
    try:
        cap.read(raw)
    except cap.CapError:
        return
    assert not faults(raw), raw


def test_what_a_warning_says_is_found_again():
    alert = cap.read(written().encode())
    th = alert.info("th")
    assert (th.event, th.severity, th.areas[0].geocodes) == ("หลอกลวงคนหางาน", "Severe", (cap.Pair("TH-DOPA", "92"),))
    assert th.description == "มีผู้แอบอ้าง <b>ชื่อกระทรวง</b> & เรียกเก็บเงิน"
    assert alert.info("en") is th
    assert alert.expires == th.expires


def test_utc_is_written_as_the_standard_asks():
    raw = written(sent=dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC))
    assert "<sent>2026-01-02T03:04:05-00:00</sent>" in raw
    assert cap.read(raw.encode()).sent == dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


CHANGED = [
    ("<sender>prasan@example.go.th", "<sender>prasan example", "bad-key", "sender"),
    ("<status>Actual", "<status>Real", "bad-word", "status"),
    ("+07:00</sent>", "Z</sent>", "bad-time", "sent"),
    ("2026-11-21T", "2026-02-30T", "bad-time", "sent"),
    ("2026-11-21T", "๒๐๒๖-11-21T", "bad-time", "sent"),
    ("<msgType>Alert", "<msgType>Update", "no-reference", "references"),
    ("7.55,99.61 0", "7.55,199.61 0", "bad-circle", "info/area/circle"),
    ("7.55,99.61 0", "7.55 99.61", "bad-circle", "info/area/circle"),
    ("<category>Security</category>", "", "missing", "info/category"),
    ("<severity>Severe</severity>", "", "missing", "info/severity"),
    ("<event>", "<event><b/>", "not-plain", "info/event"),
    ("<scope>Public</scope>", "<scope>Restricted</scope>", "missing", "restriction"),
    ("<scope>Public</scope>", "<scope>Private</scope>", "missing", "addresses"),
    ("<scope>Public</scope>", "<scope>Public</scope><scope>Public</scope>", "twice", "scope"),
    ("<scope>Public</scope>", "<scope>Public</scope><source>x</source>", "unknown-element", "source"),
    ("<scope>Public</scope>", "<scope>Public</scope><colour>red</colour>", "unknown-element", "colour"),
    ("<scope>Public</scope>", '<scope>Public</scope><x xmlns="urn:x"/>', "unknown-element", "x"),
    ("<scope>", '<scope lang="th">', "unknown-attribute", "scope"),
    ("<scope>", "loose words<scope>", "not-plain", ""),
    ("cap:1.2", "cap:1.1", "not-cap-1.2", ""),
    ("urn:oasis:names:tc:emergency:cap:1.2", "urn:x", "not-cap", ""),
    ("</alert>", "", "not-xml", ""),
]


@pytest.mark.parametrize(("before", "after", "code", "where"), CHANGED)
def test_a_message_that_is_none_is_refused_with_the_reason_and_the_place(before, after, code, where):
    good = written()
    assert before in good
    with pytest.raises(cap.CapError) as refused:
        cap.read(good.replace(before, after, 1).encode())
    assert (refused.value.code, refused.value.where) == (code, where)


WRONG = [
    ({"identifier": "a,b"}, "bad-key"), ({"sent": dt.datetime(2026, 1, 1)}, "bad-time"),
    ({"sent": dt.datetime(2026, 1, 1, microsecond=1, tzinfo=dt.UTC)}, "bad-time"),
    ({"kind": cap.Kind.CANCEL}, "no-reference"), ({"note": "a\x00b"}, "bad-character"),
    ({"signatures": ("<x/>",)}, "unknown-element"), ({"infos": thai_alert().infos * 51}, "too-many"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "code"), WRONG)
def test_what_would_be_no_message_is_not_written(more, code):
    with pytest.raises(cap.CapError) as refused:
        cap.write(thai_alert(**more))
    assert refused.value.code == code


def test_a_signature_is_carried_and_nothing_may_stand_behind_it():
    signed = written().replace("</alert>", f"{SIGNED}</alert>")
    alert = cap.read(signed.encode())
    assert alert.signatures == (SIGNED,)
    assert SIGNED in cap.write(alert).decode()
    late = written().replace("<scope>", f"{SIGNED}<scope>")
    with pytest.raises(cap.CapError, match="unknown-element scope"):
        cap.read(late.encode())


HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "entities": (f'{HEAD}<!-- a --><?b?><!DOCTYPE alert [<!ENTITY e0 "ha">{BOMB}]>'
                 f"{written().split('?>', 1)[1].replace('โทร 1506', '&e9;')}", "dtd"),
    "outside": (HEAD + '<!DOCTYPE alert SYSTEM "file:///etc/passwd">' + written().split("?>", 1)[1], "dtd"),
    "unknown entity": (written().replace("โทร 1506", "&nbsp;"), "not-xml"),
    "one letter": ("ก" * 600_000, "not-xml"),
    "one letter as words": (written().replace("โทร 1506", "a" * 1_900_000), ""),
    "too big": ("a" * (MOST_BYTES + 1), "too-big"),
    "deep": ("<a>" * 300_000, "not-xml"),
    "deep and whole": ("<a>" * 200 + "</a>" * 200, "too-deep"),
    "wide": (f'<alert xmlns="{cap.NAMESPACE}">' + "<info/>" * 200_000 + "</alert>", "too-many"),
    "attributes": ("<alert " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>", "not-cap"),
    "spaces": (written().replace("7.55,99.61 0", " " * 1_900_000), "bad-circle"),
    "digits": (written().replace("7.55,99.61 0", "7.55,99.61 " + "9" * 1_900_000), "bad-circle"),
    "points": (written().replace("<circle>7.55,99.61 0</circle>", f"<polygon>{'1,1 ' * 400_000}</polygon>"),
               "too-many-points"),
    "references": (written().replace("</scope>", f"</scope><references>{'a,b ' * 400_000}</references>"),
                   "bad-reference"),
    "comments": ("<!--" * 300_000, "not-xml"),
    "comments that end": ("<!---->" * 250_000 + "<a/>", "not-cap"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_costs_at_most_a_second(name):
    text, code = HOSTILE[name]
    raw = text.encode()
    began = time.process_time()
    try:
        cap.read(raw)
        found = ""
    except cap.CapError as refused:
        found = refused.code
    assert time.process_time() - began < 1
    assert found == code


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_an_encoding_in_which_a_dtd_could_hide_is_refused(encoding):
    with pytest.raises(cap.CapError, match="bad-encoding"):
        cap.read(written().replace("UTF-8", encoding.upper()).encode(encoding))
    with pytest.raises(cap.CapError, match="bad-encoding"):
        cap.read(b'<?xml version="1.0" encoding="UTF-7"?><a/>')


def test_tis_620_is_read():
    raw = written().split("?>", 1)[1]
    assert cap.read(('<?xml version="1.0" encoding="TIS-620"?>' + raw).encode("tis-620")) == thai_alert()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda text: f"<alert>{text}</alert>".encode()))
def test_any_bytes_are_an_alert_or_refused(raw):
    with pytest.raises(cap.CapError):
        cap.read(raw)


HOUR = dt.timedelta(hours=1)


def chain():
    first = thai_alert()
    update = thai_alert(identifier="b", sent=first.sent + HOUR, kind=cap.Kind.UPDATE, references=(first.key,))
    second = thai_alert(identifier="c", sent=first.sent + 2 * HOUR, kind=cap.Kind.UPDATE, references=(update.key,))
    end = thai_alert(
        identifier="d", sent=first.sent + 3 * HOUR, kind=cap.Kind.CANCEL, references=(second.key, first.key)
    )
    other = thai_alert(identifier="z")
    return first, update, second, end, other


@given(st.permutations(range(5)))
def test_a_chain_is_the_same_in_whatever_order_it_comes(order):
    messages = chain()
    found = cap.chains([messages[n] for n in order])
    first, update, second, end, other = messages
    assert {found.root[one.key] for one in (first, update, second, end)} == {first.key}
    assert found.root[other.key] == other.key
    assert found.replaced == {first.key, update.key, second.key}
    assert found.cancelled == {first.key, second.key}
    assert [found.in_force(one, first.sent) for one in messages] == [False, False, False, False, True]


def test_nobody_takes_back_the_words_of_others():
    first = thai_alert()
    false = thai_alert(identifier="b", sender="someone@else", kind=cap.Kind.CANCEL, references=(first.key,))
    found = cap.chains([first, false])
    assert found.in_force(first, first.sent)
    assert found.root[false.key] == false.key


def test_what_has_expired_holds_no_more():
    first = thai_alert()
    found = cap.chains([first])
    assert found.in_force(first, first.expires - HOUR)
    assert not found.in_force(first, first.expires)
    for_ever = replace(first, infos=(replace(first.infos[0], expires=None),))
    assert found.in_force(for_ever, first.expires + 999 * HOUR)


def test_an_update_whose_first_message_never_came_has_the_place_of_it():
    first, update, *_rest = chain()
    assert cap.chains([update]).root[update.key] == first.key


def test_messages_inside_a_feed_are_read_one_by_one():
    first, second, *_rest = chain()
    body = b"".join(cap.write(one).split(b"?>", 1)[1] for one in (first, second))
    broken = cap.write(first).split(b"?>", 1)[1].replace(b"<status>Actual", b"<status>Real")
    feed = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>' + body + broken + b"</content></entry></feed>"
    found = cap.messages(feed)
    assert found[:2] == [first, second]
    assert (found[2].code, found[2].where) == ("bad-word", "status")
    assert cap.messages(cap.write(first)) == [first]
    for raw in (b"<feed/>", b'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.1"/>'):
        with pytest.raises(cap.CapError, match="not-cap"):
            cap.messages(raw)
