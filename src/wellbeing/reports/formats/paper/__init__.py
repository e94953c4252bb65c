"""The briefing as a paper: what it holds, and the two programs that write it."""
