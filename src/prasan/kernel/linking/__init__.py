"""Linking: which texts are reprints of one another, issues of one series, or contain one another.

`Linker` answers for a stream in memory; `profile`, `side` and `relate` are its parts, for a stored index.
The method and what was measured: docs/algorithms/linking.md.
"""

from prasan.kernel.linking.linker import LINKER_VERSION, Linker, Links
from prasan.kernel.linking.profile import Profile, profile
from prasan.kernel.linking.relation import Kind, Relation, relate

__all__ = ["LINKER_VERSION", "Kind", "Linker", "Links", "Profile", "Relation", "profile", "relate"]
