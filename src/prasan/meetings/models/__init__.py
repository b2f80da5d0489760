"""Tables of the meetings."""

from prasan.meetings.models.agenda import Basis, Item, Paper
from prasan.meetings.models.attendee import Attendee, CheckIn
from prasan.meetings.models.book import Book
from prasan.meetings.models.briefing import Briefing, Kind, Mode, Round, Section, Series, SeriesOffice
from prasan.meetings.models.evidence import Chain, Line, Problem, What
from prasan.meetings.models.minutes import Letter, Minutes, Opinion
from prasan.meetings.models.recording import Recording
from prasan.meetings.models.talk import Message
from prasan.meetings.models.vote import Ballot, Choice, Vote

__all__ = [
    "Attendee",
    "Ballot",
    "Basis",
    "Book",
    "Briefing",
    "Chain",
    "CheckIn",
    "Choice",
    "Item",
    "Kind",
    "Letter",
    "Line",
    "Message",
    "Minutes",
    "Mode",
    "Opinion",
    "Paper",
    "Problem",
    "Recording",
    "Round",
    "Section",
    "Series",
    "SeriesOffice",
    "Vote",
    "What",
]
