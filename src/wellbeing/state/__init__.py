"""What is chosen on a page, and what follows from it."""
