"""Reading Thai: from a raw title and text to dates, places, agencies, counts, persons and laws, with spans.

Pure functions with a version; the rules and codes are published in docs/algorithms/reading.md.
"""

from prasan.kernel.reading.fields import FIELDS, Document, Found, Reading
from prasan.kernel.reading.gazetteer import ReadingGazetteer, Word
from prasan.kernel.reading.reader import READER_VERSION, as_json, read

__all__ = ["FIELDS", "READER_VERSION", "Document", "Found", "Reading", "ReadingGazetteer", "Word", "as_json", "read"]
