#!/bin/sh
# Pins requirements/run.txt and requirements/test.txt again, by hash and for Python 3.11 to 3.13 at once; needs uv.
# No host, URL or index may land in the files: whoever installs uses the package index of their own pip.
# With arguments: `sh requirements/compile.sh --upgrade`, or `--upgrade-package NAME`.
set -eu
cd "$(dirname "$0")/.."
UV_PYTHON_DOWNLOADS=never
export UV_PYTHON_DOWNLOADS
compile() {
    uv pip compile --no-config --quiet --universal --python-version 3.11 --only-binary :all: --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links --no-annotate "$@"
}
compile "$@" --output-file requirements/run.txt pyproject.toml requirements/build.in
compile "$@" --constraint requirements/run.txt --override requirements/without.in --output-file requirements/test.txt requirements/test.in
if grep -nE '://|^ *-' requirements/run.txt requirements/test.txt | grep -v -e '--hash=sha256:'; then
    echo "an address or an option landed in the pinned files; they must not be committed" >&2
    exit 1
fi
