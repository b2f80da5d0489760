"""The country as map or as tiles: exceptions stand out, each province is a link with its name and state.

Shapes come from a file made at build time (`{"viewBox": …, "provinces": {code: {"d", "cx", "cy"}}}`, or
the codes at the top level); this module knows no country by itself.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from prasan.platform.ui.labels import Box, Label, place
from prasan.platform.ui.svg import Value, el, join, maximum, number, polylines, status_class

__all__ = ["Inset", "Mark", "Shapes", "Tile", "load_shapes", "load_small_shapes", "province_map", "tile_grid"]

LABEL_STATES = ("late", "very-late")
ORDER = {"not-reported": 1, "unproven": 1, "late": 2, "very-late": 3}


@dataclass(frozen=True, slots=True)
class Shape:
    """Outline and middle of one area, and the box around it."""

    d: str
    cx: float
    cy: float
    box: Box


@dataclass(frozen=True, slots=True)
class Shapes:
    """All outlines of a map and the room they take."""

    view: Box
    areas: Mapping[str, Shape]
    crowded: tuple[str, ...] = ()
    """Codes that are too small at wall size and belong into the inset: `Inset(shapes.crowded, title)`."""
    notice: str = ""
    """Whose work the outlines are, to be shown where the map is shown large."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one area shows: `sentence` is its accessible name ("ระยอง ล่าช้ากว่าแผนมาก −32%")."""

    status: object
    name: str
    sentence: str
    short: str = ""
    """Two-letter name for small places."""
    value: str = ""
    """Ready text behind the name in a leader label ("−32%")."""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Inset:
    """A crowded part drawn again, larger: which codes it names and what it is called."""

    codes: Sequence[str]
    title: str
    scale: float = 2.7


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of the tile grid; the same meaning of fields as in Mark."""

    column: int
    row: int
    short: str
    status: object
    sentence: str
    href: str = ""
    actual: Sequence[Value] = ()
    plan: Sequence[Value] = ()
    note: str = ""
    """A word below the short name, where there is no line."""


_TOKEN = re.compile(r"([a-zA-Z])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)")


def _points(d: str) -> Iterable[tuple[float, float]]:
    """Corner points of a path of straight lines (M, L, H, V and Z, absolute or relative)."""
    return ((x, y) for _begins, x, y in _corners(d))


def _corners(d: str) -> Iterable[tuple[bool, float, float]]:
    """Corner points of a path, each with whether a new ring begins at it."""
    x = y = start_x = start_y = 0.0
    command = "M"
    numbers: list[float] = []
    for letter, figure in _TOKEN.findall(d):
        if letter:
            command, numbers = letter, []
            if letter in "zZ":
                x, y = start_x, start_y
            continue
        numbers.append(float(figure))
        kind = command.upper()
        if len(numbers) < (1 if kind in "HV" else 2):
            continue
        shift = command.islower()
        if kind == "H":
            x = numbers[0] + (x if shift else 0)
        elif kind == "V":
            y = numbers[0] + (y if shift else 0)
        else:
            x, y = numbers[0] + (x if shift else 0), numbers[1] + (y if shift else 0)
        if kind == "M":
            start_x, start_y = x, y
            command = "l" if shift else "L"
        numbers = []
        yield kind == "M", x, y


def _around(points: Iterable[tuple[float, float]]) -> Box:
    """Smallest box around points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def read_shapes(data: Mapping[str, object]) -> Shapes:
    """Read the build's map file. Raises KeyError or ValueError when it is not one."""
    raw = data.get("provinces", data)
    areas = {}
    for code, entry in dict(raw).items():  # type: ignore[call-overload]
        if not isinstance(entry, Mapping):
            continue
        areas[code] = Shape(entry["d"], float(entry["cx"]), float(entry["cy"]), _around(_points(entry["d"])))
    inset = data.get("inset")
    crowded = tuple(inset["provinces"]) if "provinces" in data and isinstance(inset, Mapping) else ()
    notice = str(data.get("notice", ""))
    view = data.get("viewBox")
    if view is None:
        return Shapes(Box.around(shape.box for shape in areas.values()), areas, crowded, notice)
    left, top, width, height = (float(v) for v in (view.split() if isinstance(view, str) else view))  # type: ignore[attr-defined]
    return Shapes(Box(left, top, left + width, top + height), areas, crowded, notice)


@lru_cache(maxsize=4)
def load_shapes(path: str | Path) -> Shapes:
    """Read the map file once per process."""
    return read_shapes(json.loads(Path(path).read_text(encoding="utf-8")))


@lru_cache(maxsize=4)
def load_small_shapes(path: str | Path, step: int = 8) -> Shapes:
    """Return the map of a file for small pictures: corners on a grid of `step` of its units, half its bytes."""
    whole = load_shapes(path)
    areas = {
        code: Shape(_coarse(one.d, step), one.cx / step, one.cy / step, _smaller(one.box, step))
        for code, one in whole.areas.items()
    }
    return Shapes(_smaller(whole.view, step), areas, whole.crowded, whole.notice)


def _smaller(box: Box, step: int) -> Box:
    return Box(box.left / step, box.top / step, box.right / step, box.bottom / step)


def _coarse(d: str, step: int) -> str:
    """Return a path with its corners on whole steps, without those that fall together."""
    parts: list[str] = []
    at = (0, 0)
    for begins, x, y in _corners(d):
        to = (round(x / step), round(y / step))
        if begins:
            parts.append(f"{'z' if parts else ''}M{to[0]} {to[1]}l")
        elif to != at:
            across, down = to[0] - at[0], to[1] - at[1]
            parts.append(
                f"{'' if across < 0 or parts[-1].endswith('l') else ' '}{across}{'' if down < 0 else ' '}{down}"
            )
        at = to
    return "".join(parts).replace("lz", "z").removesuffix("l") + "z"


def _area(code: str, shape: Shape, mark: Mark | None, extra: str = "") -> Markup:
    """One area: a link with its sentence where there is somewhere to go."""
    css = f"{status_class(mark.status) if mark else ''} {extra}".strip()
    path = el("path", d=shape.d)
    if mark and mark.href:
        return el("a", path, href=mark.href, class_=css, aria_label=mark.sentence)
    title = el("title", mark.sentence) if mark else ""
    return el("g", join((title, path)) if title else path, class_=css)


def province_map(
    shapes: Shapes,
    marks: Mapping[str, Mark],
    *,
    label: str,
    labels: bool = True,
    inset: Inset | None = None,
    limit: int = 24,
) -> Markup:
    """The map: normal areas grey, exceptions filled and named by leader labels, no report hatched.

    `label` is the sentence of the whole map; `limit` caps the leader labels (worst first: the order of
    `marks` among equals). With links inside, the map is a group, else one picture. `labels=False` draws a
    small bare map, such as "where is this province".
    """
    view = shapes.view
    inset_box = _inset_box(view, inset) if labels and inset else None
    order = sorted(shapes.areas, key=lambda c: ORDER.get(status_class(marks[c].status), 0) if c in marks else 0)
    parts = [_area(code, shapes.areas[code], marks.get(code)) for code in order]
    frame = view
    if labels:
        if inset and inset_box:
            parts.append(_inset(shapes, marks, inset, inset_box))
        parts.append(_leaders(shapes, marks, inset_box, limit))
        side = view.width * 0.31
        frame = Box(view.left - side, view.top - 10, view.right + side, view.bottom + 10)
    linked = any(mark.href for mark in marks.values())
    return el(
        "svg", join(parts), class_="map", aria_label=label, role="group" if linked else "img",
        viewBox=" ".join(number(v) for v in (frame.left, frame.top, frame.width, frame.height)),
        preserveAspectRatio="xMidYMid meet",
    )  # fmt: skip


def _inset_box(view: Box, inset: Inset) -> Box:
    """Where the inset stands: in the open sea at the lower right."""
    width, height = view.width * 0.48, view.height * 0.215
    left, top = view.left + view.width * 0.72, view.top + view.height * 0.62
    return Box(left, top, left + width, top + height)


def _inset(shapes: Shapes, marks: Mapping[str, Mark], inset: Inset, box: Box) -> Markup:
    """Draw the crowded part again in its own frame, with short names."""
    core = Box.around(shapes.areas[c].box for c in inset.codes if c in shapes.areas)
    scale = min(inset.scale, box.width / core.width, box.height / core.height)
    width, height = box.width / scale, box.height / scale
    left, top = (core.left + core.right - width) / 2, (core.top + core.bottom - height) / 2
    near = Box(left, top, left + width, top + height)
    areas = [
        _area(
            code,
            shape,
            Mark(marks[code].status, "", "") if code in marks else None,
            "" if code in inset.codes else "dim",
        )
        for code, shape in shapes.areas.items()
        if shape.box.meets(near)
    ]
    names = [
        el(
            "text", marks[code].short, class_="short", text_anchor="middle",
            x=box.left + (shapes.areas[code].cx - left) * scale,
            y=box.top + (shapes.areas[code].cy - top) * scale + 11,
        )
        for code in inset.codes
        if code in shapes.areas and code in marks and marks[code].short
    ]  # fmt: skip
    window = el(
        "svg", join(areas), x=box.left, y=box.top, width=box.width, height=box.height, aria_hidden="true",
        viewBox=" ".join(number(v) for v in (near.left, near.top, near.width, near.height)),
    )  # fmt: skip
    frame = el("rect", x=box.left, y=box.top, width=box.width, height=box.height, rx=8, class_="frame")
    title = el("text", inset.title, x=box.left, y=box.bottom + 40, class_="inset-title")
    return el("g", join((window, frame, *names, title)))


def _leaders(shapes: Shapes, marks: Mapping[str, Mark], inset_box: Box | None, limit: int) -> Markup:
    """Names beside the map with a line to each exception, none lying on another."""
    wanted = [c for c, m in marks.items() if c in shapes.areas and status_class(m.status) in LABEL_STATES]
    wanted.sort(key=lambda c: -ORDER[status_class(marks[c].status)])
    labels = [
        Label(
            code,
            shapes.areas[code].cx,
            shapes.areas[code].cy,
            f"{marks[code].name} {marks[code].value}".strip(),
        )
        for code in wanted[:limit]
    ]
    land = [shape.box for shape in shapes.areas.values()]
    parts = []
    for spot in place(labels, land, shapes.view, obstacle=inset_box):
        mark, anchor = marks[spot.label.key], "end" if spot.left_side else "start"
        end = spot.x + (12 if spot.left_side else -12)
        parts.append(
            el(
                "path",
                class_="lead over",
                d=f"M{number(spot.label.x)} {number(spot.label.y)}L{number(end)} {number(spot.y)}",
            )
        )
        parts.append(el("circle", cx=spot.label.x, cy=spot.label.y, r=5.0, class_="pin"))
        value = el("tspan", mark.value, class_=f"v-{status_class(mark.status)}") if mark.value else ""
        text = join((mark.name, " ", value)) if value else join((mark.name,))
        parts.append(el("text", text, x=spot.x, y=spot.y + 15, text_anchor=anchor))
    return el("g", join(parts), aria_hidden="true") if parts else Markup("")


def tile_grid(tiles: Iterable[Tile], *, label: str, size: int = 56, ratio: float = 0.82) -> Markup:
    """One equal square per area at its place in the layout, with its short name, state and small line.

    All lines share one scale. A triangle or diamond in the corner repeats the state without colour.
    """
    squares = list(tiles)
    if not squares:
        return el("svg", class_="tiles", role="img", aria_label=label, viewBox="0 0 1 1")
    high, gap = size * ratio, 4
    columns = max(t.column for t in squares) + 1
    rows = max(t.row for t in squares) + 1
    ceiling = maximum(*(s for t in squares for s in (t.actual, t.plan)))
    parts = [_tile(t, t.column * (size + gap), t.row * (high + gap), size, high, ceiling) for t in squares]
    linked = any(t.href for t in squares)
    view = f"0 0 {number(columns * (size + gap) - gap)} {number(rows * (high + gap) - gap)}"
    return el(
        "svg", join(parts), class_="tiles", role="group" if linked else "img", aria_label=label, viewBox=view,
        preserveAspectRatio="xMidYMid meet",
    )  # fmt: skip


def _tile(tile: Tile, x: float, y: float, width: float, height: float, ceiling: float) -> Markup:
    """Draw one square."""
    parts = [el("rect", x=x, y=y, width=float(width), height=height, rx=3)]
    parts.append(el("text", tile.short, x=x + 6, y=y + 19))
    state = status_class(tile.status)
    if state in LABEL_STATES:
        cx, cy = x + width - 11, y + 11
        corners = ((0, -6), (6, 5), (-6, 5)) if state == "very-late" else ((0, -6), (6, 0), (0, 6), (-6, 0))
        parts.append(
            el(
                "path",
                class_="shape",
                d="M" + "L".join(f"{number(cx + a)} {number(cy + b)}" for a, b in corners) + "Z",
            )
        )
    slots = max(len(tile.actual), len(tile.plan), 2)
    at_x: Callable[[int], float] = lambda i: x + 5 + i * (width - 10) / (slots - 1)  # noqa: E731
    at_y: Callable[[float], float] = lambda v: y + height - 5 - v / ceiling * (height - 30)  # noqa: E731
    parts.append(polylines(tile.actual, at_x, at_y, "line"))
    if tile.note:
        parts.append(el("text", tile.note, x=x + 5, y=y + height - 9, class_="note"))
    if tile.href:
        # The visible letters belong to the name, so that people who speak to their computer can say them.
        said = tile.sentence if tile.sentence.startswith(tile.short) else f"{tile.short} {tile.sentence}"
        return el("a", join(parts), href=tile.href, class_=state, aria_label=said)
    return el("g", join((el("title", tile.sentence), *parts)), class_=state)
