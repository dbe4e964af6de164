"""Export and import: everything out as plain files, clients in from a list, how long records are kept."""
