"""Passphrase and recovery sheet, wherever they are asked for."""
