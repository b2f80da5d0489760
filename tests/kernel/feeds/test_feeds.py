"""Feeds, pages, mail and files: what is whole is read, what is not is refused with its reason."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from prasan.kernel.feeds import (
    MOST_ENTRIES,
    MOST_TEXT,
    Entry,
    document,
    jsonfeed,
    mail,
    pasted,
    webpage,
    words,
    xmlfeed,
)
from prasan.kernel.feeds.charset import decode
from prasan.kernel.feeds.moments import moment
from prasan.kernel.feeds.unpack import TooLarge, inflate

NOW = dt.datetime(2026, 6, 25, 3, tzinfo=dt.UTC)
ITEM = "<item><title>โรงงานสมมติปิดตัว</title><link>http://a.invalid/1</link><description>ลูกจ้าง 50 คน</description></item>"


def rss(inner: str, codec: str = "utf-8", named: str = "utf-8") -> bytes:
    whole = f'<?xml version="1.0" encoding="{named}"?><rss version="2.0"><channel>{inner}</channel></rss>'
    return whole.encode(codec)


@pytest.mark.parametrize("named", ["tis-620", "TIS620", "windows-874", "cp874", "iso-8859-11"])
def test_thai_code_pages(named):
    (one,) = xmlfeed.parse(rss(ITEM, "cp874", named), "", NOW).entries
    assert (one.title, one.text, one.url) == ("โรงงานสมมติปิดตัว", "ลูกจ้าง 50 คน", "http://a.invalid/1")


def test_a_wrong_declaration_is_seen_through():
    assert xmlfeed.parse(rss(ITEM, "utf-8", "tis-620"), "", NOW).entries[0].title == "โรงงานสมมติปิดตัว"
    assert xmlfeed.parse(rss(ITEM, "cp874", "utf-8"), "", NOW).entries[0].title == "โรงงานสมมติปิดตัว"
    assert xmlfeed.parse(rss(ITEM, "cp874", "iso-8859-1"), "", NOW).entries[0].title == "โรงงานสมมติปิดตัว"
    assert decode("café".encode("latin-1"), "text/html; charset=iso-8859-1") == ("café", "cp1252")


def test_a_feed_cut_anywhere_gives_whole_entries_only():
    whole = rss("".join(ITEM.replace("50", str(n)) for n in range(100, 104)))
    texts = {f"ลูกจ้าง {n} คน" for n in range(100, 104)}
    for end in range(1, len(whole), 7):
        found = xmlfeed.parse(whole[:end], "", NOW)
        good = [one for one in found.entries if not one.fault]
        assert {one.text for one in good} <= texts
        assert {one.fault for one in found.entries} <= {"", "cut-off", "empty"}


def test_atom_with_xhtml_and_two_links():
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">A &amp;amp; B</title>
    <link rel="self" href="http://x.invalid/self"/><link href="http://x.invalid/1"/><updated>2026-01-02T03:04:05Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>หนึ่ง</p><p>สอง</p></div></content></entry></feed>"""
    (one,) = xmlfeed.parse(feed.encode(), "", NOW).entries
    assert (one.title, one.text, one.url) == ("A & B", "หนึ่ง\n\nสอง", "http://x.invalid/1")
    assert one.published == dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


def test_entities_are_never_expanded():
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{lines}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    feed = f"{bomb}<rss><channel><item><title>ข่าว &l9; &f;</title><description>คำ</description></item></channel></rss>"
    found = xmlfeed.parse(feed.encode(), "", NOW)
    assert all("lol" not in one.title and "root" not in one.title for one in found.entries)


HOSTILE = {
    "letter": b"a" * 1_000_000, "thai": "ก".encode() * 333_333, "tags": b"<" * 1_000_000, "open": b"<div>" * 200_000,
    "amp": b"&" * 1_000_000, "paragraphs": b"<p>" * 330_000, "items": b"<rss>" + b"<item>" * 140_000,
    "nested": b"[" * 1_000_000, "commas": b"<p>" + b"a," * 500_000, "clock": b"1:11\t" * 200_000,
    "attributes": b"<a b=" * 200_000, "spaces": b" " * 1_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_megabyte_costs_a_second_at_most(name):
    import time

    raw = HOSTILE[name]
    for call in (
        lambda: xmlfeed.parse(raw, "", NOW),
        lambda: jsonfeed.parse(raw, "", NOW),
        lambda: webpage.parse(raw, "", NOW, {}, ""),
        lambda: document.parse(raw, "a.txt", NOW),
        lambda: mail.parse(b"Subject: a\n\n" + raw, NOW),
    ):
        begins = time.process_time()
        found = call()
        assert time.process_time() - begins < 1.0
        # a mail of a subject alone is news; what has words must not be a run of one letter
        kept = [one for one in found.entries if not one.fault and not (one.title and not one.text)]
        assert all(len(set(one.text)) > 3 for one in kept), kept[:1]


def test_json_feed():
    raw = """{"version": "https://jsonfeed.org/version/1.1", "items": [
      {"id": "1", "title": "หัว", "content_html": "<p>เนื้อ</p>", "url": "http://a.invalid/1",
       "date_published": "2026-01-01T00:00:00+07:00"}, 3, {"id": "2"}]}"""
    found = jsonfeed.parse(raw.encode(), "", NOW).entries
    assert [(one.title, one.text, one.fault) for one in found] == [
        ("หัว", "เนื้อ", ""), ("", "", "bad-entry"), ("", "", "empty"),
    ]  # fmt: skip
    assert jsonfeed.parse(b'{"items": [', "", NOW).fault == "broken"
    assert jsonfeed.parse(b'{"a": 1}', "", NOW).fault == "not-feed"


PAGE = """<html><head><meta charset="windows-874"><title>x</title></head><body><nav>เมนู</nav><ul>
<li class=n><a href="/1">ข่าวหนึ่ง</a><span class=d>16 ธันวาคม 2560</span><p>เนื้อหา</p></li>
<li class=n><a href="/2">ข่าวสอง</a></li></ul></body></html>"""


def test_a_page_by_selectors():
    chosen = {"item": "li.n", "title": "a", "date": ".d", "body": "p"}
    one, two = webpage.parse(PAGE.encode("cp874"), "", NOW, chosen, "http://s.invalid/x").entries
    assert (one.title, one.text, one.url) == ("ข่าวหนึ่ง", "เนื้อหา", "http://s.invalid/1")
    assert one.published == dt.datetime(2017, 12, 15, 17, tzinfo=dt.UTC)
    assert (two.title, two.url) == ("ข่าวสอง", "http://s.invalid/2")


def test_a_rebuilt_page_is_told():
    assert webpage.parse(PAGE.encode(), "", NOW, {"item": "article.news"}, "").fault == "no-match"
    assert webpage.wrong_selector({"item": "li..n"}) == "item"
    assert webpage.wrong_selector({"item": "li.n"}) == ""


def test_what_stands_behind_more_tags_than_news_has_is_left_out():
    body = "<p>ต้นเรื่องอ่านได้ทั้งหมด</p>" + "<i></i>" * words.MOST_TAGS + "<p>ท้ายเรื่อง</p>"
    assert words.text_of(words.parse_html(body)) == "ต้นเรื่องอ่านได้ทั้งหมด"
    just = f"<p>ต้น</p>{'<i></i>' * (words.MOST_TAGS // 2 - 3)}<p>ท้าย</p>"
    assert words.text_of(words.parse_html(just)) == "ต้น\n\nท้าย"


def test_an_article_without_selectors():
    told = "เล่าเรื่องโรงงานและลูกจ้างอย่างยาวพอสมควร เพื่อให้เห็นว่าเป็นเนื้อข่าวจริง"
    body = "".join(f"<p>ย่อหน้าสมมติที่ {n} {told}</p>" for n in range(9))
    inner = f"<body><nav><a>หน้าแรก</a></nav><article><h1>หัวข่าว</h1>{body}</article></body>"
    page = f"<html><head><title>หัวข่าว</title></head>{inner}</html>"
    (one,) = webpage.parse(page.encode(), "", NOW, {}, "http://s.invalid").entries
    assert one.title == "หัวข่าว"
    assert "ย่อหน้าสมมติที่ 8" in one.text
    assert "หน้าแรก" not in one.text


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Sat, 16 Dec 2017 10:00:00 +0700", "2017-12-16T03:00"),
        ("Sat, 16 Dec 2560 10:00:00 +0700", "2017-12-16T03:00"),
        ("2017-12-16T10:00:00+07:00", "2017-12-16T03:00"),
        ("2560-12-16 10:00", "2017-12-16T03:00"),
        ("16 ธ.ค. 2560 เวลา 10.00 น.", "2017-12-16T03:00"),
        ("วันที่ ๑๖ ธันวาคม ๒๕๖๐", "2017-12-15T17:00"),
    ],
)
def test_moments(said, day):
    found = moment(said, NOW)
    assert found is not None
    assert f"{found:%Y-%m-%dT%H:%M}" == day


UNKNOWN = [
    "", "เมื่อวานนี้", "Sat, 16 Dec 2099 10:00:00 +0700", "1970-01-01T00:00:00Z", "32/13/2560", "x" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("said", UNKNOWN)
def test_moments_that_nobody_can_know(said):
    assert moment(said, NOW) is None


def test_the_identity_is_the_content():
    one = Entry("หัว", "เนื้อ  ข่าว", "http://a.invalid/1", NOW)
    assert one.identity() == Entry("หัว ", "เนื้อ ข่าว", "http://b.invalid/2?utm=1").identity()
    assert one.identity() != Entry("หัว", "เนื้อข่าวอื่น").identity()
    assert Entry("หัว", "", "http://a.invalid/1").identity() != Entry("หัว", "", "http://a.invalid/2").identity()
    assert Entry("หัว", "เนื้อ", salt="a").identity() != Entry("หัว", "เนื้อ", salt="b").identity()


def test_what_line_puts_around_a_message_goes():
    sent = (
        "[LINE] แชทกับแรงงานจังหวัดสมมติ\nบันทึกเมื่อ 2018/03/01 10:00\n\n2018/03/01(พฤ)\n"
        "10:15\tผู้ส่งสมมติ\tพบโรงงานไฟไหม้\n10:16\tผู้ส่งสมมติ\t[Photo]\nมีคนเจ็บ 3 ราย"
    )
    header, words = pasted.split_header(sent)
    assert words == "พบโรงงานไฟไหม้\nมีคนเจ็บ 3 ราย"
    assert "ผู้ส่งสมมติ" in header
    assert pasted.parse("โรงงานปิด\nลูกจ้าง 9 คน").title == "โรงงานปิด"
    assert pasted.split_header("ส่งต่อผู้บาดเจ็บไปโรงพยาบาล 3 ราย")[1] == "ส่งต่อผู้บาดเจ็บไปโรงพยาบาล 3 ราย"


def test_mail():
    raw = (
        b"Subject: =?utf-8?b?4LiX4LiU4Liq4Lit4Lia?=\nFrom: a@b.invalid\nDate: Sat, 16 Dec 2017 10:00:00 +0700\n"
        b"Content-Type: text/plain; charset=tis-620\n\n" + "เนื้อข่าว".encode("cp874")
    )
    (one,) = mail.parse(raw, NOW).entries
    assert (one.title, one.text, one.published) == ("ทดสอบ", "เนื้อข่าว", dt.datetime(2017, 12, 16, 3, tzinfo=dt.UTC))
    assert mail.parse(b"\x00\x01\x02", NOW).fault == "not-mail"


def docx(xml: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_files():
    lines = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in ("หัว", "เนื้อ"))
    xml = f'<w:document xmlns:w="{WORD}"><w:body>{lines}</w:body></w:document>'
    assert document.parse(docx(xml.encode()), "a.docx", NOW).entries[0].text == "หัว\nเนื้อ"
    assert document.parse(docx(b"<w>" + b" " * 90_000_000), "a.docx", NOW).fault == "bomb"
    assert document.parse(b"PK\x03\x04nothing", "a.docx", NOW).fault == "broken"
    assert document.parse(b"MZ\x00", "a.exe", NOW).fault == "file-type"
    assert document.parse(b"a\x00b", "a.txt", NOW).fault == "not-text"
    assert document.parse(b"  ", "a.txt", NOW).fault == "empty"


def test_bombs_stop_at_the_limit():
    import gzip

    packed = gzip.compress(b"a" * 50_000_000)
    with pytest.raises(TooLarge):
        inflate(packed, "gzip", 1_000_000)
    assert inflate(gzip.compress(b"abc"), "gzip", 10) == b"abc"
    assert inflate(gzip.compress(b"abc" * 999)[:-6], "gzip", 10_000)[:3] == b"abc"
    with pytest.raises(ValueError, match="header"):
        inflate(b"plain", "gzip", 10)


def test_limits():
    assert xmlfeed.parse(rss("<item><title>ก</title></item>" * (MOST_ENTRIES + 1)), "", NOW).fault == "too-many"
    long = "ข่าว " * (MOST_TEXT // 5 + 9)
    (one,) = xmlfeed.parse(rss(f"<item><title>ก</title><description>{long}</description></item>"), "", NOW).entries
    assert one.fault == "too-long"
    assert xmlfeed.parse(b"not a feed", "", NOW).fault == "not-feed"
