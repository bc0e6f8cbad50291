# Pins what requirements.txt and tests/requirements.txt ask for, with all that they need, for
# every Python and platform at once: `make lock`. uv is used once and thrown away.
set -eu
cd "$(dirname "$0")/.."
sh deploy/environment.sh tests/requirements.lock
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
.venv/bin/python -m venv "$tools"
"$tools/bin/python" -m pip install --quiet --disable-pip-version-check uv

pin() {
    output=$1
    shift
    "$tools/bin/python" -m uv pip compile --quiet --universal --python-version 3.10 \
        --fork-strategy fewest --generate-hashes --no-header --no-emit-index-url \
        --no-emit-find-links "$@" --output-file "$output"
}

pin deploy/requirements.lock requirements.txt
pin tests/requirements.lock requirements.txt tests/requirements.txt
