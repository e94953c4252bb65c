"""Profiles: read from an engagement's folder, fitted to a file, proposed for an unknown one."""
