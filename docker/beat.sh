#!/bin/sh
# The beat: asks on schedule; the tasks decide.
set -eu
PATH="$PWD/.venv/bin:$PATH"
exec celery --app config beat --loglevel "${LOG_LEVEL:-INFO}"
