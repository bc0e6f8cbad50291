# Every check that is not a test: `make check`. All of them run, then the worst result counts.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
worst=0

try() {
    echo "== $1"
    shift
    "$@" || worst=1
}

# The site is looked at as it is in production, on a data folder of its own.
DATA_DIR=$(mktemp -d)
trap 'rm -rf "$DATA_DIR"' EXIT
unset DEBUG DATABASE_URL CACHE_URL ALLOWED_HOSTS SECRET_KEY FIELD_KEYS INDEX_KEY
export DATA_DIR SITE_URL=https://example.org TRUSTED_PROXIES=127.0.0.1 EMAIL_URL=smtps://mail.example.org
export DJANGO_SETTINGS_MODULE=ldn_site.settings
$python -m ldn_site.bootstrap >/dev/null

templates=$(find templates ldn_site -name "*.html" | sort)
try "lint" $python -m ruff check .
try "format" $python -m ruff format --check .
try "types" $python -m mypy
# shellcheck disable=SC2086  # names of our own templates hold no spaces
try "indents of templates" $python -m djhtml --check $templates
# shellcheck disable=SC2086
try "tags of templates" .venv/bin/djade --target-version 5.2 --check $templates
try "migrations" $python manage.py makemigrations --check --dry-run
try "settings" $python manage.py check --deploy --fail-level WARNING
try "content" $python manage.py check_content
try "numbers" $python manage.py check_content --numbers
exit $worst
