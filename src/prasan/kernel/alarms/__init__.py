"""Numbers that warn: alarms on counts by day (EARS style) and limits on reported indicators."""

from prasan.kernel.alarms.counts import Baseline, Day, Reading, Settings, baseline, episodes, watch
from prasan.kernel.alarms.limits import Breach, Limit, breaches

__all__ = [
    "Baseline", "Breach", "Day", "Limit", "Reading", "Settings", "baseline", "breaches", "episodes", "watch",
]  # fmt: skip
