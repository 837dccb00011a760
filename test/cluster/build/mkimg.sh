#!/bin/bash
# usage: mkimg.sh REF ROOTFS OUT.tar [ENTRYPOINT-JSON]     Packs ROOTFS as an OCI image archive that `ctr images import` takes.
# One layer, the same bytes for the same tree: https://github.com/opencontainers/image-spec/blob/main/image-layout.md
set -euo pipefail
ref=$1 root=$2 out=$3 entrypoint=${4:-null}
w=$(mktemp -d)
trap 'rm -rf "$w"' EXIT
mkdir -p "$w/blobs/sha256"
digest() { sha256sum "$1" | cut -d' ' -f1; }
blob() { local h; h=$(digest "$1"); mv "$1" "$w/blobs/sha256/$h"; echo "$h"; }

tar -C "$root" --numeric-owner --owner=0 --group=0 --sort=name --mtime=@0 -cf "$w/layer" .
diff_id=$(digest "$w/layer")
gzip -1 -n "$w/layer"
layer_bytes=$(stat -c%s "$w/layer.gz") layer=$(blob "$w/layer.gz")
cat > "$w/config" <<J
{"architecture":"amd64","os":"linux","config":{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Entrypoint":$entrypoint},
"rootfs":{"type":"layers","diff_ids":["sha256:$diff_id"]},"history":[{"created_by":"mkimg"}]}
J
config_bytes=$(stat -c%s "$w/config") config=$(blob "$w/config")
cat > "$w/manifest" <<J
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$config","size":$config_bytes},
"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:$layer","size":$layer_bytes}]}
J
manifest_bytes=$(stat -c%s "$w/manifest") manifest=$(blob "$w/manifest")
cat > "$w/index.json" <<J
{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$manifest",
"size":$manifest_bytes,"platform":{"architecture":"amd64","os":"linux"},
"annotations":{"io.containerd.image.name":"$ref","org.opencontainers.image.ref.name":"${ref##*:}"}}]}
J
echo '{"imageLayoutVersion":"1.0.0"}' > "$w/oci-layout"
tar -C "$w" -cf "$out.partial" oci-layout index.json blobs
mv "$out.partial" "$out"
