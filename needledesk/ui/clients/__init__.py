"""The clients' side of the window: the list, one client's timeline, and the form for who they are."""
