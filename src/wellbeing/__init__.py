"""Who has been heard in a public engagement, and what they said, by region and stakeholder type."""
