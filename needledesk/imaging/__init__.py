"""Handles pixels: makes foreign pictures fit to keep, in a limited child process; bytes in, bytes out."""
