"""Verbs of the cascade: prepare, send, answer, decide."""

from prasan.plans.cascade.commands.answering import AcceptOffer, AnswerOffer, LandOffer
from prasan.plans.cascade.commands.deciding import ChaseOffer, DecideAnswer
from prasan.plans.cascade.commands.drafting import BeginCascade, ChangeCascade, RemoveExpected, SaveExpected
from prasan.plans.cascade.commands.landing import TakeOver
from prasan.plans.cascade.commands.offering import (
    CloseCascade,
    OfferAll,
    RecallCascade,
    RecallOffer,
    SendOffer,
    send_faults,
)
from prasan.plans.cascade.commands.splitting import SplitExpected

__all__ = [
    "AcceptOffer",
    "AnswerOffer",
    "BeginCascade",
    "ChangeCascade",
    "ChaseOffer",
    "CloseCascade",
    "DecideAnswer",
    "LandOffer",
    "OfferAll",
    "RecallCascade",
    "RecallOffer",
    "RemoveExpected",
    "SaveExpected",
    "SendOffer",
    "SplitExpected",
    "TakeOver",
    "send_faults",
]
