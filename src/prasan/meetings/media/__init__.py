"""The picture and the sound of a meeting: one interface of slots, several engines; nothing here knows Django.

Each participant has a fixed receiving connection with video slots v0, v1 … and audio slots a0, a1 …; the
application decides which source sits in which slot, and no connection is ever negotiated again. Start with
`engine.MediaEngine`; `fake` is for other rooms' tests, `embedded` forwards real media.
"""
