# What a recipe may call, and how an OCI image is written and pushed. Sourced by build; needs $here, $out, $work.
# Format: https://github.com/opencontainers/image-spec, https://github.com/opencontainers/distribution-spec.

arch=$(dpkg --print-architecture)

fail() { echo "build: ${image:-}: $*" >&2; exit 1; }

require_programs() {
  local program
  for program in tar gzip sha256sum ldd flock curl; do
    command -v "$program" >/dev/null || fail "the program $program is missing; ./run installs it"
  done
}

# ---- for recipes: $root is the image's file system, $base (may be empty) the layer below it -----------------------------

# programs NAME...: copies programs of this machine, each with the libraries that it links against.
programs() {
  local name path target files=()
  for name; do
    path=$(PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin type -P "$name") || fail "the program $name is not installed"
    path=$(usr_path "$path")
    target=$(readlink "$path" || true)
    if [[ $target && $target != */* ]]; then          # redis-server is a link to its neighbour: keep it one file
      mkdir -p "$root${path%/*}"
      ln -sfn "$target" "$root$path"
      path=${path%/*}/$target
    fi
    put "$path"
    files+=("$path")
  done
  libraries "${files[@]}"
}

# package NAME...: all programs of a Debian package.
package() {
  local name path list=()
  for name; do
    while read -r path; do
      [[ -x $path && ! -d $path ]] && list+=("${path##*/}")
    done < <(dpkg -L "$name" | grep -E '^(/usr)?/s?bin/')
  done
  programs "${list[@]}"
}

# put PATH...: copies files or folders of this machine to the same place, unless the layer below has them.
put() {
  local path from
  for from; do
    path=$(usr_path "$from")
    [[ $base && -e $base$path ]] && continue
    mkdir -p "$root${path%/*}"
    if [[ -d $from ]]; then cp -RL "$from" "$root${path%/*}/"; else cp -L "$from" "$root$path"; fi
  done
}

# account NAME ID [HOME]: a user with a group of the same name and number.
account() {
  mkdir -p "$root/etc"
  local file
  for file in passwd group; do
    [[ -e $root/etc/$file ]] || cp "$base/etc/$file" "$root/etc/$file"
  done
  echo "$1:x:$2:$2::${3:-/nonexistent}:/usr/sbin/nologin" >>"$root/etc/passwd"
  echo "$1:x:$2:" >>"$root/etc/group"
}

# Debian joins /bin with /usr/bin and so on; images keep one of the two, with links at the top.
usr_path() {
  case $1 in
    /bin/*|/sbin/*|/lib/*|/lib64/*) echo "/usr$1" ;;
    *) echo "$1" ;;
  esac
}

libraries() {
  local library
  while read -r library; do
    put "$library"
  done < <(ldd "$@" 2>/dev/null | grep -oE '(=> |^\s)/[^ :]+ \(' | grep -oE '/[^ ]+' | sort -u)
}

# ---- layers and images ------------------------------------------------------------------------------------------------

# blob FILE: moves a file among the blobs and prints its digest's hex.
blob() {
  local digest
  digest=$(sha256sum "$1" | cut -d' ' -f1)
  mv "$1" "$out/blobs/$digest"
  echo "$digest"
}

# layer FOLDER OWNERS NAME: writes $out/blobs/<digest> and $work/NAME.layer, "digest diff-id size".
# OWNERS is a list of "path uid" for what root doesn't own.
layer() {
  local folder=$1 owners=$2 name=$3 tarball=$work/$3.layer.tar path uid args=(--exclude=./__none__)
  local common=(--format=gnu --sort=name --mtime=@0 --numeric-owner -C "$folder")
  # Paths with another owner are left out of the first archive and appended with that owner.
  while read -r path uid; do
    [[ $path ]] && args+=(--exclude="./$path")
  done <<<"$owners"
  tar -cf "$tarball" "${common[@]}" --owner=0 --group=0 "${args[@]}" .
  while read -r path uid; do
    [[ $path ]] && tar -rf "$tarball" "${common[@]}" --owner="$uid" --group="$uid" "./$path"
  done <<<"$owners"
  local diff digest
  diff=$(sha256sum "$tarball" | cut -d' ' -f1)
  gzip -1nf "$tarball"
  digest=$(blob "$tarball.gz")
  echo "$digest $diff $(stat -c %s "$out/blobs/$digest")" >"$work/$name.layer"
}

base_layer() {
  local image=base root=$work/base base=''
  mkdir -p "$root"
  # shellcheck source=base/recipe.sh
  . "$here/base/recipe.sh"
  layer "$root" '' base
}

# A recipe sets: name (with registry), tags, config (members of the OCI config object, JSON), owners, and on_base=1 when it
# lies on the base layer; its body fills $root.
build_image() {
  local image=$1 name='' tags=() config='' owners='' on_base='' base='' root=$work/$1
  mkdir -p "$root"
  # The recipe's own folder, for the files that it adds.
  local recipe=$here/$image
  if grep -q '^on_base=1' "$recipe/recipe.sh"; then base=$work/base; fi
  # shellcheck disable=SC1091
  . "$recipe/recipe.sh"
  layer "$root" "$owners" "$image"

  local layers=("$work/$image.layer") file digest diff size descriptors='' diffs='' tag manifests=''
  [[ $on_base ]] && layers=("$work/base.layer" "${layers[@]}")
  local blobs=()
  for file in "${layers[@]}"; do
    read -r digest diff size <"$file"
    blobs+=("$digest")
    descriptors+=",{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"sha256:$digest\",\"size\":$size}"
    diffs+=",\"sha256:$diff\""
  done

  : >"$work/$image.refs"
  for tag in "${tags[@]}"; do
    # The tag stands in the environment, so that two tags are two images and a roll-out from one to the other can be seen.
    printf '{"architecture":"%s","os":"linux","created":"1970-01-01T00:00:00Z","config":{%s},"rootfs":{"type":"layers","diff_ids":[%s]},"history":[]}' \
      "$arch" "${config//@TAG@/$tag}" "${diffs#,}" >"$work/$image.json"
    size=$(stat -c %s "$work/$image.json")
    local config_digest manifest_digest
    config_digest=$(blob "$work/$image.json")
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%d},"layers":[%s]}' \
      "$config_digest" "$size" "${descriptors#,}" >"$work/$image.json"
    size=$(stat -c %s "$work/$image.json")
    manifest_digest=$(blob "$work/$image.json")
    blobs+=("$config_digest" "$manifest_digest")
    manifests+=",{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"sha256:$manifest_digest\",\"size\":$size,\"annotations\":{\"io.containerd.image.name\":\"$name:$tag\",\"org.opencontainers.image.ref.name\":\"$tag\"},\"platform\":{\"architecture\":\"$arch\",\"os\":\"linux\"}}"
    echo "$name $tag $manifest_digest $config_digest ${blobs[*]:0:${#layers[@]}}" >>"$work/$image.refs"
  done

  local layout=$work/$image.layout
  mkdir -p "$layout/blobs/sha256"
  echo '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
  printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s]}' "${manifests#,}" >"$layout/index.json"
  for digest in "${blobs[@]}"; do ln -f "$out/blobs/$digest" "$layout/blobs/sha256/$digest" 2>/dev/null || cp "$out/blobs/$digest" "$layout/blobs/sha256/"; done
  mv "$work/$image.refs" "$out/$image.refs"
  tar -cf "$out/.$image.tar" --format=gnu --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --hard-dereference -C "$layout" .
  mv "$out/.$image.tar" "$out/$image.tar"     # last and at once: its presence says that the image is whole
  echo "built $name: ${tags[*]} ($(du -h "$out/$image.tar" | cut -f1))"
}

# ---- pushing ----------------------------------------------------------------------------------------------------------

# push_image IMAGE HOST:PORT: a mirror serves docker.io/library/redis as library/redis, registry.k8s.io/pause as pause.
push_image() {
  local image=$1 registry=http://$2 name tag manifest config layers repository digest location
  while read -r name tag manifest config layers; do
    repository=${name#*/}
    if curl -sfI -H 'Accept: application/vnd.oci.image.manifest.v1+json' "$registry/v2/$repository/manifests/$tag" |
      grep -qi "^docker-content-digest: sha256:$manifest"; then continue; fi
    for digest in $layers $config; do
      curl -sfI -o /dev/null "$registry/v2/$repository/blobs/sha256:$digest" && continue
      location=$(curl -sf -X POST -D - -o /dev/null "$registry/v2/$repository/blobs/uploads/" | tr -d '\r' | sed -n 's/^[Ll]ocation: //p') ||
        fail "the registry at $registry takes no upload"
      [[ $location == http* ]] || location=$registry$location
      curl -sf -o /dev/null -X PUT -H 'Content-Type: application/octet-stream' --data-binary "@$out/blobs/$digest" \
        "$location$([[ $location == *\?* ]] && echo '&' || echo '?')digest=sha256:$digest" || fail "uploading $digest failed"
    done
    curl -sf -o /dev/null -X PUT -H 'Content-Type: application/vnd.oci.image.manifest.v1+json' \
      --data-binary "@$out/blobs/$manifest" "$registry/v2/$repository/manifests/$tag" || fail "uploading the manifest of $name:$tag failed"
    echo "pushed $name:$tag"
  done <"$out/$image.refs"
}
