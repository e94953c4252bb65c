"""``python -m wellbeing``: the command line."""

from wellbeing.cli import main

if __name__ == "__main__":
    main()
