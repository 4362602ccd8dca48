# Like Docker Hub's busybox: one static program under all its names.
name=docker.io/library/busybox
tags=(latest 1.36 1.35 1.28)
config='"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","IMAGE_TAG=@TAG@"],"Cmd":["sh"]'
owners='home 65534'

mkdir -p "$root"/{bin,dev,etc,home,root,usr/{bin,sbin},var/{spool/mail,www}}
mkdir -pm 1777 "$root/tmp"
chmod 1777 "$root/tmp"
chmod 700 "$root/root"
cp /bin/busybox "$root/bin/busybox"
for applet in $(/bin/busybox --list); do
  [[ $applet == busybox ]] || ln -s busybox "$root/bin/$applet"
done
ln -s /bin/env "$root/usr/bin/env"

cat >"$root/etc/passwd" <<END
root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
END
cat >"$root/etc/group" <<END
root:x:0:
daemon:x:1:
tty:x:5:
www-data:x:33:
nobody:x:65534:
END
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
