"""Reports (รายงานผลรายเดือน) and figures (ค่ารายงาน)."""

from prasan.progress.columnmaps.models import ColumnMap
from prasan.progress.models.figures import Figure, FigureChange, FigureGone, Load, LoadQuerySet
from prasan.progress.models.packed import Dirty, Packed, Place, Sheet, Span, Strip
from prasan.progress.models.reports import Report, ReportQuerySet
from prasan.progress.workbook.models import Filled

__all__ = [
    "ColumnMap",
    "Dirty",
    "Figure",
    "FigureChange",
    "FigureGone",
    "Filled",
    "Load",
    "LoadQuerySet",
    "Packed",
    "Place",
    "Report",
    "ReportQuerySet",
    "Sheet",
    "Span",
    "Strip",
]
