# The layer that the Debian-like images share: a shell, the core tools, a terminal that bash can drive.
mkdir -p "$root"/{etc,root,home,proc,sys,dev,run,srv,opt,mnt,var/{lib,log,cache,tmp},usr/{bin,sbin,lib,lib64,local/{bin,sbin}}}
mkdir -pm 1777 "$root/tmp"
chmod 1777 "$root/tmp" "$root/var/tmp"
chmod 700 "$root/root"
for link in bin sbin lib lib64; do ln -s "usr/$link" "$root/$link"; done

package coreutils bash dash grep sed findutils tar gzip hostname procps debianutils
programs awk setpriv getent clear more
ln -s dash "$root/usr/bin/sh" 2>/dev/null || true

put /etc/os-release /etc/debian_version /etc/protocols /etc/services /lib/terminfo /usr/lib/locale/C.utf8
cat >"$root/etc/passwd" <<END
root:x:0:0:root:/root:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
END
cat >"$root/etc/group" <<END
root:x:0:
tty:x:5:
nogroup:x:65534:
END
# Debian's prompt, which says where one is.
echo "[ -z \"\$PS1\" ] || PS1='\\u@\\h:\\w\\\$ '" >"$root/etc/bash.bashrc"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
