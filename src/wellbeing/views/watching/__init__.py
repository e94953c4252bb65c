"""What those who run a server are told of it: its log, its figures, and that it ends by degrees."""
