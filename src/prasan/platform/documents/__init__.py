"""Documents on paper: PDF by typst, in the ministry's layouts, with the class and the day of the data."""

from prasan.platform.documents.official import Letter, Report, Signature, render_letter, render_report
from prasan.platform.documents.render import DocumentFault, render_pdf

__all__ = ["DocumentFault", "Letter", "Report", "Signature", "render_letter", "render_pdf", "render_report"]
