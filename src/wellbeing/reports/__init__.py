"""One release, told: sentences, and files that carry their own notes."""
