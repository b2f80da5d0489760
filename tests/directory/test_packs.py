"""Loading the Thai pack: counts, numbering, once per version, and respect for changes by hand."""

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from prasan.directory.models import Agency, Area, AreaSet, Holiday, Office, Pack
from prasan.packs.loading import load_pack
from prasan.packs.writing import hand_changed
from prasan.platform.journal.models import Entry

pytestmark = pytest.mark.usefixtures("pack")


def test_areas_have_the_official_counts_and_codes():
    counts = {kind: Area.objects.filter(kind=kind).count() for kind in ("nation", "province", "district")}
    assert counts == {"nation": 1, "province": 77, "district": 928}
    assert Area.objects.filter(kind="subdistrict").count() == 7436
    trang = Area.objects.get(code="92")
    assert (trang.pk, trang.last, trang.name_th, trang.name_en) == (920000, 929999, "ตรัง", "Trang")
    district = Area.objects.get(code="9201")
    assert (district.pk, district.last, district.parent_id) == (920100, 920199, 920000)
    place = Area.objects.get(code="920101")
    assert (place.pk, place.last, place.parent_id) == (920101, 920101, 920100)
    assert len(place.postal_code) == 5
    assert Area.objects.get(code="TH").last == 999999


def test_every_area_lies_within_its_parent():
    outside = Area.objects.exclude(parent=None).exclude(id__gt=F("parent__id"), last__lte=F("parent__last"))
    assert not outside.exists()


def test_countries_are_numbered_by_code_and_do_not_meet_thailand():
    countries = list(Area.objects.filter(kind="country").order_by("code").values_list("code", "id", "last"))
    assert countries[0] == ("AD", 2_000_000, 2_000_999)
    assert [number for _, number, _ in countries] == [2_000_000 + 1000 * i for i in range(len(countries))]
    assert "TH" not in {code for code, _, _ in countries}


def test_agencies_stand_in_ministry_order():
    assert list(Agency.objects.values_list("code", flat=True)) == ["OPS", "DOE", "DSD", "DLPW", "SSO"]


def test_each_of_76_provinces_has_five_units_and_bangkok_its_own():
    for province in Area.objects.provinces():
        units = Office.objects.filter(area=province, kind=Office.Kind.PROVINCIAL)
        agencies = set(units.values_list("agency_id", flat=True))
        assert agencies == {"OPS", "DOE", "DSD", "DLPW", "SSO"}, province
        assert units.filter(leads_province=True).count() == 1, province
        if province.code != "10":
            assert units.count() == 5, province
    bangkok = Office.objects.get(code="OPS-10")
    assert "แรงงานจังหวัด" not in bangkok.name_th
    assert Office.objects.filter(area__code="10", agency="DOE").count() == 10


def test_skills_units_carry_a_sourced_name_or_the_mark_that_it_is_not_checked():
    assert Office.objects.get(code="DSD-80").name_th == "สถาบันพัฒนาฝีมือแรงงาน 22 นครศรีธรรมราช"
    assert Office.objects.get(code="DSD-80").name_verified
    generic = Office.objects.get(code="DSD-92")
    assert not generic.name_verified
    assert not Office.objects.filter(agency="DSD", name_th__contains="จังหวัด").exists()


def test_offices_abroad_have_time_zones_and_countries():
    abroad = Office.objects.filter(kind=Office.Kind.ABROAD).select_related("area")
    assert abroad.count() == 12
    taipei = abroad.get(code="ABROAD-TW-TAIPEI")
    assert (taipei.area.code, taipei.time_zone) == ("TW", "Asia/Taipei")


def test_nine_provinces_are_one_set():
    codes = AreaSet.objects.get().areas.order_by("id").values_list("code", flat=True)
    assert list(codes) == ["80", "81", "82", "83", "84", "85", "86", "92", "93"]


def test_second_run_is_one_query_and_changes_nothing():
    with CaptureQueriesContext(connection) as seen:
        assert load_pack("thailand")["loaded"] is False
    assert len(seen) == 1


def test_forced_run_keeps_every_row_as_it_is():
    before = (Area.objects.count(), Office.objects.count(), Holiday.objects.count())
    ids = dict(Office.objects.values_list("code", "id"))
    assert load_pack("thailand", force=True)["loaded"] is True
    assert (Area.objects.count(), Office.objects.count(), Holiday.objects.count()) == before
    assert dict(Office.objects.values_list("code", "id")) == ids
    entry = Entry.objects.order_by("id").last()
    assert (entry.verb, entry.person_id) == ("directory.record_pack", None)


def test_what_was_changed_by_hand_survives_a_new_version_of_the_pack():
    office = Office.objects.get(code="DSD-92")
    Office.objects.filter(pk=office.pk).update(name_th="สำนักงานพัฒนาฝีมือแรงงานตรัง")
    holiday = Holiday.objects.filter(area_id=1).first()
    common = {"actor_label": "ทดสอบ", "verb": "t", "changes": {}}
    Entry.objects.create(model="directory.office", object_id=office.pk, object_label=str(office), **common)
    Entry.objects.create(
        model="directory.holiday", object_id=holiday.pk, object_label=str(holiday), area_id=1, **common
    )
    holiday.delete()
    Pack.objects.update(version="older")
    load_pack("thailand")
    assert Office.objects.get(code="DSD-92").name_th == "สำนักงานพัฒนาฝีมือแรงงานตรัง"
    assert not Holiday.objects.filter(day=holiday.day, name_th=holiday.name_th, area_id=1).exists()
    assert hand_changed(Office) == {office.pk}


def test_unknown_pack_is_refused():
    with pytest.raises(FileNotFoundError, match="atlantis"):
        load_pack("atlantis")
