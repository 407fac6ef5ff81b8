#!/bin/sh
# Bring the database to this version; run once before web, worker and beat start.
set -eu
PATH="$PWD/.venv/bin:$PATH"
python manage.py migrate --noinput
python manage.py createcachetable
