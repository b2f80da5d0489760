"""Nouns that several domains share: strategy, policies, indicators, targets."""
