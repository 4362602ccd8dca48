# Like Docker Hub's redis: same entry point, user, port, data folder; the server is the one of Debian, whatever the tag says.
on_base=1
name=docker.io/library/redis
tags=(latest 7 7.0 6.2 6.2.6)
owners='data 999'
config='"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","REDIS_VERSION='$(dpkg-query -W -f '${Version}' redis-server | sed 's/^.*://;s/-.*//')'","IMAGE_TAG=@TAG@"],
"Entrypoint":["docker-entrypoint.sh"],"Cmd":["redis-server"],"WorkingDir":"/data","Volumes":{"/data":{}},"ExposedPorts":{"6379/tcp":{}}'

programs redis-server redis-sentinel redis-cli redis-benchmark redis-check-aof redis-check-rdb
account redis 999 /data
mkdir -p "$root/data" "$root/usr/local/bin"
install -m 755 "$recipe/docker-entrypoint.sh" "$recipe/redis-server" "$root/usr/local/bin/"
