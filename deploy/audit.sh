# Every public page in nine ways, and Lighthouse on every template: `make audit`.
set -eu
cd "$(dirname "$0")/.."
unset DEBUG DATABASE_URL CACHE_URL ALLOWED_HOSTS SECRET_KEY FIELD_KEYS INDEX_KEY
exec .venv/bin/python -m tests.audit "$@"
