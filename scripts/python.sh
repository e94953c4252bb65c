#!/bin/sh
# Name the first Python that can make the virtual environment: the oldest supported first, because that is
# what everything is developed on. A version manager leaves stand-ins that do not run, and some systems leave
# out the parts that make environments: so each candidate is tried, not only looked for.
for candidate in python3.11 python3.12 python3.13 python3; do
    if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$candidate"
        exit 0
    fi
done
echo "No Python 3.11 or newer that can make a virtual environment (venv, ensurepip) is on the PATH:" \
    "tried python3.11, python3.12, python3.13 and python3. Install one, then run make again." >&2
exit 1
