# Like Docker Hub's nginx: in the foreground, index page on port 80, logs to the container's streams.
on_base=1
name=docker.io/library/nginx
tags=(latest 1.22 1.21 1.14.2)
config='"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","NGINX_VERSION='$(dpkg-query -W -f '${Version}' nginx | sed 's/-.*//')'","IMAGE_TAG=@TAG@"],
"Cmd":["nginx","-g","daemon off;"],"StopSignal":"SIGQUIT","ExposedPorts":{"80/tcp":{}}'

programs nginx
put /etc/nginx/mime.types
account nginx 101
mkdir -p "$root"/{etc/nginx/conf.d,usr/share/nginx/html,var/log/nginx,var/lib/nginx,run}
cp "$recipe/nginx.conf" "$root/etc/nginx/nginx.conf"
cp "$recipe/default.conf" "$root/etc/nginx/conf.d/default.conf"
cp "$recipe/index.html" "$root/usr/share/nginx/html/index.html"
ln -s /dev/stdout "$root/var/log/nginx/access.log"
ln -s /dev/stderr "$root/var/log/nginx/error.log"
