"""Tables of one understanding: briefs and their items, who read and understood them, questions to their owners."""

from prasan.understanding.models.briefs import GROUP_OF, GROUPS, Brief, Item
from prasan.understanding.models.questions import Question
from prasan.understanding.models.readings import Answer, Reading

__all__ = ["GROUPS", "GROUP_OF", "Answer", "Brief", "Item", "Question", "Reading"]
