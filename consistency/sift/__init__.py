"""Which findings count: what a user selects, what is known already, what somebody has set aside."""
