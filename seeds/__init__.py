"""The way in: readers for each format, cleaning, the importer, and the seed articles with their manifest."""
