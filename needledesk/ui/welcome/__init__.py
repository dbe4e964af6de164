"""Before the desk is open: the first run, and the lock."""
