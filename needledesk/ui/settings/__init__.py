"""Settings: the practice, the looks, the record file, and what this program is."""
