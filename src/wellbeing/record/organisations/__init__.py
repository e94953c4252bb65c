"""The roster of organisations: who was invited, who was heard, who declined, who may be named.

``roster`` is the table and what it says of each body; ``roster_file`` reads a file of organisations in the
engagement's words; ``invitations`` takes it into the record. What is known here are facts by name, never
estimates.

Read ``roster`` first.
"""
