"""Prasan (ประสาน): the software of a labour ministry's operations centre."""

__version__ = "0.1.0"
