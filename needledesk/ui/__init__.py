"""The window: shows, asks, announces. The only room that knows Qt; it gets its data from the desk."""
