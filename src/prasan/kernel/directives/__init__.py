"""Reading directives: from a Thai sentence to who, with whom, where and by when, as a proposal that a person confirms.

Pure functions over a gazetteer; the codes and rules are published in docs/algorithms/directive-reading.md.
"""

from prasan.kernel.directives.due import DUE_KINDS
from prasan.kernel.directives.fields import Directive
from prasan.kernel.directives.gazetteer import DirectiveGazetteer, Region
from prasan.kernel.directives.reader import DIRECTIVE_READER_VERSION, as_json, read_directives
from prasan.kernel.directives.standing import is_standing

__all__ = [
    "DIRECTIVE_READER_VERSION", "DUE_KINDS", "Directive", "DirectiveGazetteer", "Region", "as_json", "is_standing",
    "read_directives",
]  # fmt: skip
