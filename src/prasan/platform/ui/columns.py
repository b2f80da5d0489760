"""Counts by day or month as SVG columns against what was expected; each column may be opened.

Pure, like `charts`; the same rules: what is missing is hatched, never a zero; what stands out carries a shape beside
its colour; colours come from CSS classes.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from prasan.platform.ui.svg import Value, el, join, maximum, number, polylines, round_up

Place = Callable[[float], float]
NARROW = 28
"""Columns that a phone shows: the newest ones."""
AXIS = 42
"""Units that the values of the axis take."""
LABEL = 62
"""Units between two names on the axis, so that they do not lie on one another."""


@dataclass(frozen=True, slots=True)
class Column:
    """One day or month: its name on the axis, its sentence, its value (None: nothing was heard).

    `expected` is drawn as a dashed line; `href`, where it opens; `loud`, it stands out; `off`, a day off.
    """

    label: str
    said: str
    value: Value
    expected: Value = None
    href: str = ""
    loud: bool = False
    off: bool = False


def columns(
    rows: Sequence[Column], label: str, *, fmt: Callable[[float], str] = str, limit: Value = None, every: int = 7
) -> Markup:
    """Draw columns at two sizes, of which CSS shows one.

    Parameters: `label`, the picture's sentence; `limit`, a line across all of it; `every`, so many columns apart
    the axis is named, counted from the newest; farther apart where there is no room.
    """
    top = round_up(maximum([one.value for one in rows], [one.expected for one in rows], [limit, 1]))
    return join(
        _columns(shown, label, fmt, limit, every, top, width, kind)
        for shown, width, kind in ((rows, 640, "trend-wide"), (rows[-NARROW:], 330, "trend-narrow"))
    )


def _columns(
    rows: Sequence[Column],
    label: str,
    fmt: Callable[[float], str],
    limit: Value,
    every: int,
    top: float,
    width: int,
    kind: str,
) -> Markup:
    height, left, right, above, below = 220, AXIS, 8, 18, 26
    step = (width - left - right) / max(len(rows), 1)

    def x(index: float) -> float:
        return left + (index + 0.5) * step

    def y(value: float) -> float:
        return above + (1 - max(0.0, value) / top) * (height - above - below)

    parts = []
    for quarter in range(5):
        at = y(top * quarter / 4)
        parts.append(el("line", x1=left, x2=width - right, y1=at, y2=at, class_="c-grid"))
        if quarter in (0, 2, 4):
            parts.append(el("text", fmt(top * quarter / 4), x=left - 6, y=at + 4, text_anchor="end"))
    parts += [_column(one, x(n), step, y, above, height - below) for n, one in enumerate(rows)]
    parts.append(polylines([one.expected for one in rows], x, y, "c-expected"))
    if limit is not None:
        parts.append(el("line", x1=left, x2=width - right, y1=y(limit), y2=y(limit), class_="c-limit"))
    parts += _names(rows, x, every * max(1, math.ceil(LABEL / (every * step))), width - right, height - 8)
    linked = any(one.href for one in rows)
    return el(
        "svg", join(parts), class_=f"trend columns {kind}", viewBox=f"0 0 {width} {height}",
        role="group" if linked else "img", aria_label=label,
    )  # fmt: skip


def _names(rows: Sequence[Column], x: Place, apart: int, edge: float, base: float) -> list[Markup]:
    """Write names under the axis, so many columns apart, counted from the newest, whose name ends at the edge."""
    found = []
    for n in range((len(rows) - 1) % apart, len(rows), apart):
        newest = n == len(rows) - 1
        if x(n) > AXIS + 14:
            place = {"x": edge if newest else x(n), "y": base, "text_anchor": "end" if newest else "middle"}
            found.append(el("text", rows[n].label, **place))
    return found


def _column(one: Column, middle: float, step: float, y: Place, above: float, ground: float) -> Markup:
    """Draw one column over its whole height, so that a small one is as easy to hit as a large one."""
    wide = min(step * 0.7, 24.0)
    whole = {"x": middle - step / 2, "y": above, "width": step, "height": ground - above}
    parts = [el("title", one.said), el("rect", **whole, class_="off" if one.off else "hit")]
    if one.value is None:
        parts.append(el("rect", **whole, class_="c-missing"))
    elif one.value > 0:
        at = y(one.value)
        parts.append(el("rect", x=middle - wide / 2, y=at, width=wide, height=ground - at, class_="bar"))
        if one.loud:
            tip = f"{number(middle)},{number(at - 12)}"
            foot = f"{number(middle - 5)},{number(at - 4)} {number(middle + 5)},{number(at - 4)}"
            parts.append(el("polygon", points=f"{tip} {foot}", class_="tip"))
    css = "loud" if one.loud else None
    if one.href:
        return el("a", join(parts), href=one.href, class_=css, aria_label=one.said)
    return el("g", join(parts), class_=css)
