"""Progress in per cent, recomputed from target and actual; a stated one that differs is told, never corrected.

Above 100 is normal. Rounded half up to two decimals. A stated value agrees when it is the recomputed one rounded or
cut at the decimals that were typed.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from prasan.progress.checks.flags import Flag

CENT = Decimal("0.01")


def recompute(target: Decimal | None, actual: Decimal | None) -> Decimal | None:
    """Return actual per hundred of target, two decimals; None where one is missing or the target is not above zero."""
    if target is None or actual is None or target <= 0:
        return None
    return (actual * 100 / target).quantize(CENT, ROUND_HALF_UP)


def agrees(stated: Decimal, target: Decimal, actual: Decimal) -> bool:
    """Tell whether a stated per cent is the right one at the precision that it was written with."""
    exact = actual * 100 / target
    exponent = stated.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
    return stated in {exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN)}


def compare(target: Decimal | None, actual: Decimal | None, stated: Decimal | None) -> list[Flag]:
    """Return what is to be said about one target, its result and the per cent stated for it."""
    flags = []
    for name, value in (("target", target), ("actual", actual)):
        if value is not None and value < 0:
            flags.append(Flag("negative", (name,), {"field": name, "value": f"{value:,}"}))
    if target == 0 and (actual or stated is not None):
        flags.append(Flag("no-target", ("target",)))
    share = recompute(target, actual)
    if target is None or actual is None or stated is None or share is None:
        return flags
    if not agrees(stated, target, actual):
        words = {"stated": stated, "actual": f"{actual:,}", "target": f"{target:,}", "percent": share}
        flags.append(Flag("percent-differs", ("stated_percent", "target", "actual"), words))
    return flags
