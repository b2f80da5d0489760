"""axe finds nothing on any kind of page, at 360 and 1280 px, light and dark; nothing is fetched from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import sign_in
from tests.browser.steps import REPORT, database, press

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
LOOKS = [(360, "light"), (360, "dark"), (1280, "dark"), (1280, "light")]
"""Width and colours; one load serves all four, since our pages change with them by style sheet alone."""
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""What can differ between light and dark; all else was judged in the light."""


@dataclass(frozen=True)
class By:
    """A page whose number only the running demo knows: the first link on `start` that matches, with a tail."""

    start: str | By
    link: str
    tail: str = ""


PERSON = r"/directory/people/\d+"
LANGUAGE = By("/languages", r"/languages/\d+")
SEAT = (By("/directory/offices/DOE-92", PERSON), r"/seats/\d+")
SESSIONS = By("/training?when=all", r"/training/sessions/\d+")
DESKS = By("/counter", r"/counter/\d+/desks")
SET = r"/policies/sets/(?!add$)[\w-]+"
RECORD = r"/policies/\d+"
BRIEF = r"/understanding/briefs/\d+"
NATIONAL = r"/services/national/(?!add$)[\w-]+"
INDICATOR = r"/indicators/[\w-]+"
ALARM = r"/situation/alarms/\d+"
EVENT = r"/situation/events/\d+"
PAGES: dict[str, list[str | By]] = {
    "": [
        "/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/signup/",
        "/accounts/password/reset/key/done/", "/accounts/password/reset/key/1-set-password/",
        "/no-such-page", "/ui/gallery", "/t/", "/g/unknown", "/v/unknown", "/va/unknown",
    ],
    "duty-1": [
        "/wall", "/wall?view=grid", "/provinces", "/provinces?q=zzzz", "/province/92", "/province/10",
        "/region/inspection-region/6", "/work", "/desk", "/calls", By("/calls", r"/calls/\d+"), "/calls/new",
        "/calendar?of=all", "/calendar?view=list", "/appointments/new", "/account/calendar",
        "/data-quality", "/years/2569",
        "/figures/loads", "/situation/alerts", "/freshness",
        "/situation/alarms", "/situation/alarms?state=aside", By("/situation/alarms", ALARM),
        By(By("/situation/alarms", ALARM), ALARM + r"/[\d-]+"),
        "/listen/sources", By("/listen/sources", r"/listen/sources/\d+"), "/listen/sources/new", "/listen/hand-in",
        By(By("/listen/sources", r"/listen/sources/\d+"), r"/listen/fetches/\d+"), "/listen/call",
        "/situation/board", "/province/92/board", "/country/TW/board", "/country/AD/board", "/countries",
        "/call-tree", "/call-tree/92", "/call-tree/TW", "/call-tree?q=zzzz",
        "/situation/triage", "/situation/triage/bin", "/situation/events", "/situation/events?view=map",
        "/situation/events?view=timeline&state=all", "/situation/events/new",
        *(By("/situation/events", EVENT, tail) for tail in ("", "/people", "/plan", "/log", "/edit")),
        "/services", "/services?area=80&who=vendor", By("/services", NATIONAL),
        By("/services?area=80", r"/services/\d+"), "/mobile-days",
        By("/mobile-days?when=all", r"/mobile-days/\d+"),
        "/search", "/search?q=%E0%B8%95%E0%B8%A3%E0%B8%B1%E0%B8%87", "/search?q=zzzz",
    ],
    "duty-2": [
        "/situation/watch", "/situation/watch/rota", By("/situation/watch", r"/situation/watch/log/\d+"),
        By("/situation/watch", r"/situation/watch/hand-over/\d+"), "/situation/quality",
        By("/situation/watch/rota", r"/situation/watch/shift/\d+"),
        "/situation/days", By("/situation/days", r"/situation/days/\d+"), "/situation/urgent", "/situation/ladder",
        "/situation/claims", By("/situation/claims", r"/situation/claims/\d+"), "/situation/daily",
    ],
    "minister": [
        "/executive", "/policies", By("/policies", r"/policies/sets/[\w-]+"), "/policies/rules",
        By(By("/plans/cascades", r"/plans/cascades/\d+"), r"/plans/policies/\d+/split\?of=\d+"),
        By("/provinces", r"/province/\d+"), By("/policies", r"/indicators/[\w-]+"), By("/wall", r"/policy/\d+"),
        By("/province/92", r"/explain/\d+/92/\d+"), By("/reports", r"/reports/\d+"),
        By("/wall", r"/policy/\d+", "?in=south&late=1"), "/region/province-group/6",
        By("/province/92", r"/outlook/\d+/92/\d+"), By(By("/wall", r"/policy/\d+"), r"/ranking/\d+/\d+"),
        "/scorecards/92", "/scorecards/TH", "/scorecards/TW", "/results/DOE-92",
        "/province/92/brief", "/province/92/brief?seen=2026-05-31", By("/wall", r"/policy/\d+", "/brief"),
        "/region/inspection-region/6/brief", "/changed/country", "/frozen", "/province/92/situation",
    ],
    "policy-1": [
        "/policies/strategies", "/policies/strategies/add",
        By("/policies/strategies", r"/policies/strategies/\d+/edit"),
        "/policies/sets/add", *(By("/policies", SET, tail) for tail in ("", "/edit", "/add")),
        *(By("/policies", RECORD, tail) for tail in ("", "/edit", "/owner", "/owner?q=a", "/withdraw")),
        By("/policies", RECORD, "/indicators/add"),
        *(By("/policies", INDICATOR, tail) for tail in ("", "/edit", "/link", "/retire", "/warning")),
        By("/policies", INDICATOR, "/targets/2570"), By("/policies", INDICATOR, "/targets/92/2570"),
        "/understanding", "/understanding/briefs/add", "/understanding/questions", "/understanding/questions/add",
        *(By("/understanding", BRIEF, tail) for tail in ("", "/check", "/map", "/people", "/items")),
        By("/understanding/questions", r"/understanding/questions/\d+"),
        "/policies/rules", "/policies/dimensions", By("/policies/dimensions", r"/policies/dimensions/[\w-]+"),
        "/plans", "/plans/projects?label=sufficiency", "/plans/development",
        "/plans/accounts", "/plans/accounts/maps/0", "/plans/labels", "/plans/labels/sufficiency",
        "/plans/labels/new/edit",
        By("/plans/accounts", r"/plans/accounts/\d+"), By("/plans/accounts", r"/plans/accounts/\d+", "?fate=matched"),
        "/plans/development/area/92", By("/plans/development/area/92", r"/plans/development/\d+"),
        By("/plans", r"/plans/\d+"), "/work",
    ],
    "permanent-secretary": [
        By("/policies", r"/indicators/[\w-]+", "/targets/92/2569"),
        "/directives", "/directives?view=overdue", "/directives/new", "/directives/statistics",
        By("/directives", r"/directives/\d+"), By("/directives?state=answered", r"/directives/\d+"),
        "/guidance", "/guidance/new", By("/guidance", r"/guidance/\d+"),
    ],
    "dpo": [
        "/privacy", "/privacy/breaches", "/privacy/breaches/new", "/privacy/requests", "/privacy/holds",
        "/privacy/records", "/privacy/records/new", "/privacy/records/workers", "/privacy/records/workers/change",
        "/privacy/retention", "/privacy/retention/terms/case",
        "/documents/destruction", By("/documents/destruction", r"/documents/destruction/\d+"),
    ],
    "auditor": [
        "/journal", "/journal?who=zzzz", "/journal?from=32/13/69",
        By("/directory/offices/DOE-92", PERSON), By("/directory/offices/DOE-92", PERSON, "/reveal"),
    ],
    "plo-81": [By("/plans?state=revised", r"/plans/\d+", "/compare"), "/plans/new"],
    "plo-92": [
        "/listen/field", "/situation/days/own", "/workers", "/workers/new",
        "/volunteers", "/volunteers/add",
        "/networks/partners", "/networks/partners/add", By("/networks/partners", r"/networks/partners/\d+"),
        By("/networks/partners?q=ยางพารา", r"/networks/partners/\d+", "/edit"),
        *(By("/volunteers", r"/volunteers/\d+", tail) for tail in ("", "/edit", "/appoint")),
        "/surveys", "/surveys/add", *(By("/surveys", r"/surveys/\d+", tail) for tail in ("", "/edit", "/answers")),
        By("/workers", r"/workers/\d+"), By("/workers", r"/workers/\d+", "/twins"),
        By("/workers", r"/workers/\d+", "/change"),
        "/workers/loads", "/workers/glass", "/referrals", By("/referrals", r"/referrals/\d+"), "/cases/new",
        "/referrals/figures", "/referrals/figures?office=DOE-92", "/referrals/reach", "/referrals/gaps",
        By("/referrals?view=sent", r"/referrals/\d+"), By(By("/referrals", r"/referrals/\d+"), r"/cases/\d+"),
        "/plans/development/new", "/plans/development/import",
        By("/plans/development/area/92", r"/plans/development/\d+"),
        By("/plans/development/area/92", r"/plans/development/\d+", "/edit"),
        "/calls", By("/calls", r"/calls/\d+"), By(By("/calls", r"/calls/\d+"), r"/calls/answers/\d+"),
        "/desk", "/reports/waiting", By("/desk", r"/reports/\d+"), "/reports",
        By("/directives?view=office", r"/directives/\d+"), By("/guidance", r"/guidance/\d+"),
    ],
    "plo-80": [
        "/counter", "/counter/new", "/counter/tickets", By("/counter", r"/counter/desks/\d+"),
        By("/counter", r"/counter/\d+/take"), By("/counter", r"/counter/\d+/settings"),
        By("/counter", r"/counter/\d+/figures"), By("/counter", r"/board/\d+"),
        DESKS, By(DESKS, r"/counter/desks/\d+/edit"),
        By(By("/counter", r"/counter/\d+/settings"), r"/counter/\d+/kiosks"),
        By("/counter/tickets", r"/counter/tickets/\d+"),
        "/outreach", "/outreach/new", By("/outreach", r"/outreach/\d+"),
        By(By("/outreach", r"/outreach/\d+"), r"/outreach/lines/\d+"),
        "/drives", "/drives/new", By("/drives", r"/drives/\d+"),
        By(By("/drives", r"/drives/\d+"), r"/drives/entries/\d+"),
        "/resources", "/resources/add", "/resources/calendar", "/resources/bookings?box=asked",
        By("/resources", r"/resources/\d+"), By("/resources?own=1", r"/resources/\d+", "/edit"),
        By("/resources", r"/resources/\d+", "/ask"), By("/resources", r"/resources/\d+", "/calendar"),
        By("/resources/bookings?box=asked", r"/resources/bookings/\d+"), "/resources/accounts", "/resources/postings",
        "/resources/needs", "/resources/needs/add", "/resources/plan",
        "/joint-activities", "/joint-activities/add", By("/joint-activities", r"/joint-activities/\d+"),
        "/mobile-days/add", By("/mobile-days?own=1", r"/mobile-days/\d+"),
        By("/mobile-days?own=1", r"/mobile-days/\d+", "/edit"),
        "/training", SESSIONS, By(SESSIONS, r"/training/applications/\d+"), "/training/courses",
        By("/training/courses", r"/training/courses/\d+"), "/training/demand", "/training/demand/new",
        By("/training/demand", r"/training/demand/\d+"), "/training/follow-ups",
        By("/training/follow-ups", r"/training/follow-ups/\d+"), "/training/courses/new", "/training/sessions/new",
    ],
    "doe-92": [
        "/work", "/reports", By("/reports", r"/reports/\d+"), By("/reports", r"/reports/\d+", "/receipt"),
        By("/reports", r"/reports/\d+", "/check"), "/profile", "/account/tokens", "/notices", "/notices/settings",
        "/seat", "/seat/mine", "/jobs", "/accounts/reauthenticate/", "/accounts/3rdparty/", "/accounts/2fa/webauthn/",
        "/accounts/2fa/", "/accounts/sessions/", "/accounts/email/",
        "/accounts/password/change/", "/accounts/logout/",
    ],
    "admin": [
        "/admin", "/admin/people/add", "/admin/imports", "/admin/orders/add", "/directory", "/directory?q=zzzz",
        "/directory?q=%E0%B8%95%E0%B8%A3%E0%B8%B1%E0%B8%87", "/directory/areas/92", "/directory/areas/9201",
        "/directory/offices/DOE-92", "/directory/offices/DOE-92/edit", "/directory/holidays",
        "/directory/holidays/add", "/directory/groups/inspection-region",
        "/directory/groups/inspection-region/redraw", "/directory/offices/add",
        "/directory/offices/DOE-92/move", "/directory/offices/DOE-92/close",
        *(By("/directory/offices/DOE-92", PERSON, f"/{act}") for act in ("edit", "seat", "leave", "second-factor")),
        *(By(*SEAT, tail) for tail in ("", "/acting", "/delegate")),
        "/languages", LANGUAGE, By(LANGUAGE, r"/languages/\d+/preview"),
        By(LANGUAGE, r"/languages/\d+/preview\?page=case"),
    ],
}  # fmt: skip
MEETING = By("/meetings", r"/meetings/\d+")
SERIES = By("/meetings/series", r"/meetings/series/\d+")
HELD = By(SERIES, r"/meetings/\d+")
PAGES["permanent-secretary"] += [
    "/meetings", "/meetings?view=all", "/meetings/new", "/meetings/series", "/meetings/series/new", SERIES, MEETING,
    By(MEETING, r"/meetings/\d+/items/\d+"), HELD,
    *(By("/meetings", r"/meetings/\d+", tail) for tail in ("/change", "/door", "/reply", "/roll", "/room", "/agenda")),
    *(By("/meetings?view=past", r"/meetings/\d+", tail) for tail in ("/roll", "/roll?by=region", "/log", "/recording")),
]  # fmt: skip
"""One of each kind of page, by who reads it; the address of an act on a person lies under /admin."""
ENGLISH = {
    "duty-1": ["/wall", "/province/92", "/provinces", "/journal"],
    "doe-92": ["/work", "/reports", "/profile"],
    "admin": ["/admin", "/directory"],
}
REFUSED = {
    ("duty-1", "/desk"): 403,
    ("", "/no-such-page"): 404,
    ("", "/g/unknown"): 404,
    ("", "/v/unknown"): 404,
    ("", "/va/unknown"): 404,
}
"""Pages of refusal are looked at too."""


@dataclass
class Eye:
    """Looks at pages with axe in every width and colour, and remembers what was wrong and who was asked."""

    page: Page
    problems: dict[str, object] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Note every host that a page asks."""
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))

    def look(self, address: str, expected: int = 200) -> None:
        """Open a page once and look at it four times."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == expected, f"{address}: {answer.status}"
        self.page.wait_for_load_state()
        self.judge(address)

    def judge(self, name: str) -> None:
        """Look at the page that is open."""
        self.page.evaluate(AXE)
        for width, scheme in LOOKS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            asked = {"resultTypes": ["violations"], **({"runOnly": COLOUR_RULES} if scheme == "dark" else {})}
            found = self.page.evaluate("asked => axe.run(asked)", asked)["violations"]
            if found:
                self.problems[f"{name} {width} {scheme}"] = [
                    (v["id"], [(n["target"], n["html"][:120]) for n in v["nodes"]][:3]) for v in found
                ]
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 1:
                self.problems[f"{name} {width} wide"] = f"scrolls sideways by {wide} px"

    def find(self, stop: str | By) -> str:
        """Return the address of a page."""
        if isinstance(stop, str):
            return stop
        self.page.goto(self.find(stop.start))
        links = self.page.eval_on_selector_all("a[href]", "all => all.map((one) => one.getAttribute('href'))")
        found = next(one for one in links if re.fullmatch(stop.link, one))
        place = found if stop.tail in {"", "/reveal"} else found.replace("/directory/people/", "/admin/people/")
        return place + stop.tail


@pytest.fixture
def eye(chromium, site) -> Iterator:
    """Return a function that gives the eye of somebody signed in (nobody: of a stranger)."""
    contexts: list[BrowserContext] = []

    def made(login: str, language: str = "") -> Eye:
        # without motion: a colour half way through its change is nobody's fault
        context = chromium.new_context(base_url=site.url, reduced_motion="reduce")
        contexts.append(context)
        if language:
            context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
        page = context.new_page()
        if login:
            sign_in(page, site, login)
        return Eye(page)

    yield made
    for context in contexts:
        context.close()


@pytest.mark.parametrize("login", PAGES)
def test_every_kind_of_page_is_accessible_and_asks_no_other_host(eye, site, login):
    looker = eye(login)
    for stop in PAGES[login]:
        address = looker.find(stop)
        looker.look(address, REFUSED.get((login, address), 200))
    assert looker.problems == {}
    assert {host for host in looker.hosts if host} == {urlsplit(site.url).netloc}


@pytest.mark.parametrize("login", ENGLISH)
def test_english_pages_are_accessible_and_are_english(eye, login):
    looker = eye(login, "en")
    for address in ENGLISH[login]:
        looker.look(address)
        assert looker.page.locator("html").get_attribute("lang") == "en"
        assert re.search("[\u0e00-\u0e7f]", looker.page.locator("h1").first.inner_text()) is None
    assert looker.problems == {}


def test_the_form_of_a_report_is_accessible_with_and_without_errors(eye):
    looker = eye("dlpw-92-officer")
    page = looker.page
    page.goto("/reports")
    start = "main form button:has-text('เริ่มรายงาน')"
    press(page, start if page.locator(start).count() else REPORT)
    report = re.search(r"/reports/(\d+)", page.url)
    assert report is not None
    if page.goto(f"/reports/{report.group(1)}/items/1").status == 200 and "/items/" in page.url:
        looker.judge("item")
        page.fill("input[name=value]", "มาก")
        press(page, ".form-foot button")
        assert page.locator(".field-error").count()
        looker.judge("item with an error")
    looker.look(f"/reports/{report.group(1)}")
    assert looker.problems == {}


def test_the_form_without_a_signal_is_accessible(eye, site):
    with database(site) as link:
        code = link.execute(
            "SELECT o.code FROM progress_report AS r JOIN directory_office AS o ON o.id = r.office_id"
            " WHERE r.state = 'draft' AND o.code LIKE 'DSD-%' ORDER BY r.period DESC, o.code LIMIT 1"
        ).fetchone()[0]
    looker = eye(f"{code.lower()}-officer")
    page = looker.page
    page.goto("/reports/offline")
    field = page.locator("[data-card] [name=value]").first
    field.fill("มาก")
    field.blur()
    page.locator("[data-error]:visible").first.wait_for()
    looker.judge("offline form with an error")
    page.click("[data-finish]")
    looker.judge("offline form that is not whole")
    assert looker.problems == {}


def test_the_lock_after_wrong_passwords_is_accessible(eye, site):
    looker = eye("")
    page = looker.page
    page.goto("/accounts/login/")
    for _attempt in range(12):
        page.fill("input[name=login]", "dsd-27-officer")
        page.fill("input[name=password]", "wrong-on-purpose")
        press(page, "main form button[type=submit]")
        if "ล็อก" in page.inner_text("main") or not page.locator("input[name=login]").count():
            break
    try:
        assert page.locator("[role=alert]").count()
        looker.judge("locked")
    finally:  # the lock counts addresses as well, and the other tests sign in from the same one
        with database(site) as link:
            link.execute("DELETE FROM platform_cache")
    assert looker.problems == {}


def test_the_pages_about_one_classified_policy_are_accessible_to_the_auditor(eye, site):
    with database(site) as link:
        policy = link.execute("SELECT id FROM registers_policy WHERE number = 3 AND axis = 'administration'").fetchone()
        link.execute("UPDATE registers_policy SET classification = 1 WHERE id = %s", policy)
    looker = eye("auditor")
    looker.look(f"/policies/{policy[0]}")
    assert "ปิดบังไว้" in looker.page.inner_text("h1")
    looker.look(f"/policies/{policy[0]}/reveal")
    looker.page.fill("textarea", "ตรวจสอบตามแผน")
    looker.page.locator("input[name=fields]").first.check()
    press(looker.page, "main form button")
    looker.judge("revealed")
    assert looker.problems == {}


def test_the_preview_of_an_import_is_accessible(eye):
    looker = eye("admin")
    page = looker.page
    page.goto("/admin/imports")
    table = "ชื่อ,นามสกุล,อีเมล,หน่วยงาน,บทบาท\nสมหมาย,ทดสอบ,sommai@example.invalid,DOE-92,agency-officer\nก,ข,x,ไม่มี,ไม่มี\n"
    page.set_input_files("input[type=file]", {"name": "people.csv", "mimeType": "text/csv", "buffer": table.encode()})
    page.locator("main form button").last.click()
    page.wait_for_url(re.compile(r"/admin/imports/.+"))
    looker.judge("preview")
    assert looker.problems == {}


@pytest.mark.parametrize(
    ("login", "address", "limit"),
    [("duty-1", "/wall", 130 * 1024), ("duty-1", "/province/92", 110 * 1024), ("doe-92", "/reports", 110 * 1024)],
)
def test_a_cold_page_is_light(chromium, site, login, address, limit):
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
