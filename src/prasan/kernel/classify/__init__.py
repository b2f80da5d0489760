"""Relevance and type of a text: hashed n-grams, cue words and a linear model served from plain arrays."""

from prasan.kernel.classify.model import Classification, Model, NotAModel, TypeScore

__all__ = ["Classification", "Model", "NotAModel", "TypeScore"]
