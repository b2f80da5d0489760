"""The embedded engine: a process of its own that forwards packets by aiortc and never decodes them.

`client` is what the application uses; `python -m prasan.meetings.media.embedded` is the process. Inside it:
control (words from outside) > room (who gets what) > watcher, publisher > slot, source > rtc (aiortc), packets.
"""
