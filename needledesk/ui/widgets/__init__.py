"""The building blocks of every page: one noun each, drawn to the tokens, reachable by keyboard and screen reader."""
