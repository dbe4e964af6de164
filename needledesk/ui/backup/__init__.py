"""Copies of the record file in the window: made by themselves or on request, proven, shown, gone back to."""
