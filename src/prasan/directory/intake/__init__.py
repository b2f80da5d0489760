"""Imports of offices, people, transfer orders and boundaries: read, preview, apply all or nothing."""

from prasan.directory.intake.plan import Bad, Line, Plan
from prasan.directory.intake.read import read_plan

__all__ = ["Bad", "Line", "Plan", "read_plan"]
