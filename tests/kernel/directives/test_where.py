"""Where a directive holds: provinces, regions, the whole country, countries."""

import pytest

SOUTH = ("80", "81", "82", "83", "84", "85", "86", "90", "91", "92", "93", "94", "95", "96")


def test_a_region_is_its_provinces(only):
    assert only("ให้แรงงานจังหวัดทั้ง 14 จังหวัดภาคใต้เตรียมแผน").provinces == SOUTH
    assert len(only("ให้แรงงานจังหวัดภาคอีสานเตรียมแผน").provinces) == 20
    assert only("ให้แรงงานจังหวัดในเขตตรวจราชการที่ 7 เตรียมแผน").provinces == ("94", "95", "96")
    assert len(only("ให้แรงงานจังหวัดในเขตตรวจราชการที่ 5 ถึง 7 เตรียมแผน").provinces) == 14


@pytest.mark.parametrize(("count", "provinces"), [(3, 3), (4, 4), (5, 5)])
def test_the_count_tells_which_border_is_meant(only, count, provinces):
    assert len(only(f"ให้แรงงานจังหวัดชายแดนภาคใต้ {count} จังหวัด เตรียมแผน").provinces) == provinces


def test_names_behind_a_region_are_what_is_meant(only):
    assert only("ให้แรงงานจังหวัดในภาคใต้ ได้แก่ ตรัง และสตูล เตรียมแผน").provinces == ("91", "92")


def test_the_whole_country_is_no_list(only):
    one = only("ให้จัดหางานจังหวัดทั่วประเทศตรวจสอบแรงงาน")
    assert (one.lead, one.nationwide, one.provinces) == ("DOE", True, ())


def test_all_but_some(only):
    one = only("ให้แรงงานจังหวัดทุกจังหวัด ยกเว้นภาคใต้ จัดกิจกรรม")
    assert not one.nationwide
    assert len(one.provinces) == 76 - len(SOUTH)
    assert "10" not in one.provinces, "Bangkok has no provincial labour office"


def test_the_matter_tells_where(only):
    assert only("กรณีโรงงานปิดที่จังหวัดเลย ให้ กสร. ดูแลลูกจ้าง").provinces == ("42",)
    assert only("ในการประชุม ณ ศาลากลางจังหวัดเลย รัฐมนตรีสั่งการให้ กสร. ดูแลลูกจ้าง").provinces == ()


def test_nationality_is_no_place(only):
    assert only("ให้ กกจ. จดทะเบียนแรงงานเมียนมา ลาว และกัมพูชา").countries == ()
    assert only("ให้ กกจ. ดูแลแรงงานไทยในลาว").countries == ("LA",)


def test_an_office_abroad_brings_its_country(only):
    assert only("ให้ สนร.ริยาด ช่วยเหลือแรงงานไทย").countries == ("SA",)
    every = only("ให้ทูตแรงงานทุกแห่งเฝ้าระวังสถานการณ์")
    assert (every.lead, len(every.countries)) == ("ABROAD", 11)


def test_an_ambassador_is_found_by_the_country_of_the_matter(only):
    assert only("กรณีแรงงานไทยถูกทำร้ายในเกาหลีใต้ ให้ทูตแรงงานเข้าช่วยเหลือ").lead == "ABROAD-KR-SEOUL"
