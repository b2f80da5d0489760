"""What may be read of a sent workbook: sizes, lies about sizes, cells far out; nothing is unpacked before that."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from prasan.platform.files import workbooks
from prasan.platform.files.workbooks import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, cells, fault_of, unpacks


def packed(*parts, packing=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in (("xl/workbook.xml", "<workbook/>"), *parts):
            archive.writestr(name, content)
    return out.getvalue()


def sheet(inner):
    return packed(("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{inner}</sheetData></worksheet>"))


def test_a_small_file_that_unpacks_to_much_is_huge():
    bomb = packed(("xl/sharedStrings.xml", bytes(MOST_BYTES + 1)))
    assert len(bomb) < MOST_BYTES // 500
    assert fault_of(bomb) == "huge"


def test_many_parts_count_together():
    assert fault_of(packed(*((f"xl/media/{n}.xml", bytes(MOST_BYTES // 4)) for n in range(5)))) == "huge"


def test_what_is_announced_as_huge_is_never_unpacked(monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "testzip", lambda self: pytest.fail("unpacked"))
    assert unpacks(packed(("a", bytes(MOST_BYTES + 1)))) == "huge"


def test_a_part_that_is_longer_than_announced_is_damaged():
    content = bytearray(packed(("xl/a.xml", bytes(100_000))))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo("xl/a.xml").file_size
    small = struct.pack("<I", 10)
    for at in [n for n in range(len(content) - 3) if content[n : n + 4] == struct.pack("<I", size)]:
        content[at : at + 4] = small
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        assert archive.getinfo("xl/a.xml").file_size == 10, "the lie stands"
    assert unpacks(bytes(content)) == "damaged"


def test_two_parts_of_one_name_are_damaged():
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = packed(("xl/a.xml", b"1"), ("xl/a.xml", b"2"))
    assert unpacks(twice) == "damaged"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 100, packed(("a", b"1" * 5000))[:-40]])
def test_broken_archives_are_damaged(content):
    assert fault_of(content) == "damaged"


def test_spoilt_bytes_inside_are_damaged():
    content = bytearray(packed(("xl/a.xml", bytes(range(256)) * 40)))
    at = content.index(b"xl/a.xml") + 20
    content[at : at + 8] = b"\xff" * 8
    assert fault_of(bytes(content)) == "damaged"


def test_an_archive_that_is_no_workbook_is_damaged():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", "x")
    assert (unpacks(out.getvalue()), fault_of(out.getvalue())) == ("", "damaged")


@pytest.mark.parametrize(
    ("inner", "fault"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c></row>', ""),
        (f'<row r="{MOST_ROWS}"><c r="IV{MOST_ROWS}"><v>1</v></c></row>', ""),
        (f'<row><c r="A{MOST_ROWS + 1}"><v>1</v></c></row>', "huge"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "huge"),
        ('<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>', "huge"),
        ("<row r='1'><c r='XFD1'><v>1</v></c></row>", "huge"),
        ('<x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>', "huge"),
        ('<row r="1048576"><c><v>1</v></c></row>', "huge"),
        ("<row>" + "<c><v>1</v></c>" * (MOST_COLUMNS + 1) + "</row>", "huge"),
        ("<row/>" * MOST_ROWS + "<row><c><v>1</v></c></row>", "huge"),
        ('<row r="1048576"><c r="XFD1048576" s="3"/></row>', ""),
        ('<row r="1048576"><c r="XFD1048576" s="3"></c></row>', ""),
    ],
)  # fmt: skip
def test_values_far_out_are_huge_and_empty_cells_are_not(inner, fault):
    assert fault_of(sheet(inner)) == fault


def test_a_sheet_is_one_whatever_its_part_is_called():
    far = '<worksheet><sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'
    assert fault_of(packed(("any/thing.bin", far))) == "huge"
    assert fault_of(packed(("any/thing.bin", far.encode("utf-16")))) == "huge"
    assert fault_of(packed(("xl/media/picture.png", b"\x89PNG\xff\xfe\x80"))) == ""


def test_cells_without_an_address_follow_the_one_before():
    found = [
        (one.row, one.column) for one in cells('<row r="3"><c><v>1</v></c><c r="D3"><v>1</v></c><c><v>1</v></c></row>')
    ]
    assert found == [(2, 0), (2, 3), (2, 4)]
    assert [workbooks.column_of(one) for one in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]
