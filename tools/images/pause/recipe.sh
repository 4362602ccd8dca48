# The container that holds a pod's namespaces.
name=registry.k8s.io/pause
tags=(3.10 3.9 3.6)
config='"User":"65535:65535","Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Entrypoint":["/pause"],"WorkingDir":"/"'

gcc -Os -static -nostdlib -nostartfiles -ffreestanding -fno-stack-protector -fno-asynchronous-unwind-tables \
  -Wall -Wextra -Werror -Wl,--build-id=none,-z,noseparate-code,-s -o "$root/pause" "$recipe/pause.c"
