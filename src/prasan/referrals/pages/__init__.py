"""Pages of cases and referrals."""
