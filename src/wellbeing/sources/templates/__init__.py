"""Workbooks to be filled in: attendance sheets, paper forms, hui notes; recognised when they come back."""
