"""Simplifies the province shapes of the map package so that neighbours keep their common border.

Every border between two provinces is cut out once (an arc), thinned once, and used by both, so that no
gap or overlap can open. Method of thinning: Visvalingam and Whyatt 1993, the point whose triangle with
its neighbours is smallest goes first.
"""

from __future__ import annotations

import heapq
import itertools
import json
import math
import re
from collections import defaultdict

Point = tuple[int, int]
Ring = list[Point]

SCALE = 2  # units of the served map per unit of the package's map
FINE = 1000  # parts of a unit to which points are compared; the package gives five decimals
WELD = 150  # 1/FINE units: the package draws some common borders twice, up to 0.14 units apart
THIN = 22.0  # square units (served map): triangles below this are left out
THIN_METRO = 4.0  # the same for borders inside the inset, which is drawn enlarged
SMALLEST = 24.0  # square units (served map): islets below this are left out
METRO = ("10", "11", "12", "13", "73", "74")  # Bangkok and its five neighbours: too small at wall size
MARGIN = 8  # units around the inset
STEPS = 14  # places tried in each direction for a label


def locations(module: str) -> list[tuple[str, str]]:
    """Return [(id, path)] of the package's JavaScript module, which holds one JSON object."""
    data = json.loads(module[module.index("{") : module.rindex("}") + 1])
    return [(at["id"], at["path"]) for at in data["locations"]]


def rings(path: str) -> list[Ring]:
    """Read an SVG path of m/M/l/L/z into closed rings of whole 1/FINE units; another command is an error."""
    found: list[Ring] = []
    x = y = 0.0
    for command, rest in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", path):
        if command not in "mMlLzZ":
            raise ValueError(f"path command {command!r} is not understood")
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", rest)]
        if command in "zZ":
            x, y = (n / FINE for n in found[-1][0])
        for at in range(0, len(numbers), 2):
            x = numbers[at] + (x if command.islower() else 0)
            y = numbers[at + 1] + (y if command.islower() else 0)
            if command in "mM" and at == 0:
                found.append([])
            point = (round(x * FINE), round(y * FINE))
            if not found[-1] or found[-1][-1] != point:
                found[-1].append(point)
    for ring in found:
        if ring[0] == ring[-1]:
            ring.pop()
    return found


def nearest_of_others(owners: dict[Point, set[str]]) -> dict[Point, Point]:
    """Return for each point of one shape the nearest point of another one, at most WELD away."""
    cells: dict[Point, list[Point]] = defaultdict(list)
    for x, y in owners:
        cells[x // WELD, y // WELD].append((x, y))
    found: dict[Point, Point] = {}
    for (x, y), names in owners.items():
        around = [
            (math.dist((x, y), other), other)
            for i, j in itertools.product((-1, 0, 1), repeat=2)
            for other in cells.get((x // WELD + i, y // WELD + j), ())
            if not names & owners[other]
        ]
        if around and min(around)[0] <= WELD:
            found[x, y] = min(around)[1]
    return found


def weld(shapes: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """Make one point of two that shapes have in almost the same place, until no such pair is left.

    Pairs are nearest to each other both ways, so that points along one border are never folded together.
    """
    while True:
        owners: dict[Point, set[str]] = defaultdict(set)
        for name, parts in shapes.items():
            for ring in parts:
                for point in ring:
                    owners[point].add(name)
        near = nearest_of_others(owners)
        same = {a: b for a, b in near.items() if a > b and near.get(b) == a}
        if not same:
            return shapes
        shapes = {
            name: [[same.get(point, point) for point in ring] for ring in parts] for name, parts in shapes.items()
        }


def nodes(shapes: dict[str, list[Ring]]) -> set[Point]:
    """Return the points where borders meet: the set of owners changes, or more than two edges come in."""
    owners: dict[tuple[Point, Point], set[str]] = defaultdict(set)
    for name, parts in shapes.items():
        for ring in parts:
            for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
                owners[min(a, b), max(a, b)].add(name)
    edges: dict[Point, list[frozenset[str]]] = defaultdict(list)
    for (a, b), names in owners.items():
        edges[a].append(frozenset(names))
        edges[b].append(frozenset(names))
    return {point for point, sets in edges.items() if len(sets) != 2 or sets[0] != sets[1]}


def arcs(ring: Ring, meeting: set[Point]) -> list[Ring]:
    """Cut a ring at the points where borders meet; a ring without such a point is one closed arc."""
    cuts = [i for i, point in enumerate(ring) if point in meeting]
    if not cuts:
        first = ring.index(min(ring))  # the same start for both owners of a closed border
        return [[*ring[first:], *ring[: first + 1]]]
    ring = [*ring[cuts[0] :], *ring[: cuts[0] + 1]]
    cuts = [i for i, point in enumerate(ring) if point in meeting]
    return [ring[a : b + 1] for a, b in itertools.pairwise(cuts)]


def triangle(a: Point, b: Point, c: Point) -> float:
    """Return the area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def thin(arc: Ring, smallest: float, keep: int) -> Ring:
    """Leave out points of an arc, smallest triangle first, until all are at least `smallest`.

    The ends stay, and at least `keep` points between them.
    """
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    size = {i: triangle(arc[i - 1], arc[i], arc[i + 1]) for i in range(1, len(arc) - 1)}
    queue = [(area, i) for i, area in size.items()]
    heapq.heapify(queue)
    while queue and len(size) > keep:
        area, i = heapq.heappop(queue)
        if size.get(i) != area:
            continue  # the triangle has changed since it was queued
        if area >= smallest:
            break
        del size[i]
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if j in size:
                size[j] = max(area, triangle(arc[before[j]], arc[j], arc[after[j]]))
                heapq.heappush(queue, (size[j], j))
    return [arc[0], *(arc[i] for i in sorted(size)), arc[-1]]


class Borders:
    """The thinned arcs of all shapes, each made once and given to both owners.

    detailed: the shapes that are drawn enlarged, whose borders keep more points.
    """

    def __init__(self, shapes: dict[str, list[Ring]], detailed: set[str]) -> None:
        self.meeting = nodes(shapes)
        self.fine = {point for name in detailed for ring in shapes[name] for point in ring}
        self.made: dict[tuple[Point, ...], Ring] = {}
        self.straight: set[tuple[Point, Point]] = set()

    def arc(self, arc: Ring) -> Ring:
        """Return an arc thinned and on the whole-number grid, in the direction asked for.

        A closed arc keeps a triangle; a second arc between the same ends keeps one point, since two
        straight ones would fold into a line.
        """
        key = tuple(min(arc, arc[::-1]))
        if key not in self.made:
            ends = (key[0], key[-1])
            keep = 2 if ends[0] == ends[1] else int(ends in self.straight)
            smallest = THIN_METRO if self.fine.issuperset(key) else THIN
            thinned = thin(list(key), smallest * (FINE / SCALE) ** 2, keep)
            if len(thinned) == 2:
                self.straight.add(ends)
            self.made[key] = [(round(x * SCALE / FINE), round(y * SCALE / FINE)) for x, y in thinned]
        made = self.made[key]
        return made if tuple(arc) == key else made[::-1]

    def ring(self, ring: Ring) -> Ring:
        """Return a ring put together from its thinned arcs, without repeated points."""
        out: Ring = []
        for arc in arcs(ring, self.meeting):
            for point in self.arc(arc)[:-1]:
                if not out or out[-1] != point:
                    out.append(point)
        while len(out) > 1 and out[0] == out[-1]:
            out.pop()
        return out


def surface(ring: Ring) -> float:
    """Return the signed area of a ring in square units of the served map."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def clearance(x: float, y: float, ring: Ring) -> float:
    """Return the squared distance from a point to a ring's border, negative outside the ring."""
    nearest, inside = float("inf"), False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
        dx, dy = bx - ax, by - ay
        along = min(1.0, max(0.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
        nearest = min(nearest, (ax + along * dx - x) ** 2 + (ay + along * dy - y) ** 2)
    return nearest if inside else -nearest


def centre(ring: Ring) -> Point:
    """Return where a label stands: the centre of gravity, or the roomiest place if that is near a border."""
    area = surface(ring)
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    left, top, width, height = box(ring, 0)
    tries = [(left + width * i / STEPS, top + height * j / STEPS) for i in range(1, STEPS) for j in range(1, STEPS)]
    roomiest, where = max((clearance(*place, ring), place) for place in tries)
    if clearance(x, y, ring) < roomiest / 3:
        x, y = where
    return round(x), round(y)


def path(parts: list[Ring]) -> str:
    """Write rings as one SVG path with relative whole numbers."""
    text = ""
    x = y = 0
    for ring in parts:
        text += f"m{ring[0][0] - x} {ring[0][1] - y}l"
        start = x, y = ring[0]
        steps = ""
        for px, py in ring[1:]:
            steps += f" {px - x} {py - y}"
            x, y = px, py
        text += steps.strip() + "z"
        x, y = start
    return text.replace(" -", "-")


def box(points: list[Point], margin: int) -> list[int]:
    """Return [x, y, width, height] around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = min(xs) - margin, min(ys) - margin
    return [left, top, max(xs) + margin - left, max(ys) + margin - top]


def outlines(module: str, ids: dict[str, str]) -> dict[str, list[Ring]]:
    """Return the thinned rings of each province by official code, largest first.

    ids: the package's id → official code, "" to leave the shape out (the lake still takes part in the
    common borders). An id without a line in the table is an error.
    """
    found = locations(module)
    missing = [name for name, _ in found if name not in ids]
    if missing:
        raise ValueError(f"map ids without an official code: {', '.join(missing)}")
    shapes = weld({name: rings(outline) for name, outline in found})
    borders = Borders(shapes, {name for name in shapes if ids[name] in METRO})
    made: dict[str, list[Ring]] = {}
    for name in sorted((name for name in shapes if ids[name]), key=lambda name: ids[name]):
        parts = sorted((borders.ring(ring) for ring in shapes[name]), key=lambda ring: -abs(surface(ring)))
        islets = [ring for ring in parts[1:] if len(ring) > 2 and abs(surface(ring)) >= SMALLEST]
        made[ids[name]] = [parts[0], *islets]
    return made


def build(module: str, ids: dict[str, str], notice: str) -> dict[str, object]:
    """Make the served map: notice, box, inset of the Bangkok area, path and centre of each province."""
    made = outlines(module, ids)
    centres = {code: centre(parts[0]) for code, parts in made.items()}
    everything = [point for parts in made.values() for ring in parts for point in ring]
    metro = [point for code in METRO for ring in made[code] for point in ring]
    return {
        "notice": notice,
        "viewBox": " ".join(map(str, box(everything, 2))),
        "inset": {"box": box(metro, MARGIN), "provinces": list(METRO)},
        "provinces": {
            code: {"d": path(parts), "cx": centres[code][0], "cy": centres[code][1]} for code, parts in made.items()
        },
    }
