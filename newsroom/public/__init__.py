"""The readers' door. It reads what was published, and cannot write."""
