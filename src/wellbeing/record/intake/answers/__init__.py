"""Answers: each is accounted for, and one that is not understood waits by itself.

``accounts`` keeps what came of the answers of each file, by question. ``waiting`` keeps those that are not understood
while the rest of their row is in the record, and says which of them something newer has answered; ``mending`` takes
them in, as parts of their contributions, once a person has said what they mean.
"""
