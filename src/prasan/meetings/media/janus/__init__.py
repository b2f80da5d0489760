"""The Janus engine: Debian's janus forwards, a process of ours steers it; the same words as the embedded engine.

`client` is what the application uses; `python -m prasan.meetings.media.janus` is the process, with Janus as its child.
Inside it: control (words from outside) > room (who gets what) > peers > wire (HTTP to Janus), process.
"""
