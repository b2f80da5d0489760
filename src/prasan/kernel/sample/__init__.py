"""The labelled sample of releases: what readers of the texts said, and how a machine is held against it."""

from prasan.kernel.sample.labels import Count, Date, Labelled, Mark, NotTheSample, Text, digest, join, read, told
from prasan.kernel.sample.scoring import Found, Scores, found, score

__all__ = [
    "Count",
    "Date",
    "Found",
    "Labelled",
    "Mark",
    "NotTheSample",
    "Scores",
    "Text",
    "digest",
    "found",
    "join",
    "read",
    "score",
    "told",
]
