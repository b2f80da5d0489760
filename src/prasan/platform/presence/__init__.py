"""Presence: who has a stream or socket open that proves it, and had, told by the live process.

A room says whose key an actor bears (`presence_kind` in `live.topics`), and reads `present` and `spans`.
"""
