"""Where leader labels stand beside a map so that none lies on another, on the land or on the inset."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Box", "Label", "Spot", "place", "spread"]

LETTER = 23.0
"""Width of a character at the label's size, in units of the map: an upper estimate of mixed Thai text."""
PITCH = 58.0
"""Distance between two labels below one another."""
CLEAR = 46.0
"""Distance between land and label."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def meets(self, other: "Box") -> bool:
        """Whether the two share any point inside."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    @classmethod
    def around(cls, boxes: Iterable["Box"]) -> "Box":
        """The smallest box that holds all of them."""
        known = list(boxes)
        return cls(
            min(b.left for b in known),
            min(b.top for b in known),
            max(b.right for b in known),
            max(b.bottom for b in known),
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A text that belongs to a point."""

    key: str
    x: float
    y: float
    text: str

    @property
    def width(self) -> float:
        """Estimated width; marks above and below the line take no room of their own."""
        return LETTER * sum(1 for c in self.text if not (c == "ั" or "ิ" <= c <= "ฺ" or "็" <= c <= "๎"))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label came to stand; on the left side of the map `x` is the text's right end."""

    label: Label
    x: float
    y: float
    left_side: bool

    @property
    def box(self) -> Box:
        """The room that the text takes."""
        width = self.label.width
        left = self.x - width if self.left_side else self.x
        return Box(left, self.y - PITCH / 2 + 1, left + width, self.y + PITCH / 2 - 1)


def spread(wanted: Sequence[float], pitch: float, low: float, high: float) -> list[float]:
    """Move sorted heights as little as possible until neighbours are `pitch` apart within low..high.

    Neighbours that collide form a block that stands at the mean of what its members want.
    """
    blocks: list[tuple[float, list[float]]] = []
    for height in wanted:
        members = [height]
        blocks.append((height, members))
        while True:
            centre, members = blocks[-1]
            half = pitch * (len(members) - 1) / 2
            centre = min(max(sum(members) / len(members), low + half), high - half)
            blocks[-1] = (centre, members)
            if len(blocks) < 2:
                break
            before, earlier = blocks[-2]
            if before + pitch * (len(earlier) - 1) / 2 + pitch <= centre - half:
                break
            blocks[-2:] = [(0.0, earlier + members)]
    return [
        centre + pitch * (index - (len(members) - 1) / 2) for centre, members in blocks for index in range(len(members))
    ]


def _coast(land: Sequence[Box], y: float) -> tuple[float, float] | None:
    """Left and right end of the land in the band of a label at `y`."""
    band = [b for b in land if b.top < y + PITCH / 2 and b.bottom > y - PITCH / 2]
    return (min(b.left for b in band), max(b.right for b in band)) if band else None


def place(labels: Iterable[Label], land: Sequence[Box], view: Box, *, obstacle: Box | None = None) -> list[Spot]:
    """Give each label a side and a height: the nearer coast, unless inset or a full side is in the way."""
    sides: dict[bool, list[Label]] = {True: [], False: []}
    room = int(view.height / PITCH)
    for label in labels:
        left, right = _coast(land, label.y) or (view.left, view.right)
        nearer_left = label.x - left <= right - label.x
        if not nearer_left and obstacle and obstacle.top - PITCH < label.y < obstacle.bottom + PITCH * 1.5:
            nearer_left = True
        if len(sides[nearer_left]) >= room:
            nearer_left = not nearer_left
        sides[nearer_left].append(label)
    while True:
        spots = [*_stand(sides[True], land, view, True), *_stand(sides[False], land, view, False)]
        blocked = [s.label for s in spots if obstacle and not s.left_side and s.box.meets(obstacle)]
        if not blocked:
            return spots
        sides[False] = [label for label in sides[False] if label not in blocked]
        sides[True] += blocked


def _stand(group: list[Label], land: Sequence[Box], view: Box, left_side: bool) -> list[Spot]:
    """Heights and ends of the labels of one side."""
    group.sort(key=lambda label: label.y)
    heights = spread([g.y for g in group], PITCH, view.top + PITCH / 2, view.bottom - PITCH / 2)
    spots = []
    for label, height in zip(group, heights, strict=True):
        left, right = _coast(land, height) or (label.x, label.x)
        x = min(left, label.x) - CLEAR if left_side else max(right, label.x) + CLEAR
        spots.append(Spot(label, x, height, left_side))
    return spots
