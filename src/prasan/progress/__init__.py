"""Reporting periods, reports, figures, approval, computed status."""
