"""Draw the sign-in library's pages (Django templates) inside our shell (Jinja), by its own hooks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.password_validation import password_validators_help_texts
from django.template import engines
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from prasan.directory.middleware import find_actor
from prasan.platform.ui.filters import moment

register = template.Library()


class Frame(template.Node):
    """`{% frame %}title{% framebody %}content{% endframe %}`: the page inside the shell."""

    def __init__(self, title: NodeList, body: NodeList) -> None:
        self.title = title
        self.body = body

    def render(self, context: Any) -> SafeString:
        """Return the whole page."""
        page = engines["jinja2"].get_template("directory/signin_frame.html")
        given = {"title": self.title.render(context).strip(), "content": self.body.render(context)}
        request = context.get("request")
        # the library's pages ask for no seat; who is signed in keeps their menu around them all the same
        if request is not None and "_actor" not in request.__dict__ and request.session.get(SESSION_KEY):
            request.__dict__["_actor"] = find_actor(request)
        return mark_safe(page.render(given, request))  # noqa: S308 - both parts were escaped by their templates


@register.tag
def frame(parser: Parser, token: Token) -> Frame:
    """Parse a frame."""
    title = parser.parse(("framebody",))
    parser.delete_first_token()
    body = parser.parse(("endframe",))
    parser.delete_first_token()
    return Frame(title, body)


@register.simple_tag(takes_context=True)
def our_fields(context: Any, form: Any, heading: str = "") -> SafeString:
    """Return a form's fields with labels, hints and errors as everywhere else; `heading` stands above errors."""
    rules = password_validators_help_texts()
    for field in form:
        # the library writes the rules of passwords as a list in HTML
        if rules and "<ul>" in str(field.help_text):
            field.help_text = " · ".join(rules)
        if field.label == "Name":  # the one label that the library does not translate: of a passkey
            field.label = _("ชื่อ")
    part = engines["jinja2"].get_template("directory/signin_fields.html")
    given = {"form": form, "heading": heading}
    return mark_safe(part.render(given, context.get("request")))  # noqa: S308 - Jinja escapes


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
             ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip


@register.filter
def browser_words(told: str) -> str:
    """Say a browser and its machine as people call them; what is not known stays as it was told."""
    browser = next((name for mark, name in _BROWSERS if mark in told), "")
    system = next((name for mark, name in _SYSTEMS if mark in told), "")
    return _("%(browser)s บน %(system)s") % {"browser": browser, "system": system} if browser and system else told


@register.filter
def thai_moment(value: dt.datetime | None) -> str:
    """Write date and time as every other page does."""
    return moment(value)
