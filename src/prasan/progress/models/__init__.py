"""Reports (รายงานผลรายเดือน) and figures (ค่ารายงาน)."""

from prasan.progress.calls.models import CallAnswer, CallVersion, DataCall, OfficeSet
from prasan.progress.columnmaps.models import ColumnMap
from prasan.progress.exemptions.models import Exemption
from prasan.progress.frozen.models import FrozenLine, FrozenSet
from prasan.progress.models.corrections import Correction, CorrectionLine
from prasan.progress.models.evidence import Evidence
from prasan.progress.models.figures import Figure, FigureChange, FigureGone, Load, LoadQuerySet
from prasan.progress.models.openings import Opening
from prasan.progress.models.packed import Dirty, Packed, Place, Sheet, Span, Strip
from prasan.progress.models.passing import Line, Passing
from prasan.progress.models.reports import Report, ReportQuerySet
from prasan.progress.models.said import Said
from prasan.progress.tallies.models import Tally
from prasan.progress.workbook.models import Filled

__all__ = [
    "CallAnswer",
    "CallVersion",
    "ColumnMap",
    "Correction",
    "CorrectionLine",
    "DataCall",
    "Dirty",
    "Evidence",
    "Exemption",
    "Figure",
    "FigureChange",
    "FigureGone",
    "Filled",
    "FrozenLine",
    "FrozenSet",
    "Line",
    "Load",
    "LoadQuerySet",
    "OfficeSet",
    "Opening",
    "Packed",
    "Passing",
    "Place",
    "Report",
    "ReportQuerySet",
    "Said",
    "Sheet",
    "Span",
    "Strip",
    "Tally",
]
