"""What a release tells beside counts: tone, quotes, how far coders agree, how alike people at one hui answer.

Everything here is made from quantities that were measured with noise as counts are, or is one rounded figure
for the whole engagement, or words that a person approved.
"""
