#!/bin/sh
# Starts the server when only its options or a configuration are given, and as the user redis when it may.
set -e

case ${1-} in
  ''|-*|*.conf) set -- redis-server "$@" ;;
esac

case $1 in
  redis-server|redis-sentinel)
    umask 0077
    if [ "$(id -u)" = 0 ]; then
      find . ! -user redis -exec chown redis '{}' + 2>/dev/null || true
      if setpriv --reuid=redis --regid=redis --clear-groups true 2>/dev/null; then
        exec setpriv --reuid=redis --regid=redis --clear-groups -- "$@"
      fi
    fi
    ;;
esac

exec "$@"
