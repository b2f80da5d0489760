"""The live scorecard of a province, a country abroad or the nation, and the results of one office: as data."""
