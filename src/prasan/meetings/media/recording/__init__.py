"""Recordings, whatever engine made them: `webm` writes and mends the files, `manifest` says what they hold.

Standard library alone; nothing is decoded or encoded. The files of a room lie in a folder of its name.
"""
