"""API assembly, imports, feeds, foreign protocols."""
