"""A meeting on the whole product, as `prasan up` runs it: how soon what is called is seen.

Run: python -m bench.bench_meeting [--guests 9] [--calls 40] [--looks 20] [--rounds 40] [--clients 1000]

Guests are synthetic (tests/meetings/guests.py): sign-in, roll, socket, ICE, DTLS, SRTP. *call to stage* is from the
POST that puts a line on stage until the first marked packet of its large picture has come in slot v0, at each guest
(the second packet of the picture carries the mark). *first picture* is a real Chromium that opens the room's page:
from the navigation, and from its own request to receive, to the first decoded picture. *scorecard* is from before
`perform` until the body has come to each of the sockets.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.bench_sockets import collect, open_clients
from bench.procs import quantile
from tests.browser.conftest import Site, running
from tests.browser.test_meeting import NINE
from tests.conftest import CHROMIUM, FLAGS
from tests.meetings.guests import Door, Guest, Guests
from tests.meetings.media.browsers import CAMERA
from tests.meetings.media.synthetic import until
from tests.platform.live.page import opening

FIRST = """
addEventListener('loadeddata', (event) => {
  if (event.target.closest('[data-slot]')) window.firstPicture ??= performance.now();
}, true);
"""
ASKED = """() => {
  const asked = performance.getEntriesByType('resource').filter((one) => one.name.endsWith('/media/watch'));
  return [window.firstPicture, window.firstPicture - asked[0].startTime];
}"""


def begin(site: Site) -> int:
    """The duty officer calls the nine southern provinces, chairs the meeting and opens it; returns its number."""
    door = Door(site.url, 0)
    door.sign_in("duty-1", site.password)

    def send(path: str, form: str, **told: str) -> str:
        page = door.page(form)
        told["csrfmiddlewaretoken"] = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        answer = door.session.post(site.url + path, data=told, timeout=60)
        answer.raise_for_status()
        return str(answer.url)

    day = time.localtime(time.time() + 86_400)
    told = {"kind": "ad_hoc", "title": "ประชุมติดตามแรงงานภาคใต้", "mode": "video", "clock": "09.30", "minutes": "60"}
    told |= {"day": f"{day.tm_mday}/{day.tm_mon}/{day.tm_year + 543}", "to": "\n".join(NINE.values())}
    number = int(re.search(r"/meetings/(\d+)", send("/meetings/new", "/meetings/new", **told))[1])
    for what in ("invite", "open"):
        send(f"/meetings/{number}/do", f"/meetings/{number}", do=what)
    return number


def show(name: str, values: list[float]) -> None:
    """Print one row: milliseconds."""
    ms = [value * 1000 for value in values]
    told = f"n {len(ms)}, median {statistics.median(ms):.0f}, p95 {quantile(ms, 0.95):.0f}, most {max(ms):.0f} ms"
    print(f"{name}: {told} (load {os.getloadavg()[0]:.1f})", flush=True)


def arrived(guest: Guest, source: str, since: float) -> float | None:
    """Return when a source first came into the first slot of a guest after a moment."""
    return next((at for at, slot, what in guest.watcher.came if at > since and (slot, what) == ("v0", source)), None)


def called(desk: Door, one: Guest, others: list[Guest]) -> tuple[float, list[float]]:
    """Put one line on stage; return how long the answer took, and how long each of the others waited to see it."""
    start = time.time()
    desk.act(do="stage", line=one.line)
    answered = time.time() - start
    source = f"{one.login}/main"
    until(lambda: all(arrived(other, source, start) for other in others), "everybody sees who is on stage")
    return answered, [(arrived(other, source, start) or 0) - start for other in others]


def calls(desk: Door, people: list[Guest], many: int) -> None:
    """Put one line after the other on stage; print how long until every other guest saw it."""
    found = []
    for number in range(many):
        one = people[number % len(people)]
        found.append(called(desk, one, [other for other in people if other is not one]))
        time.sleep(0.5)
    show("call to stage, each guest", [took for _answered, each in found for took in each])
    show("call to stage, the last of the guests", [max(each) for _answered, each in found])
    show("the POST's own answer", [answered for answered, _each in found])


def looks(site: Site, number: int, many: int) -> None:
    """Open the room in a real Chromium again and again."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *CAMERA])
        page = browser.new_context(base_url=site.url, permissions=["camera", "microphone"]).new_page()
        page.add_init_script(FIRST)
        page.goto("/accounts/login/")
        page.fill("input[name=login]", "duty-1")
        page.fill("input[name=password]", site.password)
        page.click("main form button[type=submit]")
        page.wait_for_url(lambda url: "/accounts/login" not in url)
        page.goto(f"/meetings/{number}/room")
        if page.locator("form.enter button").count():
            page.click("form.enter button")
        found = []
        for _look in range(many + 1):
            page.goto(f"/meetings/{number}/room")
            page.wait_for_function("() => window.firstPicture", timeout=60_000)
            found.append(page.evaluate(ASKED))
            page.wait_for_timeout(300)
        browser.close()
    show("first picture, from the navigation", [one / 1000 for one, _asked in found[1:]])
    show("first picture, from the request to receive", [asked / 1000 for _one, asked in found[1:]])


def cards(site: Site, number: int, clients: int, rounds: int) -> None:
    """Push the scorecard by `perform`, the whole way to every socket."""
    os.environ |= {"PRASAN_VAR": str(site.var), "DJANGO_SETTINGS_MODULE": "prasan.config.settings"}
    import django

    django.setup()
    from django.conf import settings

    from prasan.directory.actor import actor_for
    from prasan.directory.models import Area, Seat
    from prasan.meetings.commands.keeping import ShowCard
    from prasan.meetings.stage import beside
    from prasan.platform.commands import SYSTEM, perform
    from prasan.platform.live.tickets import sign

    duty = actor_for(Seat.objects.select_related("office__area", "person").get(person__username="duty-1"))
    card: Any = beside.scorecard(duty, Area.objects.get(code="92", kind="province").pk)
    topic = f"meeting:{number}:card"
    load = open_clients(
        int(site.url.rpartition(":")[2]),
        [
            opening(sign([topic], 10_000 + n, key=settings.SECRET_KEY, ttl=900), origin=site.url, Host=site.url[7:])
            for n in range(clients)
        ],
    )
    time.sleep(1)
    sent: list[float] = []
    took: list[float] = []
    for one in range(rounds):
        sent.append(time.time())
        perform(SYSTEM, ShowCard(target_id=number, card=card | {"round": one, "end": 1}))
        took.append(time.time() - sent[-1])
        time.sleep(0.25)
    time.sleep(2)
    received, cut = collect(load)
    pairs = {(place, one) for place, one, _at in received}
    print(f"scorecard: {clients} sockets, {rounds} rounds, missing {clients * rounds - len(pairs)}, cut {cut}")
    show("perform alone", took)
    delays = [at - sent[one] for _place, one, at in received]
    show("scorecard, from before perform to each socket", delays)
    print(f"p99 {quantile(delays, 0.99) * 1000:.0f} ms")


def main() -> int:
    parser = argparse.ArgumentParser()
    for name, usual in (("guests", 9), ("calls", 40), ("looks", 20), ("rounds", 40), ("clients", 1000)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--site", type=Path, help="the data folder of a Prasan that runs already, with --url")
    parser.add_argument("--url", default="")
    given = parser.parse_args()
    if given.site:
        return measure(Site(given.url, given.site, (given.site / "demo_password").read_text().strip()), given)
    with running() as site:
        return measure(site, given)


def measure(site: Site, given: argparse.Namespace) -> int:
    number = begin(site)
    logins = [f"plo-{code}" for code in NINE][: given.guests]
    steps: list[Callable[[], None]] = []
    with Guests(site.url, number, site.password) as guests:
        start = time.time()
        people = guests.come(logins)
        until(lambda: all(one.watcher.pictures() >= len(people) - 1 for one in people), "everybody sees everybody")
        print(f"{len(people)} guests, in and seeing each other after {time.time() - start:.1f} s")
        desk = Door(site.url, number)
        desk.sign_in("duty-1", site.password)
        desk.enter()
        if given.calls:
            steps.append(lambda: calls(desk, people, given.calls))
        if given.looks:
            steps.append(lambda: looks(site, number, given.looks))
        for step in steps:
            step()
    if given.rounds:
        cards(site, number, given.clients, given.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
