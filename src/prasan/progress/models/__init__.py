"""Reports (รายงานผลรายเดือน) and figures (ค่ารายงาน)."""

from prasan.progress.calls.models import CallAnswer, CallVersion, DataCall, OfficeSet
from prasan.progress.columnmaps.models import ColumnMap
from prasan.progress.exemptions.models import Exemption
from prasan.progress.models.evidence import Evidence
from prasan.progress.models.figures import Figure, FigureChange, FigureGone, Load, LoadQuerySet
from prasan.progress.models.packed import Dirty, Packed, Place, Sheet, Span, Strip
from prasan.progress.models.reports import Report, ReportQuerySet
from prasan.progress.models.said import Said
from prasan.progress.tallies.models import Tally
from prasan.progress.workbook.models import Filled

__all__ = [
    "CallAnswer",
    "CallVersion",
    "ColumnMap",
    "DataCall",
    "Dirty",
    "Evidence",
    "Exemption",
    "Figure",
    "FigureChange",
    "FigureGone",
    "Filled",
    "Load",
    "LoadQuerySet",
    "OfficeSet",
    "Packed",
    "Place",
    "Report",
    "ReportQuerySet",
    "Said",
    "Sheet",
    "Span",
    "Strip",
    "Tally",
]
