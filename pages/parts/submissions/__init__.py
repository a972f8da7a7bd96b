"""What the screen 报送 is made of: taking in, the ledger, reviewing one table, deciding, history, blank tables."""
