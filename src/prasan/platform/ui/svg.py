"""Small helpers shared by the charts: escaped elements, numbers, broken lines, status classes."""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup, escape

__all__ = ["Value", "el", "join", "polylines", "round_up", "status_class"]

Value = float | int | None


def number(value: float) -> str:
    """Write a coordinate with at most one decimal: enough for a screen, short on the wire."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def el(tag: str, content: object = "", **attributes: object) -> Markup:
    """One SVG element; names lose a closing underscore and turn `_` into `-`; None is left out."""
    pairs = Markup("")
    for name, value in attributes.items():
        if value is None or value == "":
            continue
        shown = number(value) if isinstance(value, float) else value
        pairs += Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), shown)
    if content == "":
        return Markup("<{}{}/>").format(tag, pairs)
    return Markup("<{0}{1}>{2}</{0}>").format(tag, pairs, content)


def join(parts: Iterable[object]) -> Markup:
    """Put elements side by side; whatever is not Markup is escaped."""
    return Markup("").join(escape(part) for part in parts)


def status_class(status: object) -> str:
    """CSS class of a status: `very_late` is drawn by `.very-late`."""
    return str(getattr(status, "value", status) or "").replace("_", "-")


def runs(values: Sequence[Value]) -> list[list[tuple[int, float]]]:
    """Split a series where values are missing, so that no line is drawn over a gap."""
    found: list[list[tuple[int, float]]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            if found[-1]:
                found.append([])
        else:
            found[-1].append((index, float(value)))
    return [run for run in found if run]


def polylines(values: Sequence[Value], x: Callable[[int], float], y: Callable[[float], float], css: str) -> Markup:
    """Draw a series as lines broken at its gaps; a value alone between two gaps becomes a dot."""
    parts = []
    for run in runs(values):
        if len(run) == 1:
            index, value = run[0]
            parts.append(el("circle", cx=x(index), cy=y(value), r=1.8, class_="c-dot"))
            continue
        points = " ".join(f"{number(x(i))},{number(y(v))}" for i, v in run)
        parts.append(el("polyline", points=points, class_=css))
    return join(parts)


def last(values: Sequence[Value]) -> tuple[int, float] | None:
    """The newest value that exists, with its place; None when the series is empty."""
    for index in range(len(values) - 1, -1, -1):
        value = values[index]
        if value is not None:
            return index, float(value)
    return None


def maximum(*series: Sequence[Value]) -> float:
    """Largest value of several series, at least a hair above zero: the one scale they share."""
    return max([1e-9, *(float(v) for s in series for v in s if v is not None)])


def round_up(value: float) -> float:
    """Next round number above a value, for the top of an axis: 1, 2, 2.5, 4, 5 or 8 times a power of ten."""
    power = 1e-9
    while power * 10 <= value:
        power *= 10
    for step in (1, 2, 2.5, 4, 5, 8, 10):
        if step * power >= value * (1 - 1e-9):
            return step * power
    return 10 * power
