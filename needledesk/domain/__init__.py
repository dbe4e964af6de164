"""What things are and what is allowed: pure Python, no files, no clock, no Qt."""
