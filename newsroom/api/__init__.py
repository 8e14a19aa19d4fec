"""The partner door: everything published, as JSON, kept in sync. It reads what publication filled, and only reads."""
