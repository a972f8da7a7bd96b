#!/bin/sh
# Restart the processes one after the other: each only once the one before it answers again.
#   deploy/restart.sh 8501 8502
set -eu
for port in "$@"; do
    systemctl restart "factory@$port"
    tries=0
    until curl --silent --fail --output /dev/null --max-time 2 "http://127.0.0.1:$port/_stcore/health"; do
        tries=$((tries + 1))
        [ "$tries" -le 120 ] || { echo "factory@$port does not answer; the others were left as they are" >&2; exit 1; }
        sleep 0.5
    done
done
