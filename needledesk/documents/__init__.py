"""Draws what is printed or exported; gets words and dates, gives PDF bytes."""
