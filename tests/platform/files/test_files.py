"""Files: what is refused, what is taken out of pictures, who reads them, and a full disk."""

from __future__ import annotations

import errno
import io
import shlex
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from PIL import Image

from prasan.directory.scope import Scope
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.files import scan, store, views
from prasan.platform.files.middleware import UploadLimit
from prasan.platform.files.models import File
from prasan.platform.files.sniff import sniffed
from tests.platform.ground import Someone

pytestmark = pytest.mark.django_db
GPS = 0x8825


@pytest.fixture(autouse=True)
def _room(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(store, "KINDS", {})
    monkeypatch.setattr(views, "KINDS", store.KINDS)
    store.file_kind("test.evidence", lambda actor, file: None)


def keep(content: bytes, name: str, **more) -> File:
    return store.keep(Someone(), SimpleUploadedFile(name, content), name, kind="test.evidence", **more)


def photo(orientation: int = 1, mode: str = "JPEG") -> bytes:
    picture = Image.new("RGB", (40, 20), "white")
    picture.putpixel((0, 0), (255, 0, 0))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of a named person"
    exif.get_ifd(GPS)[2] = (13.0, 45.0, 12.0)
    out = io.BytesIO()
    picture.save(out, mode, exif=exif)
    return out.getvalue()


def stored(file: File) -> bytes:
    with store.open_file(file) as content:
        return content.read()


@pytest.mark.parametrize(("mode", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
@pytest.mark.parametrize("orientation", [1, 6])
def test_place_and_camera_are_taken_out_and_the_picture_stands_upright(mode, name, orientation):
    raw = photo(orientation, mode)
    assert Image.open(io.BytesIO(raw)).getexif().get_ifd(GPS)  # the test can see place data
    content = stored(keep(raw, name))
    assert b"Camera" not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert not picture.getexif().get_ifd(GPS)
        assert picture.getexif().get(0x0112, 1) == 1
        assert picture.size == ((40, 20) if orientation == 1 else (20, 40))


def test_jpeg_comments_and_xmp_are_taken_out():
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", comment=b"13.75N 100.5E", xmp=b"<x:xmpmeta>GPSLatitude</x:xmpmeta>")
    assert b"GPSLatitude" in out.getvalue()
    content = stored(keep(out.getvalue(), "a.jpg"))
    assert b"GPSLatitude" not in content
    assert b"13.75N" not in content


def test_a_broken_picture_is_told():
    with pytest.raises(RuleBroken) as caught:
        keep(photo()[:200], "a.jpg")
    assert caught.value.status == 400
    assert not File.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00program", "a.pdf"),
        (b"<html><script>alert(1)</script>", "a.txt"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
        (b"%PDF-1.7 ...", "a.exe"),
        (b"%PDF-1.7 ...", "a"),
        (b"", "a.txt"),
        (b"PK\x03\x04 not a zip", "a.xlsx"),
    ],
)
def test_what_is_not_taken(content, name):
    with pytest.raises(RuleBroken) as caught:
        keep(content, name)
    assert caught.value.status == 415


def workbook(*parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return out.getvalue()


def test_workbooks_are_taken_without_macros_only():
    assert keep(workbook("xl/workbook.xml"), "ก.xlsx").mime.endswith("sheet")
    assert sniffed(io.BytesIO(workbook("xl/workbook.xml", "xl/vbaProject.bin")), "ก.xlsx") is None
    assert keep("ก,ข\r\n".encode("cp874"), "ก.csv").mime == "text/csv"


def test_the_same_bytes_lie_once():
    one, two = keep(b"%PDF-1.7 same", "a.pdf"), keep(b"%PDF-1.7 same", "b.pdf")
    assert one.sha256 == two.sha256
    assert len([p for p in Path(store.settings.MEDIA_ROOT).rglob("*") if p.is_file()]) == 1


def test_names_lose_folders_and_hidden_signs():
    assert store.clean_name("C:\\secret\\ราย\u202eงาน.pdf") == "รายงาน.pdf"
    assert store.clean_name("../../etc/passwd.txt") == "passwd.txt"
    assert len(store.clean_name("ก" * 400 + ".pdf")) <= 200


def test_over_the_limit_is_refused_before_it_is_read(settings):
    class Unread:
        def read(self, *args):
            raise AssertionError("the upload was read")

    seen = []
    middleware = UploadLimit(lambda request: seen.append(1) or HttpResponse("ok"))
    request = RequestFactory().post("/api/x", b"", content_type="multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"] = str(settings.UPLOAD_LIMIT * 2)
    request._stream = request.META["wsgi.input"] = Unread()
    response = middleware(request)
    assert response.status_code == 413
    assert "25" in response.content.decode()
    assert not seen
    assert middleware(RequestFactory().post("/api/x", b"small", content_type="text/plain")).status_code == 200


def test_a_file_over_the_limit_in_a_small_enough_form_is_refused(settings):
    settings.UPLOAD_LIMIT = 1000
    with pytest.raises(RuleBroken) as caught:
        keep(b"%PDF-1.7" + b"x" * 1000, "a.pdf")
    assert caught.value.status == 413


def test_a_full_disk_is_told_and_leaves_nothing(monkeypatch):
    def full(number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(RuleBroken) as caught:
        keep(b"%PDF-1.7 x", "a.pdf")
    assert caught.value.status == 507
    assert not File.objects.exists()
    assert not [p for p in Path(store.settings.MEDIA_ROOT).rglob("*") if p.is_file()]


def get(actor, file):
    request = RequestFactory().get(f"/files/{file.pk}")
    request.actor = actor
    return views.download(request, file.pk)


def read(response) -> bytes:
    """Read a response and close its file; closing the response would end the test's database connection."""
    content = b"".join(response.streaming_content)
    response.file_to_stream.close()
    return content


def test_scope_class_and_the_kinds_rule_are_asked(monkeypatch):
    file = keep(b"%PDF-1.7 x", "ลับ.pdf", classification=1, area_id=920_000, office_id=5)
    inside = Someone(scope=Scope(ranges=((920_000, 929_999),), clearance=1))
    response = get(inside, file)
    assert read(response) == b"%PDF-1.7 x"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    for outside in (Scope(ranges=((920_000, 929_999),)), Scope(ranges=((10_000, 19_999),), clearance=2), Scope()):
        with pytest.raises(Http404):
            get(Someone(scope=outside), file)
    with pytest.raises(Refused):
        get(Someone(scope=Scope(everything=True, clearance=2, masked=True)), file)
    store.file_kind("test.evidence", lambda actor, file: "ไม่ใช่เรื่องของท่าน")
    with pytest.raises(Refused, match="ไม่ใช่เรื่องของท่าน"):
        get(inside, file)
    store.KINDS.clear()
    with pytest.raises(Http404):
        get(inside, file)


def scanner(code: str) -> str:
    return f"{shlex.quote(sys.executable)} -c {shlex.quote(code)} {{path}}"


FINDS_EICAR = "import sys; sys.exit(b'EICAR' in open(sys.argv[1], 'rb').read())"


def test_an_infected_file_is_quarantined_and_not_handed_out(settings):
    settings.SCAN_COMMAND = scanner(FINDS_EICAR)
    good, bad = keep(b"%PDF-1.7 good", "a.pdf"), keep(b"%PDF-1.7 EICAR", "b.pdf")
    with pytest.raises(Refused):
        get(Someone(), good)  # not scanned yet
    for file in (good, bad):
        scan.scan.function(None, sha256=file.sha256)
        file.refresh_from_db()
    assert (good.state, bad.state) == ("clean", "quarantined")
    assert read(get(Someone(), good)) == b"%PDF-1.7 good"
    with pytest.raises(Refused):
        get(Someone(), bad)
    assert not store.path_of(bad.sha256).exists()
    assert store.path_of(bad.sha256, quarantined=True).exists()


def test_a_scanner_that_fails_leaves_the_file_waiting(settings):
    settings.SCAN_COMMAND = scanner("import sys; sys.exit(2)")
    file = keep(b"%PDF-1.7 x", "a.pdf")
    with pytest.raises(scan.ScannerFault):
        scan.scan.function(None, sha256=file.sha256)
    file.refresh_from_db()
    assert file.state == "waiting"


def test_orphans_go_and_others_stay(monkeypatch):
    kept, gone = keep(b"%PDF-1.7 kept", "a.pdf"), keep(b"%PDF-1.7 gone", "b.pdf")
    File.objects.filter(pk=gone.pk).delete()
    scan.orphans.function(None)
    assert store.path_of(gone.sha256).exists()  # it is young: its transaction may still be open
    monkeypatch.setattr(scan, "ORPHAN_SECONDS", -1)
    scan.orphans.function(None)
    assert not store.path_of(gone.sha256).exists()
    assert store.path_of(kept.sha256).exists()
