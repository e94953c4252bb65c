"""What stands beside an answer: ``where_next``, what further events would settle; ``communities``, a second lens."""
