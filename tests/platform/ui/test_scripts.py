"""The page scripts in a real browser, against the gallery served from memory: no server, no other host."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import django_htmx
import pytest
from django.test import RequestFactory
from django.utils import translation

from prasan.platform.ui import gallery
from prasan.platform.ui.shell import NavItem, plain

pytestmark = pytest.mark.browser
SITE = "http://prasan.test"
STATIC = Path(__file__).parents[3] / "src/prasan/platform/static"
HTMX = Path(django_htmx.__file__).parent / "static"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
HITS = (
    '<div role="group" aria-label="จังหวัด"><a role="option" href="/ui/gallery?at=1">หนึ่ง</a>'
    '<a role="option" href="/ui/gallery?at=2">สอง</a></div>'
)
CSP = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"


def provide(request):
    """A shell for one person with a palette."""
    return plain(request).with_(
        palette_url="/palette",
        search_url="/search",
        person_key=request.COOKIES.get("who", "7"),
        nav=(NavItem("/ui/gallery?at=home", "งาน", key="h"),),
    )


class Site:
    """Answers the browser's requests and remembers what was posted."""

    def __init__(self):
        self.posts = []
        self.streams = []
        self.who = "7"

    def answer(self, route):
        request = route.request
        address = urlsplit(request.url)
        if request.method == "POST":
            self.posts.append((address.path, request.post_data or ""))
            return route.fulfill(status=204)
        if address.path.startswith("/static/"):
            return self.file(route, address.path.removeprefix("/static/"))
        if address.path == "/palette":
            return route.fulfill(body=HITS, content_type="text/html; charset=utf-8")
        if address.path.startswith("/ui/gallery"):
            return self.page(route, address)
        return route.fulfill(status=404)

    def file(self, route, name):
        path = next((p for p in (STATIC / name, HTMX / name) if p.is_file()), None)
        if path is None:
            return route.fulfill(status=404)
        return route.fulfill(body=path.read_bytes(), content_type=KINDS.get(path.suffix, "font/woff2"))

    def page(self, route, address):
        request = RequestFactory().get(address.path, {k: v[0] for k, v in parse_qs(address.query).items()})
        request.COOKIES["who"] = self.who
        with translation.override("th"):
            body = gallery.page(request).content
        if "posted" in address.query:  # the same page as the answer to a form
            body = body.replace(b" data-person=", b' data-posted="/ui/gallery" data-person=')
        if "clean" in address.query:  # the same page without a form that came back with errors
            body = body.replace(b" data-focus", b"")
        return route.fulfill(
            body=body, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": CSP}
        )


@pytest.fixture
def site(settings):
    settings.ROOT_URLCONF = "prasan.platform.ui.urls"
    settings.PRASAN_SHELL_PROVIDER = "tests.platform.ui.test_scripts.provide"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return Site()


@pytest.fixture
def page(chromium, site):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="th-TH")
    context.route("**/*", site.answer)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" and "404" not in m.text else None)
    page.on("pageerror", lambda e: page.complaints.append(str(e)))
    page.goto(SITE + "/ui/gallery")
    page.wait_for_load_state("load")
    yield page
    assert page.complaints == []
    context.close()


def press(page, code, key):
    """Press a key as a Thai keyboard does: its place is `code`, its letter something else."""
    page.evaluate(
        "([code, key]) => (document.activeElement ?? document.body).dispatchEvent("
        "new KeyboardEvent('keydown', {code, key, bubbles: true, cancelable: true}))",
        [code, key],
    )


def test_the_strict_policy_lets_everything_of_ours_run(page):
    assert page.evaluate("window.htmx.config.includeIndicatorCSS") is False
    assert page.evaluate("document.styleSheets.length") >= 3
    assert page.evaluate("[...document.adoptedStyleSheets].length") == 0


def test_letters_work_by_place_on_a_thai_keyboard(page):
    page.evaluate("document.activeElement.blur()")
    press(page, "KeyJ", "่")
    press(page, "KeyJ", "่")
    assert page.locator("[data-at]").count() == 1
    assert page.evaluate("document.querySelector('[data-at]').contains(document.activeElement)")


def test_letters_do_nothing_while_typing_or_when_switched_off(page):
    page.locator("#f-value").focus()
    press(page, "KeyJ", "่")
    assert page.locator("[data-at]").count() == 0
    page.evaluate("document.activeElement.blur(); document.documentElement.removeAttribute('data-keys')")
    press(page, "KeyJ", "่")
    assert page.locator("[data-at]").count() == 0


def test_g_and_a_letter_go_to_a_place(page):
    page.evaluate("document.activeElement.blur()")
    press(page, "KeyG", "เ")
    press(page, "KeyH", "้")
    page.wait_for_url("**at=home")


def test_the_palette_opens_finds_and_goes(page):
    page.keyboard.press("Control+k")
    assert page.locator("dialog[data-palette]").evaluate("d => d.open")
    page.locator("#palette-hits [role=option]").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    assert page.locator("#palette-q").get_attribute("aria-activedescendant") == "hit-1"
    page.keyboard.press("Enter")
    page.wait_for_url("**at=2")


def test_the_switch_of_single_letters_tells_the_server(page, site):
    page.locator("details.menu summary").click()
    page.locator("[data-keys-open]").click()
    page.locator("[data-keys-switch]").click()
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.hasAttribute('data-keys')") is False
    assert [path for path, body in site.posts if "off" in body] == ["/ui/keys"]


def test_a_double_click_sends_once(page, site):
    page.locator("form[data-keep] .sticky-actions button").last.dblclick()
    page.wait_for_timeout(200)
    assert len(site.posts) == 1


NOTE = "textarea[name=note] >> nth=0"
KEPT = "Object.keys(sessionStorage).filter((k) => k.startsWith('keep:')).length"


def type_note(page):
    page.goto(SITE + "/ui/gallery?clean=1")
    page.locator(NOTE).fill("เปิดรุ่นเย็น")
    page.locator("input[name=cause][value=budget] >> nth=0").check()
    page.wait_for_timeout(400)
    assert page.evaluate(KEPT) == 1


def test_what_was_typed_comes_back_and_can_be_discarded(page):
    type_note(page)
    page.reload()
    assert page.locator(NOTE).input_value() == "เปิดรุ่นเย็น"
    assert page.locator("input[name=cause][value=budget] >> nth=0").is_checked()
    page.get_by_role("button", name="ไม่ใช้ ทิ้งไป").click()
    assert page.locator(NOTE).input_value() == ""
    assert page.evaluate(KEPT) == 0


def test_what_was_typed_never_comes_back_to_another_person(page, site):
    type_note(page)
    site.who = "8"
    page.reload()
    assert page.locator(NOTE).input_value() == ""
    assert page.evaluate(KEPT) == 0


def test_a_form_that_came_back_with_errors_is_not_overwritten(page):
    type_note(page)
    page.goto(SITE + "/ui/gallery")
    assert page.locator(NOTE).input_value() == ""


def test_what_the_server_filled_stands_and_is_kept(page):
    type_note(page)
    kept = "Object.keys(sessionStorage).find((k) => k.startsWith('keep:'))"
    page.evaluate(
        f"(() => {{ const k = {kept}; const v = JSON.parse(sessionStorage.getItem(k));"
        " v.sent = '/ui/gallery'; sessionStorage.setItem(k, JSON.stringify(v)); })()"
    )
    page.goto(SITE + "/ui/gallery?clean=1&posted=1")
    assert page.locator(NOTE).input_value() == "", "the server's page answers what was sent"
    page.locator(NOTE).fill("เปิดรุ่นเช้า")
    page.wait_for_timeout(400)
    page.goto(SITE + "/ui/gallery?clean=1")
    assert page.locator(NOTE).input_value() == "เปิดรุ่นเช้า", "and what is typed into it is kept again"


def test_the_theme_changes_at_once_and_is_kept(page, site):
    page.locator("details.menu summary").click()
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("button[name=theme][value=dark]").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.wait_for_timeout(100)
    assert any(path == "/ui/theme" and "dark" in body for path, body in site.posts)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_never_scrolls_sideways(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


LIVE_PAGE = """<!doctype html><html lang="th" data-zone="Asia/Bangkok"><body data-position="41">
<span data-live data-state="wait" data-on="สด {time}" data-off="ขาด {time}"></span>
<section id="part" data-topic="wall area:21" hx-get="/part" hx-trigger="changed">เดิม</section>
<section id="other" data-topic="area:80" hx-get="/part" hx-trigger="changed">เดิม</section>
<script src="/static/django_htmx/htmx-4.min.js" defer></script>
<script src="/static/prasan/live.js" type="module"></script></body></html>"""
STREAM = "retry: 50\n\nid: 43\nevent: ready\ndata: {}\n\nid: 44\nevent: area:21\ndata: {}\n\n"


class LiveSite(Site):
    """A page with two live parts and a stream that ends after its second message."""

    def __init__(self, first=STREAM):
        super().__init__()
        self.first = first
        self.tickets = []

    def answer(self, route):
        address = urlsplit(route.request.url)
        if address.path == "/page":
            return route.fulfill(body=LIVE_PAGE, content_type="text/html; charset=utf-8")
        if address.path == "/part":
            return route.fulfill(body="ใหม่", content_type="text/html; charset=utf-8")
        if address.path == "/live/ticket":
            topics = parse_qs(address.query)["topics"][0].split()
            self.tickets.append(topics)
            return route.fulfill(json={"ticket": f"t{len(self.tickets)}", "topics": topics})
        if address.path == "/live":
            query = parse_qs(address.query)
            self.streams.append((query["ticket"][0], query["last"][0]))
            if len(self.streams) == 1:
                return route.fulfill(body=self.first, content_type="text/event-stream")
            return None  # the second stream stays open and silent
        return super().answer(route)


def live(chromium, site):
    context = chromium.new_context()
    context.route("**/*", site.answer)
    page = context.new_page()
    page.goto(SITE + "/page")
    return page


def test_a_topic_reloads_its_own_part_and_the_stream_goes_on_where_it_stopped(chromium):
    site = LiveSite()
    page = live(chromium, site)
    page.locator("#part", has_text="ใหม่").wait_for()
    assert page.locator("#other").inner_text() == "เดิม"
    assert site.tickets[0] == ["area:21", "area:80", "wall"]
    page.wait_for_timeout(300)
    assert len(site.streams) == 2  # the browser reconnects by itself, with its own Last-Event-ID
    page.evaluate("dispatchEvent(new Event('online'))")  # a new stream of ours goes on from the same place
    page.wait_for_timeout(300)
    assert site.streams[-1] == ("t2", "44")
    assert page.locator("[data-live]").get_attribute("data-state") == "off"
    assert page.locator("[data-live]").inner_text().startswith("ขาด ")
    page.context.close()


def test_a_ticket_refused_at_the_door_does_not_skip_what_was_missed(chromium):
    site = LiveSite("id: 99\nevent: renew\ndata: {}\n\n")
    page = live(chromium, site)
    page.wait_for_timeout(600)
    assert site.streams[:2] == [("t1", "41"), ("t2", "41")]
    page.context.close()
