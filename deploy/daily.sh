# What has to be done once a day: deploy/ldn-site-daily.timer, or cron. What is over its time goes
# first, so that it is not in the backup. All are tried, then the worst result counts.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
worst=0
$python manage.py purge_messages || worst=1
$python manage.py tidy_cards || worst=1
$python manage.py backup || worst=1
exit $worst
