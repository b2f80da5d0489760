"""Linking of stored items: the index by which the item that another one repeats is found, and the answer itself."""

from prasan.situation.linking.store import candidates, linked, rebuild, store

__all__ = ["candidates", "linked", "rebuild", "store"]
