"""One visit in the window: header, sections, and the pages of screening, treatment, photos and aftercare."""
