#!/bin/bash
# usage: build.sh CACHE     Builds every binary of binaries.txt that CACHE does not hold yet and prints where each folder's are.
#
# Each folder beside this script is a Go module that pins one upstream project. Its binaries land in CACHE/bin/FOLDER-HASH, where
# HASH is over the module's files and the flags, so that a second run builds nothing and a new pin never meets an old binary.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd) cache=$1
export GOFLAGS=-mod=readonly GOWORK=off GOGC=${GOGC:-400}

pinned() { awk -v m="$2" '$1 == "require" { $1 = "" } $0 ~ m { for (i = 1; i < NF; i++) if ($i == m) print $(i + 1) }' "$here/$1/go.mod" | head -n 1; }

# Without these flags Kubernetes calls itself v0.0.0-master+$Format and every version comparison is wrong.
ldflags() {
  local v minor p
  case $1 in
    kubernetes)
      v=$(pinned kubernetes k8s.io/kubernetes) minor=${v#v1.}
      for p in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
        printf -- ' -X %s.gitVersion=%s -X %s.gitMajor=1 -X %s.gitMinor=%s -X %s.gitTreeState=archive' $p "$v" $p $p "${minor%%.*}" $p
      done ;;
    flannel) printf -- ' -extldflags=-static -X github.com/flannel-io/flannel/pkg/version.Version=%s' "$(pinned flannel github.com/flannel-io/flannel)" ;;
    kwok) printf -- ' -X sigs.k8s.io/kwok/pkg/consts.Version=%s' "$(pinned kwok sigs.k8s.io/kwok)" ;;
    kube-state-metrics)
      printf -- ' -X github.com/prometheus/common/version.Version=%s' "$(pinned kube-state-metrics k8s.io/kube-state-metrics/v2)" ;;
  esac
}

# flannel's UDP backend is C (https://github.com/flannel-io/flannel/blob/master/Makefile); nothing else may depend on a C library.
cgo() { case $1 in flannel) echo 1 ;; *) echo 0 ;; esac; }

grep -v '^#' "$here/binaries.txt" | while read -r binary folder package; do
  flags="-s -w$(ldflags "$folder")"
  hash=$( { cat "$here/$folder"/*; echo "$flags"; } | sha256sum | cut -c1-12)
  out=$cache/bin/$folder-$hash
  if [ ! -x "$out/$binary" ]; then
    mkdir -p "$out"
    began=$SECONDS
    (cd "$here/$folder" && CGO_ENABLED=$(cgo "$folder") nice -n 10 go build -trimpath -tags netgo,osusergo -ldflags "$flags" -o "$out/.$binary.partial" "$package")
    mv "$out/.$binary.partial" "$out/$binary"
    echo "built $binary in $((SECONDS - began)) s" >&2
  fi
  echo "$binary $out/$binary"
done
