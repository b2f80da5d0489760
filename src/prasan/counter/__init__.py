"""The joint service counter: one visit, one ticket, several agencies, nothing typed twice."""
