"""The ledger: what was said, by whom, where, and what we found. It knows nothing of stories."""
