"""Live updates: the process that tells open pages which topic changed, and the one port that browsers see.

Nothing in this room imports Django: Django signs tickets (`tickets`) and writes outbox rows; the process
reads both.
"""
