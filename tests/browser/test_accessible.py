"""axe finds nothing on any page, at 360 and 1280 px, light and dark; nothing is fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()

PAGES = {
    "duty-1": ["/wall", "/wall?view=grid", "/provinces", "/province/92", "/policies", "/journal", "/directory"],
    "minister": ["/executive"],
    "plo-92": ["/desk", "/reports/waiting"],
    "doe-92": ["/work", "/reports"],
    "admin": ["/"],
}
LOOKS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


@pytest.mark.parametrize("login", PAGES)
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_are_accessible_and_fetch_nothing_from_elsewhere(open_as, site, login, width, scheme):
    page = open_as(login, width, 900, scheme)
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    problems = {}
    for address in PAGES[login]:
        answer = page.goto(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        page.wait_for_load_state()
        page.evaluate(AXE)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        if found:
            problems[address] = [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in found]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 1 or address.startswith("/wall"), f"{address} scrolls sideways by {wide} px"
    assert problems == {}
    assert {host for host in hosts if host} == {urlsplit(site.url).netloc}


@pytest.mark.parametrize(
    ("login", "address", "limit"),
    [("duty-1", "/wall", 130 * 1024), ("duty-1", "/province/92", 110 * 1024), ("doe-92", "/reports", 110 * 1024)],
)
def test_a_cold_page_is_light(chromium, site, login, address, limit):
    from tests.browser.conftest import sign_in

    context = chromium.new_context(base_url=site.url)
    page = context.new_page()
    sign_in(page, site, login)
    state = context.storage_state()
    context.close()
    cold = chromium.new_context(base_url=site.url, storage_state=state)
    page = cold.new_page()
    session = cold.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    scripts: list[int] = []
    kinds: dict[str, str] = {}
    session.on("Network.responseReceived", lambda e: kinds.__setitem__(e["requestId"], e["type"]))

    def done(event):
        sizes.append(event["encodedDataLength"])
        if kinds.get(event["requestId"]) == "Script":
            scripts.append(event["encodedDataLength"])

    session.on("Network.loadingFinished", done)
    page.goto(address)
    page.wait_for_timeout(800)
    cold.close()
    assert 10_000 < sum(sizes) <= limit
    assert sum(scripts) <= 25 * 1024
