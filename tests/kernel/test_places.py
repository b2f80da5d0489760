"""Exact look-up of places."""

import pytest

from prasan.kernel.places import REASONS, Gazetteer, Place

GAZETTEER = Gazetteer(
    [
        Place("TH", "nation", "ประเทศไทย", "Thailand"),
        Place("10", "province", "กรุงเทพมหานคร", "Bangkok", "TH", ("กรุงเทพ", "กรุงเทพฯ"), ("กทม",)),
        Place("92", "province", "ตรัง", "Trang", "TH", (), ("ตง",)),
        Place("34", "province", "อุบลราชธานี", "Ubon Ratchathani", "TH", (), ("อบ",)),
        Place("84", "province", "สุราษฎร์ธานี", "Surat Thani", "TH", (), ("สฎ",)),
        Place("80", "province", "นครศรีธรรมราช", "Nakhon Si Thammarat", "TH", (), ("นศ",)),
        Place("60", "province", "นครสวรรค์", "Nakhon Sawan", "TH", (), ("นว",)),
        Place("1001", "district", "เขตพระนคร", "Phra Nakhon", "10"),
        Place("9201", "district", "เมืองตรัง", "Mueang Trang", "92"),
        Place("9203", "district", "ย่านตาขาว", "Yan Ta Khao", "92"),
        Place("940904", "subdistrict", "ตรัง", "Trang", "94"),
        Place("920302", "subdistrict", "ย่านตาขาว", "Yan Ta Khao", "9203"),
    ]
)


@pytest.mark.parametrize(
    "typed", ["จังหวัดตรัง", "จ.ตรัง", "จ. ตรัง", "92", "๙๒", "ตง", "Trang Province", "จังหวัด ตรัง", " Changwat Trang"]
)
def test_a_province_in_many_dresses(typed: str) -> None:
    found = GAZETTEER.find(typed).place
    assert found is not None
    assert found.code == "92"


def test_a_name_of_two_places_is_refused_until_the_kind_is_known() -> None:
    match = GAZETTEER.find("ตรัง")
    assert (match.place, match.refused) == (None, "ambiguous")
    assert {p.code for p in match.candidates} == {"92", "940904"}
    for typed in ("ตรัง", "Trang", "trang"):
        found = GAZETTEER.find(typed, kind="province").place
        assert found is not None
        assert found.code == "92"
    inner = GAZETTEER.find("ย่านตาขาว", within="9203", kind="subdistrict").place
    assert inner is not None
    assert inner.code == "920302"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("กทม.", "10"),
        ("กรุงเทพฯ", "10"),
        ("อุบลฯ", "34"),
        ("เขตพระนคร", "1001"),
        ("พระนคร", "1001"),
        ("อ.เมืองตรัง", "9201"),
        ("อำเภอย่านตาขาว", "9203"),
        ("ต.ย่านตาขาว", "920302"),
        ("Nakhon-Sawan", "60"),
    ],
)
def test_finds(typed: str, code: str) -> None:
    found = GAZETTEER.find(typed).place
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("อุบล", "unknown"),
        ("นครฯ", "ambiguous"),
        ("จ.ย่านตาขาว", "unknown"),
        ("แพร่", "unknown"),
        ("ฯ", "unknown"),
        ("จังหวัด", "unknown"),
        ("99", "unknown"),
    ],
)
def test_refuses(typed: str, reason: str) -> None:
    assert GAZETTEER.find(typed).refused == reason
    assert reason in REASONS


def test_kind_of_prefix_and_of_column_must_agree() -> None:
    assert GAZETTEER.find("จ.ตรัง", kind="district").refused == "unknown"
    assert GAZETTEER.find("92", kind="district").refused == "unknown"


def test_within_goes_up_the_tree() -> None:
    place = GAZETTEER.by_code("920302")
    assert place is not None
    assert GAZETTEER.is_within(place, "TH")
    assert not GAZETTEER.is_within(place, "10")
    assert len(GAZETTEER) == 12


def test_codes_are_unique() -> None:
    with pytest.raises(ValueError, match="92"):
        Gazetteer([Place("92", "province", "ก"), Place("92", "province", "ข")])
