"""What texts say: tone, themes and campaigns, and what may be claimed of them. Texts in, judgements out."""
