"""Settings, Protocol: every rule with its source, the draft being made of it, and the way into force."""
