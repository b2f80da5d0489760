"""Figures of referrals: how offices answer, what people wait for, whom the services reach. Sums alone, no person."""
