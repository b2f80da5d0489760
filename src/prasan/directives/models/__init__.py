"""Tables of the directives."""

from prasan.directives.models.directive import Answer, AnswerFile, Directive, DirectiveArea, DirectiveOffice
from prasan.directives.models.given import Counter, InspectionRound, Origin
from prasan.directives.models.guidance import Addressee, Guidance

__all__ = [
    "Addressee",
    "Answer",
    "AnswerFile",
    "Counter",
    "Directive",
    "DirectiveArea",
    "DirectiveOffice",
    "Guidance",
    "InspectionRound",
    "Origin",
]
