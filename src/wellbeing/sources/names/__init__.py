"""What people write for a region, a place, a type, a topic, and which of the engagement's words it is."""
