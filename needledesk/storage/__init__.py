"""Keeps things in the one record file; the only room that speaks SQL."""
