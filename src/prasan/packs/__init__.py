"""Reference packs as data: thailand and demo."""
