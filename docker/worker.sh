#!/bin/sh
# The worker of the tasks. Without a broker server it runs the beat inside (WORKER_WITH_BEAT=1).
set -eu
PATH="$PWD/.venv/bin:$PATH"
exec celery --app config worker \
    --pool "${WORKER_POOL:-prefork}" \
    --concurrency "${WORKER_CONCURRENCY:-4}" \
    --loglevel "${LOG_LEVEL:-INFO}" \
    --without-gossip --without-mingle \
    ${WORKER_WITH_BEAT:+--beat}
