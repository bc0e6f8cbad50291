# How fast an article is sent, and how time and queries of the desk grow with its pages: `make bench`.
set -eu
cd "$(dirname "$0")/.."
unset DEBUG DATABASE_URL CACHE_URL ALLOWED_HOSTS SECRET_KEY FIELD_KEYS INDEX_KEY
exec .venv/bin/python -m tests.bench
