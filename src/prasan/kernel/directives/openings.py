"""Where directives begin: a word of order with its addressee, or an office that is told its duty.

Each opening holds the offices spoken to. What only looks like an order (a petition, an order of a court or an employer,
one of the past or not yet given, an errand of ceremony) opens nothing.
"""

from bisect import bisect_left
from dataclasses import dataclass, field

from prasan.kernel.directives import words
from prasan.kernel.directives.areas import GROUP, SMALLER, Areas
from prasan.kernel.directives.due import Due
from prasan.kernel.directives.offices import Office

_HANGS_ON = 14
"""Behind a word that orders nothing, a further one within so many letters belongs to it: ยังไม่ได้สั่งการ|ให้ กกจ. …"""
_MOST_FILLERS = 10
_MOST_GROUP = 90
_ASIDE = 64
"""Between a word of order and the ให้ of its addressee: สั่งการผ่านระบบทางไกล|ให้แรงงานจังหวัด."""


@dataclass(slots=True)
class Opening:
    """A directive begins at `start`; `offices` are spoken to, `end` is where they end.

    `kind` is order, helper ("โดยให้ …": another office of the same directive) or tail (asked of all before).
    """

    start: int
    end: int
    offices: list[Office] = field(default_factory=list)
    kind: str = "order"
    generic: bool = False
    ministry: bool = False
    item: bool = False


@dataclass(slots=True)
class Ground:
    """A normalised text with what was found in it."""

    low: str
    offices: list[Office]
    areas: Areas
    dues: list[Due]
    starts: list[int] = field(default_factory=list)
    partners: list[tuple[int, list[Office]]] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.starts = [one.start for one in self.offices]

    def office_at(self, position: int, *slots: str) -> Office | None:
        """Return the office that begins at a position; one that needs a slot only in one of `slots`."""
        index = bisect_left(self.starts, position)
        if index < len(self.starts) and self.starts[index] == position:
            one = self.offices[index]
            return one if not one.slot or one.slot in slots else None
        return None


def find_openings(ground: Ground) -> list[Opening]:
    """Return the openings of a text in order."""
    _find_partners(ground)
    found = _by_marks(ground)
    found += _by_labels(ground, found)
    found += _by_offices(ground, found)
    found.sort(key=lambda one: one.start)
    return found


# ---- groups of offices ---------------------------------------------------------------------------


def _lead_in(ground: Ground, position: int, *slots: str) -> Office | None:
    """Return the office behind titles, names and the like."""
    for _ in range(_MOST_FILLERS):
        one = ground.office_at(position, *slots)
        if one is not None:
            return one
        gap = words.FILLER.match(ground.low, position)
        if gap is None:
            return None
        position = gap.end()
    return None


def _after_office(ground: Ground, one: Office) -> int:
    """Return where the words around an office end: brackets, its region, its province."""
    low, end = ground.low, one.end
    for _ in range(5):
        step = words.BRACKET.match(low, end) or GROUP.match(low, end) or SMALLER.match(low, end)
        if step is None or step.end() == end:
            step_end = _past_area(ground, end)
            if step_end == end:
                return end
            end = step_end
        else:
            end = step.end()
    return end


def _past_area(ground: Ground, end: int) -> int:
    """Return the end of provinces or a region that stand right behind a position."""
    gap = words.IN_PLACE.match(ground.low, end)
    near = gap.end() if gap else end
    past = ground.areas.past_region(end, near)
    if past > end:
        return past
    provinces = ground.areas.provinces
    index = bisect_left(provinces, near, key=lambda m: m.start)
    if index < len(provinces) and provinces[index].start == near:
        return provinces[index].end
    return end


def group_at(ground: Ground, position: int, *slots: str) -> tuple[list[Office], int]:
    """Return the offices named side by side from a position on, and where they end."""
    first = _lead_in(ground, position, *slots)
    if first is None:
        return [], position
    found, end = [first], _after_office(ground, first)
    while len(found) < _MOST_GROUP:
        join = words.JOIN.match(ground.low, end)
        if join is None:
            break
        one = _lead_in(ground, join.end(), "slot", *slots)
        if one is None or (join.group().isspace() and one.slot):
            break
        found.append(one)
        end = _after_office(ground, one)
    return found, end


def _find_partners(ground: Ground) -> None:
    """Find the offices behind ร่วมกับ, ประสาน and the like."""
    reach = 0
    for match in words.PARTNER.finditer(ground.low):
        if match.start() < reach:
            continue
        offices, end = group_at(ground, match.end(), "slot", "partner")
        if offices:
            ground.partners.append((match.start(), offices))
            ground.taken.update(one.start for one in offices)
            reach = end


# ---- words of order ------------------------------------------------------------------------------


def _by_marks(ground: Ground) -> list[Opening]:
    found: list[Opening] = []
    low, reach, pending = ground.low, 0, -1
    for match in words.MARK.finditer(low):
        start, end = match.span()
        if start < reach:
            continue
        strong = match["strong"] is not None
        if _is_barred(low, start, end, strong=strong):
            pending = -1 if strong else pending
            reach = end + _HANGS_ON if strong else reach
            continue
        if match.group() == "ขอให้" and _asks_up(ground, start):
            continue
        opening = _opening(ground, start, end, match.group(), strong=strong)
        if opening is None:
            pending = start if strong else pending
            continue
        if not strong and pending >= 0 and start - pending <= _ASIDE and "\n" not in low[pending:start]:
            opening.start = pending if not found or pending >= found[-1].end else opening.start
        pending = -1
        reach = max(opening.end, end)
        ground.taken.update(one.start for one in opening.offices)
        found.append(opening)
    return found


def _is_barred(low: str, start: int, end: int, *, strong: bool) -> bool:
    """Tell whether the words around say that nothing is ordered here."""
    if words.NO_ORDER.match(low, start):
        return True
    before = max(0, start - 110)
    if strong:
        return words.BARRED.search(low, before, start) is not None or words.DONE.match(low, end) is not None
    if low.startswith("ขอให้", start) and words.PETITION.search(low, before, start):
        return True
    return words.NOT_LET.search(low, before, start) is not None


def _asks_up(ground: Ground, start: int) -> bool:
    """Tell whether a unit asks: "แรงงานจังหวัดพิจิตรขอให้สำนักงานปลัดกระทรวง…"."""
    index = bisect_left(ground.starts, start) - 1
    return (
        index >= 0 and ground.offices[index].kind in {"unit", "abroad"} and start - ground.offices[index].end in {0, 1}
    )


def _opening(ground: Ground, start: int, end: int, mark: str, *, strong: bool) -> Opening | None:
    """Return what a word of order opens, if anything."""
    low = ground.low
    give = words.GIVE.match(low, end) if strong else None
    behind = give.end() if give else end
    offices, stop = group_at(ground, behind, "slot")
    if offices:
        return _to_offices(ground, Opening(start, stop, offices), mark, strong=strong)
    if words.CEREMONY.match(low, behind) and strong:
        return None
    return _to_anybody(ground, start, behind, mark, strong=strong)


def _to_offices(ground: Ground, opening: Opening, mark: str, *, strong: bool) -> Opening | None:
    """Return an order to offices, a helper's part, or None where no order stands."""
    low = ground.low
    beyond = all(one.kind == "outside" for one in opening.offices)
    item = words.ITEM.search(low, max(0, opening.start - 12), opening.start) is not None
    if beyond and not item and not _with_ours(ground, opening.end):
        return None
    if words.CEREMONY.match(low, opening.end):
        return None
    clause = words.CLAUSE.search(low, max(0, opening.start - 24), opening.start) is not None
    if not strong and not _told(ground, opening.end, clause=clause):
        return None
    if mark == "โดยให้" or low.endswith("โดย", 0, opening.start) or words.HELPING.match(low, opening.end):
        opening.kind = "helper"
    return opening


def _with_ours(ground: Ground, position: int) -> bool:
    """Tell whether an office of the ministry is named as a partner right behind others: "ให้ตำรวจร่วมกับ กสร. …"."""
    index = bisect_left(ground.partners, position, key=lambda one: one[0])
    if index == len(ground.partners) or ground.partners[index][0] > position + 1:
        return False
    return any(one.kind != "outside" for one in ground.partners[index][1])


def _told(ground: Ground, position: int, *, clause: bool) -> bool:
    """Tell whether a deed follows an addressee: "ให้ กสร. ทราบ" orders nothing."""
    low = ground.low
    main = words.MAIN.match(low, position)
    if main or words.HELPING.match(low, position) or words.DEED.match(low, position) or words.GIVE.match(low, position):
        return True
    with_others = words.PARTNER.match(low, position + (low[position : position + 1] == " "))
    if with_others is not None:
        return True
    near = any(position <= one.start <= position + 2 for one in ground.dues)
    if clause and "ก" <= low[position : position + 1] <= "ไ" and not words.NO_DEED.match(low, position):
        return True
    return clause and (near or low[position : position + 1] in {"", "\n"} or low[position : position + 1] == " ")


def _to_anybody(ground: Ground, start: int, behind: int, mark: str, *, strong: bool) -> Opening | None:
    """Return an order without an office: to those concerned, to all of us, or to nobody by name."""
    low = ground.low
    clause = words.CLAUSE.search(low, max(0, start - 24), start) is not None
    common = words.ALL_BEFORE.match(low, behind)
    if common is not None and clause and not strong:
        to_all = common.group().strip() not in {"", "ให้"} or words.TOGETHER.search(low, max(0, start - 10), start)
        return Opening(start, common.end(), kind="tail", generic=True) if to_all or start == 0 else None
    generic = words.GENERIC.match(low, behind)
    ministry = words.ALL_OF_US.match(low, behind) is not None
    if generic is not None and (strong or (clause and mark in {"ให้", "ขอให้", "มีมติให้"})):
        item = words.ITEM.search(low, max(0, start - 12), start) is not None
        return Opening(start, generic.end(), generic=True, ministry=ministry, item=item)
    if words.DEED.match(low, behind) is None:
        return None
    if strong and (clause or words.AUTHORITY.search(low, max(0, start - 90), start)):
        return Opening(start, behind)
    beginning = start == 0 or words.ITEM.search(low, max(0, start - 12), start) is not None
    after_topic = clause and mark in {"ให้", "ขอให้", "มีมติให้", "เห็นควรให้"} and (beginning or _ordered_before(low, start))
    return Opening(start, behind) if after_topic else None


def _ordered_before(low: str, start: int) -> bool:
    """Tell whether a heading such as "ข้อสั่งการ ดังนี้" stands before."""
    return words.HEADER.search(low, max(0, start - 160), start) is not None


# ---- labels and offices --------------------------------------------------------------------------


def _by_labels(ground: Ground, found: list[Opening]) -> list[Opening]:
    """Return what "หน่วยงานหลัก: …" opens where no word of order stands before it."""
    out: list[Opening] = []
    for match in words.MAIN_LABEL.finditer(ground.low):
        if any(one.start <= match.start() for one in found) or out:
            continue
        if ground.low.endswith(("เป็น", "ฐานะ"), 0, match.start()):
            continue
        offices, end = group_at(ground, match.end())
        if offices and offices[0].kind != "outside":
            ground.taken.update(one.start for one in offices)
            out.append(Opening(match.start(), end, offices))
    return out


def _by_offices(ground: Ground, found: list[Opening]) -> list[Opening]:
    """Return the offices that stand first and are told their duty: "แรงงานจังหวัดตรัง ต้องรายงาน…"."""
    out: list[Opening] = []
    ordered = sorted(one.start for one in found)
    reach = 0
    for one in ground.offices:
        if one.start < reach or one.start in ground.taken or one.slot or one.kind == "outside":
            continue
        if words.CLAUSE.search(ground.low, max(0, one.start - 24), one.start) is None:
            continue
        offices, end = group_at(ground, one.start)
        before = bool(ordered and ordered[0] < one.start) or bool(out)
        if offices and _has_duty(ground, one.start, end, before=before):
            helper = ground.low.endswith("โดย", 0, one.start) or words.HELPING.match(ground.low, end) is not None
            out.append(Opening(one.start, end, offices, "helper" if helper and before else "order"))
            ground.taken.update(one.start for one in offices)
        reach = end  # further offices of the group end where it ends, and have no duty of their own
    return out


def _has_duty(ground: Ground, start: int, end: int, *, before: bool) -> bool:
    """Tell whether what follows an office is its duty and not a tale."""
    low = ground.low
    behind = end + (low[end : end + 1] == " ")
    mark = words.MARK.match(low, behind)
    if words.PASSIVE.match(low, end) or words.TAKES.match(low, end) or low.startswith(":", end):
        return True
    if mark is not None and (mark["strong"] or mark.group() == "มอบ"):
        return False  # it gives the order
    modal = words.MODAL.match(low, end)
    if modal is not None:
        gives = modal["word"] == "ให้" and words.NOT_GIVING.match(low, modal.end()) is not None
        return not gives and words.DEED.match(low, modal.end()) is not None
    heading = words.HEADING.match(low, end)
    if heading is not None and words.DEED.match(low, heading.end()):
        return True
    told = words.NARRATED.match(low, behind) is not None
    return not told and words.DEED.match(low, end) is not None and _is_plain_duty(ground, start, end, before=before)


def _is_plain_duty(ground: Ground, start: int, end: int, *, before: bool) -> bool:
    """Tell whether an office and its deed, without a word of order, are an item of a list, one more order or a note."""
    low = ground.low
    if words.ITEM.search(low, max(0, start - 12), start):
        return before or _ordered_before(low, start)
    if before:
        return words.OPEN_ITEM.search(low, max(0, start - 12), start) is not None
    return _is_note(ground, start, end)


def _is_note(ground: Ground, start: int, end: int) -> bool:
    """Tell whether a line that begins with an office is a note of its duty: a deadline, and nothing told."""
    low = ground.low
    if (start and low[start - 1] != "\n") or low.startswith("กระทรวง", start):
        return False
    stop = low.find("\n", start)
    stop = min(start + 400, stop if stop > 0 else len(low))
    timed = any(end <= one.start < stop for one in ground.dues) or words.DUTY.search(low, end, stop) is not None
    told = words.NARRATED.search(low, end, stop) or words.TELLS.search(low, end, min(stop, end + 60))
    return timed and told is None
