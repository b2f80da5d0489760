"""What a form that was taken, or could not be, tells the browser; and who is believed about the page around it."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.test import RequestFactory

from prasan.platform.web.formpage import ARRIVED_COOKIE, Arrived, page_around
from prasan.platform.web.middleware import PeopleErrors, error_page


def answered(method: str, response: HttpResponse) -> str:
    request = RequestFactory().generic(method, "/reports/9/items/1")
    cookie = Arrived(lambda _: response)(request).cookies.get(ARRIVED_COOKIE)
    return unquote(cookie.value) if cookie else ""


def test_only_a_form_that_was_taken_is_told_as_arrived():
    assert answered("POST", HttpResponseRedirect("/reports/9/items/2")) == "/reports/9/items/1"
    for response in (
        HttpResponse(status=200),
        HttpResponse(status=409),
        HttpResponse(status=422),
        HttpResponse(status=503),
        HttpResponseRedirect("/accounts/login/?next=%2Freports"),
    ):
        assert answered("POST", response) == ""
    assert answered("GET", HttpResponseRedirect("/desk")) == ""


@pytest.mark.parametrize(
    ("came_from", "page"),
    [
        ("http://testserver/reports/9?why=1", "/reports/9?why=1"),
        ("https://elsewhere.example/reports/9", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_our_own_pages_are_led_back_to(came_from, page):
    assert page_around(RequestFactory().post("/x", headers={"referer": came_from})) == page


def test_a_form_that_failed_gets_the_way_back_and_a_page_does_not():
    headers = {"referer": "http://testserver/reports/9/items/1"}
    sent = error_page(RequestFactory().post("/x", headers=headers), 503, "ลองใหม่").content.decode()
    assert 'href="/reports/9/items/1"' in sent
    opened = error_page(RequestFactory().get("/x", headers=headers), 503, "ลองใหม่").content.decode()
    assert "/reports/9/items/1" not in opened


def test_an_address_for_forms_opened_as_a_page_says_so():
    middleware = PeopleErrors(lambda _: HttpResponseNotAllowed(["POST"]))
    page = middleware(RequestFactory().get("/reports/9/approve"))
    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert "เปิดที่อยู่นี้โดยตรงไม่ได้" in page.content.decode()
    assert middleware(RequestFactory().get("/api/v1/x")).content == b""
