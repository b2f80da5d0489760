"""Reference packs: a country and its ministry as data, and how a pack is loaded."""
