"""Background work of the registers; the worker loads this module."""

from prasan.registers.loading.work import load_people

__all__ = ["load_people"]
