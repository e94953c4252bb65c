"""Who is let in to what is served, and what of that which comes by a line is taken."""
