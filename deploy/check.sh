# Every check that is not a test: `make check`. All of them run, then the worst result counts.
set -eu
cd "$(dirname "$0")/.."
worst=0

try() {
    echo "== $*"
    "$@" || worst=1
}

python=.venv/bin/python
templates=$(find templates ldn_site -name "*.html" | sort)
try $python -m ruff check .
try $python -m ruff format --check .
try $python -m mypy
# shellcheck disable=SC2086  # names of our own templates hold no spaces
[ -z "$templates" ] || try $python -m djhtml --check $templates
# shellcheck disable=SC2086
[ -z "$templates" ] || try .venv/bin/djade --target-version 5.2 --check $templates

# The rest looks at the site as it is in production, on a data folder of its own.
DATA_DIR=$(mktemp -d)
trap 'rm -rf "$DATA_DIR"' EXIT
export DATA_DIR SITE_URL=https://example.org DJANGO_SETTINGS_MODULE=ldn_site.settings
unset DEBUG DATABASE_URL CACHE_URL ALLOWED_HOSTS TRUSTED_PROXIES SECRET_KEY FIELD_KEYS INDEX_KEY
$python -m ldn_site.bootstrap >/dev/null
try $python manage.py makemigrations --check --dry-run
try $python manage.py check --deploy --fail-level WARNING
try $python manage.py check_content
exit $worst
