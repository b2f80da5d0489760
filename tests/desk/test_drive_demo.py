"""The demo shows a registration drive on its way: taken, a second entry, and a number to ask again."""

from prasan.kernel.checkdigit import is_valid_id
from prasan.referrals.models import DriveEntry, RegistrationDrive
from prasan.registers.models import Worker
from tests.house.test_pages import budget


def test_the_demo_has_a_drive_on_its_way(sign_in, django_assert_max_num_queries):
    drive = RegistrationDrive.objects.get()
    entries = DriveEntry.objects.order_by("number").values_list("state", "reason", "field")
    assert list(entries) == [
        ("taken", "", ""), ("taken", "", ""), ("needs_look", "second", ""), ("taken", "", ""),
        ("needs_look", "data", "id_number"),
    ]  # fmt: skip
    taken = Worker.objects.filter(pk__in=drive.entries.filter(state="taken").values("worker"))
    assert not [one for one in taken if one.id_number and is_valid_id(one.id_number)]
    client = sign_in("plo-80")
    for path in ("/drives", f"/drives/{drive.pk}", f"/drives/entries/{drive.entries.last().pk}"):
        client.get(path)
        with django_assert_max_num_queries(budget("drives")):
            shown = client.get(path)
        assert shown.status_code == 200
        assert len(shown.content) < 110 * 1024
    assert "ท่าศาลา" in client.get("/drives").content.decode()
    assert len(client.get("/drives/new").content) < 110 * 1024
