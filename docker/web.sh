#!/bin/sh
# The web server: the same command on a desk, in the containers and under bin/bench; only these numbers differ.
set -eu
PATH="$PWD/.venv/bin:$PATH"
exec gunicorn config.wsgi \
    --bind "${BIND:-0.0.0.0:8000}" \
    --worker-class gthread \
    --workers "${WEB_WORKERS:-3}" \
    --threads "${WEB_THREADS:-4}" \
    --keep-alive 75 \
    --timeout 60 \
    --graceful-timeout 10 \
    --max-requests "${WEB_MAX_REQUESTS:-0}" \
    --max-requests-jitter 500 \
    --no-control-socket \
    --log-level warning
