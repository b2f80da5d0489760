"""What a meeting may have to speak about, gathered from figures, reports, directives and events."""

from prasan.desk.agenda.gather import Attending, Gathered, gather
from prasan.desk.agenda.links import href

__all__ = ["Attending", "Gathered", "gather", "href"]
