"""Cascading a policy to the provinces: expected activities, offers and answers, and the matrix of who plans what."""
