"""Reports (รายงานผลรายเดือน) and figures (ค่ารายงาน)."""

from prasan.progress.calls.models import CallAnswer, CallVersion, DataCall, OfficeSet
from prasan.progress.columnmaps.models import ColumnMap
from prasan.progress.frozen.models import FrozenLine, FrozenSet
from prasan.progress.models.figures import Figure, FigureChange, FigureGone, Load, LoadQuerySet
from prasan.progress.models.packed import Dirty, Packed, Place, Sheet, Span, Strip
from prasan.progress.models.reports import Report, ReportQuerySet
from prasan.progress.workbook.models import Filled

__all__ = [
    "CallAnswer",
    "CallVersion",
    "ColumnMap",
    "DataCall",
    "Dirty",
    "Figure",
    "FigureChange",
    "FigureGone",
    "Filled",
    "FrozenLine",
    "FrozenSet",
    "Load",
    "LoadQuerySet",
    "OfficeSet",
    "Packed",
    "Place",
    "Report",
    "ReportQuerySet",
    "Sheet",
    "Span",
    "Strip",
]
