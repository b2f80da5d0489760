"""Draw the sign-in library's pages (Django templates) inside our shell (Jinja), by its own hooks."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import engines
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe

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
def our_fields(context: Any, form: Any) -> SafeString:
    """Return a form's fields with labels, hints and errors as everywhere else."""
    part = engines["jinja2"].get_template("directory/signin_fields.html")
    return mark_safe(part.render({"form": form}, context.get("request")))  # noqa: S308 - Jinja escapes
