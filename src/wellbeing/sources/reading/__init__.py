"""Read files that others made: limits first, then rows of text in batches, whatever the format."""
