"""The demo shows mobile units around the counter's province, and a list that its labour office visits."""

from prasan.referrals.models import OutreachLine
from prasan.registers.models import MobileDay
from tests.house.test_pages import budget


def test_the_demo_has_days_in_every_state_and_the_pages_show_them(sign_in):
    days = MobileDay.objects.filter(office__area__code="80")
    assert set(days.values_list("state", flat=True)) == {"planned", "held", "called_off"}
    assert MobileDay.objects.coming().filter(office__area__code="80").count() >= 4
    assert set(MobileDay.objects.values_list("office__area__code", flat=True)) >= {"80", "92", "84", "93"}
    client = sign_in("plo-80")
    shown = client.get("/mobile-days?area=80").content.decode()
    assert "ลานหน้าศาลากลางจังหวัด" in shown
    clash = days.filter(place="วัดประจำตำบล").get()
    assert "หอประชุมอำเภอ" in client.get(f"/mobile-days/{clash.pk}").content.decode()
    form = client.get("/mobile-days/add")
    assert form.status_code == 200
    assert len(form.content) < 110 * 1024  # every sub-district of the province stands there


def test_the_demo_has_an_outreach_list_on_its_way(sign_in, django_assert_max_num_queries):
    lines = OutreachLine.objects.filter(list__office__code="OPS-80")
    assert set(lines.values_list("state", flat=True)) == {"to_visit", "reached", "not_found", "referred"}
    client = sign_in("plo-80")
    client.get("/outreach")
    with django_assert_max_num_queries(budget("outreach")):
        assert "รอบเดือนนี้" in client.get("/outreach").content.decode()
    number = lines.first().list_id
    assert "เย็บผ้าที่บ้าน" in client.get(f"/outreach/{number}").content.decode()
