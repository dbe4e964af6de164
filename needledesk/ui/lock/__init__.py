"""The lock: when it falls, what it takes along, and the way back to the same place."""
