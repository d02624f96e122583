#!/bin/sh
# Pins requirements/run.txt, requirements/test.txt and requirements/spark.txt again, by hash and for Python 3.11 to 3.13 at once; needs uv.
# No host, URL or index may land in the files: whoever installs uses the package index of their own pip.
# With arguments: `sh requirements/compile.sh --upgrade`, or `--upgrade-package NAME`.
set -eu
cd "$(dirname "$0")/.."
UV_PYTHON_DOWNLOADS=never
export UV_PYTHON_DOWNLOADS
compile() {
    uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links --no-annotate "$@"
}
wheels="--only-binary :all:"
compile "$@" $wheels --output-file requirements/run.txt pyproject.toml requirements/build.in
compile "$@" $wheels --constraint requirements/run.txt --override requirements/without.in --output-file requirements/test.txt requirements/test.in
compile "$@" --constraint requirements/test.txt --output-file requirements/spark.txt requirements/spark.in
if grep -nE '://|^ *-' requirements/run.txt requirements/test.txt requirements/spark.txt | grep -v -e '--hash=sha256:'; then
    echo "an address or an option landed in the pinned files; they must not be committed" >&2
    exit 1
fi
