# Brings the site up: `make run`. Quick when nothing has changed, and safe to run again.
set -eu
cd "$(dirname "$0")/.."
sh deploy/environment.sh deploy/requirements.lock
export PORT="${PORT:-8000}"
export SITE_URL="${SITE_URL:-http://127.0.0.1:$PORT}"
export DJANGO_SETTINGS_MODULE=ldn_site.settings
[ -n "${BIND:-}" ] || .venv/bin/python deploy/check_port.py "$PORT"
.venv/bin/python -m ldn_site.bootstrap
.venv/bin/python -m ldn_site.prepare
echo "Serving on $SITE_URL (Ctrl-C stops it)."
exec .venv/bin/python -m gunicorn --config deploy/gunicorn.conf.py ldn_site.wsgi
