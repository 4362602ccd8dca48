# Like Docker Hub's memcached.
on_base=1
name=docker.io/library/memcached
tags=(latest 1.6)
config='"User":"memcache","Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","IMAGE_TAG=@TAG@"],
"Entrypoint":["docker-entrypoint.sh"],"Cmd":["memcached"],"ExposedPorts":{"11211/tcp":{}}'

programs memcached
account memcache 11211
mkdir -p "$root/usr/local/bin"
install -m 755 "$recipe/docker-entrypoint.sh" "$root/usr/local/bin/"
