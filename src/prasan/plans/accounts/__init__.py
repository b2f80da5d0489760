"""Accounting reports: files read by an editable column map, matched to the plans' money; nothing is lost on the way."""
