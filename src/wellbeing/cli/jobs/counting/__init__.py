"""What a release counts, and where that lies: the record, or a folder of Parquet. Begin with ``tables``."""
