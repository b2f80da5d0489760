"""Who triages: the rule is that of the events, named here for the queue's own verbs."""

from prasan.situation.events.policy import can_triage

__all__ = ["can_triage"]
