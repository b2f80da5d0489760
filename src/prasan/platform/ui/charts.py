"""Charts as SVG drawn by the server: small lines, bullets, trends; map and tiles come from `maps`.

Pure functions: values in, Markup out. A value that is missing is a gap or a hatch, never a zero.
Each picture says its sentence (`label`); where that sentence stands beside it already, an empty label
hides the picture from screen readers. Colours come from CSS classes, geometry from attributes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from prasan.platform.ui.maps import Inset, Mark, Shapes, Tile, load_shapes, load_small_shapes, province_map, tile_grid
from prasan.platform.ui.svg import Value, el, join, last, maximum, polylines, round_up, status_class

__all__ = [
    "Inset", "Mark", "Multiple", "Shapes", "Tile", "TrendWords", "bullet", "last_value", "load_shapes",
    "load_small_shapes",
    "maximum", "multiples", "province_map", "spark", "tile_grid", "trend",
]  # fmt: skip


def last_value(values: Sequence[Value]) -> float | None:
    """The newest value of a series that exists."""
    newest = last(values)
    return newest[1] if newest else None


def _said(label: str) -> dict[str, object]:
    """Attributes of a picture that says `label`, or is hidden when the words stand beside it."""
    return {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}


def spark(
    actual: Sequence[Value],
    plan: Sequence[Value] = (),
    *,
    status: object = "",
    label: str = "",
    width: int = 120,
    height: int = 34,
    top: float | None = None,
) -> Markup:
    """A word-sized line of results over its dashed plan, the newest value dotted.

    `top` is the value at the upper edge; give the same to charts that are compared.
    """
    slots = max(len(plan), len(actual), 2)
    ceiling = top or maximum(actual, plan)
    pad = 4

    def x(index: int) -> float:
        return pad + index * (width - 2 * pad) / (slots - 1)

    def y(value: float) -> float:
        return height - pad - value / ceiling * (height - 2 * pad)

    parts = [polylines(plan, x, y, "c-plan"), polylines(actual, x, y, "c-actual")]
    newest = last(actual)
    if newest:
        parts.append(el("circle", cx=x(newest[0]), cy=y(newest[1]), r=3, class_="c-dot"))
    else:
        parts.insert(0, el("rect", width=width, height=height, class_="c-missing"))
    return el(
        "svg", join(parts), class_=f"spark {status_class(status)}".strip(), viewBox=f"0 0 {width} {height}",
        preserveAspectRatio="xMinYMid meet", width=width, height=height, **_said(label),
    )  # fmt: skip


def bullet(
    value: Value,
    plan: Value,
    *,
    status: object = "",
    label: str = "",
    top: float = 1.0,
    width: int = 260,
    height: int = 12,
) -> Markup:
    """A bar of the result with a tick where the plan stands; without a report the bar is hatched.

    `value` and `plan` in the same unit as `top`, the full width (1.0 = the year's target).
    """
    scale = width / max(top, value or 0, plan or 0, 1e-9)
    parts = [el("rect", width=width, height=height, rx=2, class_="b-track")]
    if value is None:
        parts.append(el("rect", width=width, height=height, rx=2, class_="b-none"))
    elif value > 0:
        parts.append(el("rect", y=3, width=value * scale, height=height - 6, class_="b-value"))
    if plan is not None:
        edge = min(max(plan * scale, 2), width - 1.5)
        parts.append(el("rect", x=edge - 1.5, width=3, height=height, class_="b-plan"))
    return el(
        "svg", join(parts), class_=f"bullet {status_class(status)}".strip(), viewBox=f"0 0 {width} {height}",
        preserveAspectRatio="none", height=height, **_said(label),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrendWords:
    """The words of a trend chart, in the page's language."""

    label: str
    """The sentence that the picture says."""
    plan_now: str = ""
    """At the plan's point of the newest month: "แผนถึงเดือนนี้ 86%"."""
    plan_end: str = ""
    """At the end of the plan: "แผน 100%"."""
    missing: str = ""
    """Over months without a report: "ยังไม่รายงาน"."""


def trend(
    actual: Sequence[Value],
    plan: Sequence[Value],
    months: Sequence[str],
    words: TrendWords,
    *,
    fmt: Callable[[float], str] = str,
    status: object = "",
    top: float | None = None,
    due: int | None = None,
) -> Markup:
    """The results of a year month by month against the plan, with a bar for the gap.

    `due` = how many months should have been reported by now: the missing ones are hatched. Two drawings,
    one for wide screens and one for phones; CSS shows one. The table twin is the macro `trend_table`.
    """
    shared = (actual, plan, months, words, fmt, top or round_up(maximum(actual, plan)), due)
    css = f"trend {status_class(status)}".strip()
    return join(
        (
            _trend(*shared, 640, 214, f"{css} trend-wide"),
            _trend(*shared, 330, 220, f"{css} trend-narrow"),
        )
    )


def _trend(
    actual: Sequence[Value],
    plan: Sequence[Value],
    months: Sequence[str],
    words: TrendWords,
    fmt: Callable[[float], str],
    top: float,
    due: int | None,
    width: int,
    height: int,
    css: str,
) -> Markup:
    """Draw the trend at one size."""
    wide = width > 400
    left, right, above, below = (46, 84, 18, 26) if wide else (42, 70, 18, 26)
    slots = max(len(months), 2)

    def x(index: int) -> float:
        return left + index * (width - left - right) / (slots - 1)

    def y(value: float) -> float:
        return above + (1 - value / top) * (height - above - below)

    parts = [_grid(top, y, fmt, left, width - right)]
    for index, month in enumerate(months):
        if wide or index % 2 == 0:
            parts.append(el("text", month, x=x(index), y=height - 8, text_anchor="middle"))
    parts.append(_missing(actual, min(due or len(actual), slots), slots, x, (y(top), y(0)), words.missing))
    parts += [polylines(plan, x, y, "c-plan"), polylines(actual, x, y, "c-actual")]
    parts += _trend_labels(actual, plan, words, fmt, x, y, width)
    return el("svg", join(parts), class_=css, viewBox=f"0 0 {width} {height}", role="img", aria_label=words.label)


def _missing(
    actual: Sequence[Value], due: int, slots: int, x: Callable[[int], float], band: tuple[float, float], word: str
) -> Markup:
    """Hatch the months that should have a report and have none."""
    half = (x(1) - x(0)) / 2
    parts = []
    for index in range(due):
        if index < len(actual) and actual[index] is not None:
            continue
        start, end = max(x(index) - half, x(0)), min(x(index) + half, x(slots - 1))
        title = el("title", word) if word else ""
        parts.append(
            el("rect", title, x=start, y=band[0], width=end - start, height=band[1] - band[0], class_="c-missing")
        )
    return join(parts)


def _grid(top: float, y: Callable[[float], float], fmt: Callable[[float], str], x1: int, x2: int) -> Markup:
    """Four steps of the axis with their values."""
    parts = []
    for quarter in range(5):
        value = top * quarter / 4
        parts.append(el("line", x1=x1, x2=x2, y1=y(value), y2=y(value), class_="c-grid"))
        parts.append(el("text", fmt(value), x=x1 - 6, y=y(value) + 4, text_anchor="end"))
    return join(parts)


def _trend_labels(
    actual: Sequence[Value],
    plan: Sequence[Value],
    words: TrendWords,
    fmt: Callable[[float], str],
    x: Callable[[int], float],
    y: Callable[[float], float],
    width: int,
) -> list[Markup]:
    """Value, plan and gap of the newest month, and the plan's end, kept from lying on each other."""
    parts = []
    newest = last(actual)
    end = last(plan)
    value_y = None
    if newest:
        n, value = newest
        expected = plan[n] if n < len(plan) else None
        if expected is not None:
            parts.append(el("line", x1=x(n), x2=x(n), y1=y(value), y2=y(expected), class_="c-gap"))
            if words.plan_now and abs(y(value) - y(expected)) > 6:
                behind = value < expected
                parts.append(
                    el(
                        "text",
                        words.plan_now,
                        x=x(n) - 6,
                        y=y(expected) + (-8 if behind else 18),
                        text_anchor="end" if behind else "start",
                    )
                )
        value_y = y(value) + 5
        parts.append(el("circle", cx=x(n), cy=y(value), r=4.5, class_="c-dot"))
        parts.append(el("text", fmt(value), x=x(n) + 9, y=value_y, class_="c-value"))
    if end and words.plan_end:
        at = y(end[1]) + 4
        if newest and value_y is not None and newest[0] >= end[0] - 1 and abs(at - value_y) < 18:
            at = value_y + (18 if at >= value_y else -18)
        parts.append(el("text", words.plan_end, x=min(x(end[0]) + 8, width - 4), y=at))
    return parts


@dataclass(frozen=True, slots=True)
class Multiple:
    """One of several small charts that share a scale."""

    name: str
    actual: Sequence[Value]
    plan: Sequence[Value]
    status: object
    value: str
    """Ready text of the newest value."""
    gap: object = ""
    """Ready text or markup of the distance to the plan."""
    href: str = ""
    people: str = ""


def multiples(
    items: Iterable[Multiple], *, top: float | None = None, tone: Callable[[object], str] = status_class
) -> Markup:
    """Small charts side by side on one scale, so that their heights can be compared.

    `tone` turns a status into the class of the line above the chart.
    """
    rows = list(items)
    ceiling = top or maximum(*(s for m in rows for s in (m.actual, m.plan)))
    parts = []
    for m in rows:
        name = Markup('<a href="{}">{}</a>').format(m.href, m.name) if m.href else m.name
        people = Markup('<p class="people muted">{}</p>').format(m.people) if m.people else ""
        line = spark(m.actual, m.plan, status=m.status, width=180, height=44, top=ceiling)
        parts.append(
            Markup(
                '<li class="kpi {}"><h3>{}</h3><p class="line"><span class="value">{}</span> '
                '<span class="gap">{}</span></p>{}{}</li>'
            ).format(tone(m.status), name, m.value, m.gap, people, line)
        )
    return Markup('<ul class="multiples" role="list">{}</ul>').format(join(parts))
