"""Every verb of the program, grouped by word; knows storage, documents and imaging, never Qt."""
