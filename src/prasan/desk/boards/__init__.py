"""Situation boards (กระดานสถานการณ์) of a province, a country and the nation, and the call tree (ผังโทรศัพท์)."""
