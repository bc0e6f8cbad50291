# Makes .venv hold what a lock file lists: sh deploy/environment.sh deploy/requirements.lock
# Two kinds of mark in .venv say what was finished, so that nothing is done twice and what was
# interrupted is done again: `made` once it stands, and a copy of each lock file installed.
set -eu
cd "$(dirname "$0")/.."
lock=$1

copy_of() {
    echo ".venv/$(echo "$1" | tr / -)"
}

# Prints what keeps the Python named $1 from being used; nothing where it can be.
fault_of() {
    if ! command -v "$1" >/dev/null 2>&1; then
        echo "$1 was not found"
    elif ! fault=$("$1" -c '
import sys
if sys.version_info < (3, 10):
    sys.exit("%s is Python %d.%d" % ((sys.argv[1],) + sys.version_info[:2]))
for name in ("ensurepip", "sqlite3", "ssl", "venv"):
    try:
        __import__(name)
    except ImportError:
        sys.exit("%s has no %s" % (sys.argv[1], name))
' "$1" 2>&1); then
        echo "${fault:-$1 does not start}" | head -n 1
    fi
}

find_python() {
    first_fault=""
    for python in "$@"; do
        fault=$(fault_of "$python")
        [ -z "$fault" ] && return
        first_fault=${first_fault:-$fault}
    done
    echo "Python 3.10 or newer, with venv, is needed, but $first_fault. Install it (Debian," \
        "Ubuntu: apt-get install python3 python3-venv; others: python.org)," \
        "or name another: make run PYTHON=/path/to/python3" >&2
    exit 1
}

if .venv/bin/python -c "import gunicorn" 2>/dev/null && cmp -s "$lock" "$(copy_of "$lock")"; then
    exit 0
fi
if [ ! -e .venv/made ] ||
    ! .venv/bin/python -c "import pip, sys; sys.exit(sys.version_info < (3, 10))" 2>/dev/null; then
    if [ -n "${PYTHON:-}" ]; then
        find_python "$PYTHON"
    else
        find_python python3 python3.14 python3.13 python3.12 python3.11 python3.10
    fi
    echo "Making .venv with $("$python" --version)."
    rm -rf .venv
    "$python" -m venv .venv
    touch .venv/made
fi
rm -f .venv/*.lock
echo "Installing the packages of $lock. The first time, this takes a minute or two."
.venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check \
    --require-hashes --requirement "$lock"
# The list for tests holds all that the site needs: a test says so.
cp deploy/requirements.lock "$(copy_of deploy/requirements.lock)"
cp "$lock" "$(copy_of "$lock")"
