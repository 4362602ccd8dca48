#!/bin/sh
# `-p 11212` alone means memcached with that option.
case ${1-} in
  -*) set -- memcached "$@" ;;
esac
exec "$@"
