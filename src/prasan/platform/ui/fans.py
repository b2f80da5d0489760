"""A year with its forecast as SVG: results, plan, the year before, and the fan of what may come.

Pure, like `charts`; the same rules: what is missing is a gap, never a zero, and colours come from CSS classes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from prasan.platform.ui.labels import spread
from prasan.platform.ui.svg import Value, el, join, last, maximum, number, polylines, round_up, status_class

Place = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class FanWords:
    """The words of the picture, in the page's language: its sentence and the names at the ends of the lines."""

    label: str
    expected: str = ""
    plan: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Fan:
    """Twelve months as parts of the year's target.

    `actual` ends with the last reported month; `expected`, `low`, `high` hold the whole year and are drawn from that
    month on; `before` is the year before. Any of them may be empty.
    """

    actual: Sequence[Value]
    plan: Sequence[Value] = ()
    expected: Sequence[Value] = ()
    low: Sequence[Value] = ()
    high: Sequence[Value] = ()
    before: Sequence[Value] = ()


def fan(
    drawn: Fan,
    months: Sequence[str],
    words: FanWords,
    *,
    fmt: Callable[[float], str] = str,
    status: object = "",
    from_zero: bool = True,
) -> Markup:
    """Draw the year at two sizes, of which CSS shows one.

    Parameters: `from_zero`, the axis begins at nothing; without it (levels and ratios, which move little) it begins
    a little below the smallest value.
    """
    lines = (drawn.actual, drawn.plan, drawn.expected, drawn.low, drawn.high, drawn.before)
    bottom, top = _edges(lines, from_zero)
    css = f"trend fan {status_class(status)}".strip()
    return join(
        _fan(drawn, months, words, fmt, (bottom, top), width, height, f"{css} {kind}")
        for width, height, kind in ((640, 230, "trend-wide"), (330, 230, "trend-narrow"))
    )


def _edges(lines: Sequence[Sequence[Value]], from_zero: bool) -> tuple[float, float]:
    """Return the lower and the upper end of the axis."""
    highest = maximum(*lines)
    if from_zero:
        return 0.0, 1.2 if 0.6 < highest <= 1.2 else round_up(highest)
    lowest = min((float(one) for line in lines for one in line if one is not None), default=0.0)
    step = round_up(max(highest - lowest, 0.02) / 4)
    bottom = max(0.0, int(lowest / step) * step)
    return bottom, bottom + step * max(1, -int(-(highest - bottom) / step // 1))


def _fan(
    drawn: Fan,
    months: Sequence[str],
    words: FanWords,
    fmt: Callable[[float], str],
    edges: tuple[float, float],
    width: int,
    height: int,
    css: str,
) -> Markup:
    wide = width > 400
    left, right, above, below = (46, 104, 14, 26) if wide else (42, 74, 14, 26)
    bottom, top = edges
    slots = max(len(months), 2)

    def x(index: float) -> float:
        return left + index * (width - left - right) / (slots - 1)

    def y(value: float) -> float:
        return above + (1 - (value - bottom) / (top - bottom or 1)) * (height - above - below)

    parts = _axis(bottom, top, y, fmt, (left, width - right))
    parts += [
        el("text", month, x=x(i), y=height - 8, text_anchor="middle")
        for i, month in enumerate(months) if wide or i % 2 == 0
    ]  # fmt: skip
    newest = last(drawn.actual)
    known = newest[0] if newest else -1
    parts.append(_band(drawn, known, newest, x, y))
    parts.append(polylines(drawn.before, x, y, "c-before"))
    parts.append(polylines(drawn.plan, x, y, "c-plan"))
    parts.append(polylines(_from(drawn.expected, known, newest), x, y, "c-expected"))
    parts.append(polylines(drawn.actual, x, y, "c-actual"))
    if newest:
        parts.append(el("circle", cx=x(newest[0]), cy=y(newest[1]), r=4.5, class_="c-dot"))
    ends = ((drawn.expected, words.expected, "c-value"), (drawn.plan, words.plan, ""), (drawn.before, words.before, ""))
    parts += _names(ends, y, x(slots - 1) + 8, (above, height - below))
    return el("svg", join(parts), class_=css, viewBox=f"0 0 {width} {height}", role="img", aria_label=words.label)


def _axis(bottom: float, top: float, y: Place, fmt: Callable[[float], str], span: tuple[int, int]) -> list[Markup]:
    parts = []
    for quarter in range(5):
        value = bottom + (top - bottom) * quarter / 4
        parts.append(el("line", x1=span[0], x2=span[1], y1=y(value), y2=y(value), class_="c-grid"))
        parts.append(el("text", fmt(value), x=span[0] - 6, y=y(value) + 4, text_anchor="end"))
    return parts


def _from(values: Sequence[Value], known: int, newest: tuple[int, float] | None) -> list[Value]:
    """Return a line from the last reported month on: it begins at the reported value."""
    return [
        None if i < known else newest[1] if newest and i == known else one for i, one in enumerate(values)
    ]  # fmt: skip


def _band(drawn: Fan, known: int, newest: tuple[int, float] | None, x: Place, y: Place) -> Markup:
    """Return the fan between its edges; nothing where there is no forecast."""
    lows = [(i, v) for i, v in enumerate(_from(drawn.low, known, newest)) if v is not None]
    highs = [(i, v) for i, v in enumerate(_from(drawn.high, known, newest)) if v is not None]
    if len(lows) < 2 or len(highs) < 2:
        return Markup("")
    points = " ".join(f"{number(x(i))},{number(y(float(v)))}" for i, v in [*highs, *reversed(lows)])
    return el("polygon", points=points, class_="c-band")


def _names(
    ends: Sequence[tuple[Sequence[Value], str, str]], y: Place, at: float, span: tuple[float, float]
) -> list[Markup]:
    """Name the lines at their ends, pushed apart where they would lie on each other."""
    found = sorted(
        (y(end[1]) + 5, word, css)
        for values, word, css in ends
        if word and (end := last(values)) is not None and end[0] == len(values) - 1
    )
    heights = spread([one[0] for one in found], 17, span[0], span[1])
    return [el("text", word, x=at, y=place, class_=css) for place, (_y, word, css) in zip(heights, found, strict=True)]
