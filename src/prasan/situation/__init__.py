"""The situation in the provinces and abroad: sources, items, events, the watch and its alerts (เฝ้าฟัง ติดตามสถานการณ์)."""
