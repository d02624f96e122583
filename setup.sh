#!/bin/sh
# Sets Sayso up in .venv beside this file, then runs the demo or the tests:
#     sh setup.sh demo      what Sayso needs, then `sayso demo`
#     sh setup.sh test      the same and what the tests need, then the tests (more arguments go to pytest)
#     sh setup.sh           only what Sayso needs
#     sh setup.sh check     only what Sayso and its tests and linters need
#     sh setup.sh spark     the same and PySpark, for the tests that are marked so (they need a JDK as well)
# It needs python3 (3.11 to 3.13) with pip, and the package index that pip is set up for. Every package is pinned
# by hash with all that it needs (so none is looked for beyond the list), and none is compiled. PySpark alone comes as an archive. A second run installs only what has changed. PYTHON names another interpreter.
set -eu
cd "$(dirname "$0")"
here=$(pwd)
what=${1:-}
[ $# -eq 0 ] || shift

case $what in
    "" | demo | test | check | spark) ;;
    *) echo "setup.sh: '$what' is not one of demo, test, check, spark" >&2; exit 2 ;;
esac

fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

python=
for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python; do
    if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
    echo "setup.sh: no Python 3.11, 3.12 or 3.13 found; install one, or name it: PYTHON=/path/to/python3 sh setup.sh $what" >&2
    exit 1
fi

# A virtual environment knows its own path and its interpreter: a moved folder or another Python makes a new one.
identity="$here $("$python" -c 'import sys; print(sys.version, sys.base_prefix)')"
if [ "$(cat .venv/made-for 2>/dev/null || true)" != "$identity" ]; then
    rm -rf .venv
    # Debian's python3 comes without ensurepip: then the pip of python3 itself installs into the environment.
    "$python" -m venv .venv >/dev/null 2>&1 || "$python" -m venv --clear --without-pip .venv
    printf '%s\n' "$identity" >.venv/made-for
fi

pip() {
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then
        .venv/bin/python -m pip "$@"
    else
        "$python" -m pip --python .venv/bin/python "$@"
    fi
}

# `install NAME`: the packages pinned in requirements/NAME.txt, unless this very content is installed already.
install() {
    if ! cmp -s "requirements/$1.txt" ".venv/installed-$1.txt"; then
        rm -f ".venv/installed-$1.txt"
        echo "Installing the packages pinned in requirements/$1.txt ..." >&2
        pip install -qq --no-input --disable-pip-version-check --only-binary :all: --no-binary pyspark \
            --no-build-isolation --no-deps --require-hashes -r "requirements/$1.txt"
        cp "requirements/$1.txt" ".venv/installed-$1.txt"
    fi
}

install run
case $what in test | check | spark) install test ;; esac
case $what in spark) install spark ;; esac

if [ ! -e .venv/installed-sayso ] ||
    [ -n "$(find src pyproject.toml -name __pycache__ -prune -o -newer .venv/installed-sayso -print)" ]; then
    rm -f .venv/installed-sayso
    : >.venv/installing-sayso
    pip install -qq --no-input --disable-pip-version-check --force-reinstall --no-deps --no-build-isolation .
    mv .venv/installing-sayso .venv/installed-sayso
fi

case $what in
    demo) exec .venv/bin/python -m sayso demo "$@" ;;
    test) exec .venv/bin/python -m pytest "$@" ;;
esac
