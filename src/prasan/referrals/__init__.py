"""Cases and referrals (เรื่องและการส่งต่อ): one need, one or several offices, and never a moment without an owner."""
