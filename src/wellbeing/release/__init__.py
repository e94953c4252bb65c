"""From true tables to published tables, and how a release is opened."""
