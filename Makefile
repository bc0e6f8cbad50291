# The commands of this project. Each does its own set-up and can be run again at any time.

.PHONY: help run test check audit admin bench guide lock

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1: /p' Makefile

run: ## serve the site on http://127.0.0.1:8000 (another port: make run PORT=8001)
	@sh deploy/run.sh

test: ## run every test (some of them: make test ARGS="tests/markup -x")
	@sh deploy/environment.sh tests/requirements.lock
	@.venv/bin/python -m pytest $(ARGS)

check: ## lint, format, types, templates, content and settings
	@sh deploy/environment.sh tests/requirements.lock
	@sh deploy/check.sh

audit: ## check every public page in nine ways, and with Lighthouse (needs Chromium and Node)
	@sh deploy/environment.sh tests/requirements.lock
	@sh deploy/audit.sh $(ARGS)

admin: ## make the account of the first manager
	@sh deploy/environment.sh deploy/requirements.lock
	@.venv/bin/python -m ldn_site.bootstrap
	@.venv/bin/python manage.py migrate --verbosity 0
	@.venv/bin/python manage.py make_admin

bench: ## measure how fast an article is sent, and how the desk grows from 50 pages to 10,000
	@sh deploy/environment.sh tests/requirements.lock
	@sh deploy/bench.sh

guide: ## take the pictures of docs/editing.md anew (needs Chromium)
	@sh deploy/environment.sh tests/requirements.lock
	@.venv/bin/python -m tests.guide

lock: ## pin requirements.txt and tests/requirements.txt, with all they need, by hash
	@sh deploy/lock.sh
