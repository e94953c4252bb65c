"""What was decided, and the addresses of the cells that it rests on."""
