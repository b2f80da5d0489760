"""What a browser would send of a form with proposals."""

import re
from html import unescape

INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
FIELD = re.compile(r'<input id="[^"]+" name="([^"]+)"[^>]*? value="([^"]*)"|<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)<')
SELECT = re.compile(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
CHOSEN = re.compile(r'<option value="([^"]*)" selected')
TICK = re.compile(r'<input type="checkbox"[^>]*name="([^"]+)" value="([^"]*)" checked')
NUMBER = re.compile(r'<input class=""[^>]*name="([^"]+)"[^>]*? value="([^"]*)"')


def as_sent(answer, form="reading-form"):
    """Return what a browser without scripts would send of a form of the page."""
    shown = answer.content.decode().split(f'id="{form}"')[1]
    told = {name: unescape(value) for name, value in INPUT.findall(shown)}
    for name, value, area, text in FIELD.findall(shown):
        told[name or area] = unescape(value or text)
    told |= {name: unescape(value) for name, value in NUMBER.findall(shown)}
    for name, options in SELECT.findall(shown):
        chosen = CHOSEN.search(options)
        told[name] = unescape(chosen.group(1)) if chosen else ""
    told |= dict(TICK.findall(shown))
    return told
