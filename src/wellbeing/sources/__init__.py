"""Read and check files: project folders, boundaries, tabular data."""
