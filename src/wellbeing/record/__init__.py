"""The system of record: SQLite in, tables out."""
