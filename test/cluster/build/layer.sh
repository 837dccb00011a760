#!/bin/bash
# usage: layer.sh CACHE BINARIES     Makes what the machines of a rig boot from and prints NAME=PATH lines.
#
# BINARIES is build.sh's output ("name path" lines). Everything is cached by the hash of what it is made from:
#   base    Debian with systemd, containerd, runc, sshd: the root file system that all machines share, read only
#   layer   the cluster's own binaries and kubelet's unit as the kubeadm package lays them, a second read-only layer
#   images  one OCI archive for each image of the cluster, under the names that the real manifests use
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd) cache=$1 binaries=$2
packages=systemd,systemd-sysv,dbus,iproute2,iptables,nftables,conntrack,ipset,procps,kmod,containerd,runc,containernetworking-plugins,\
socat,ethtool,iputils-ping,bind9-dnsutils,curl,ca-certificates,openssh-server,busybox-static,jq,openssl
bin() { awk -v b="$1" '$1 == b { print $2 }' "$binaries"; }
pinned() { grep -v '^module' "$here/$1/go.mod" | grep -o "$2 v[^ ]*" | head -n 1 | cut -d' ' -f2; }

base=$cache/base-$(echo "$packages" | sha256sum | cut -c1-12)
if [ ! -e "$base" ]; then
  rm -rf "$base.partial"
  mmdebstrap -q --variant=minbase --include="$packages" bookworm "$base.partial" >&2
  rm -f "$base.partial"/etc/ssh/ssh_host_* "$base.partial/etc/machine-id"
  mv "$base.partial" "$base"
fi

hash=$( { cat "$binaries" "$0" "$here/mkimg.sh"; echo "$base"; } | sha256sum | cut -c1-12)
layer=$cache/layer-$hash images=$cache/images-$hash
if [ ! -e "$layer" ]; then
  t=$layer.partial
  rm -rf "$t"
  mkdir -p "$t"/usr/bin "$t"/usr/lib/systemd/system/kubelet.service.d "$t"/opt/cni/bin "$t"/etc/kubernetes/manifests
  for b in kubelet kubectl kubeadm kube-apiserver kube-controller-manager kube-scheduler etcd etcdutl coredns kwok kube-state-metrics; do
    cp -l "$(bin $b)" "$t/usr/bin/$b" 2> /dev/null || cp "$(bin $b)" "$t/usr/bin/$b"
  done
  cp "$base"/usr/lib/cni/* "$t/opt/cni/bin/"
  cp "$here"/kubelet.service "$t/usr/lib/systemd/system/"
  cp "$here"/10-kubeadm.conf "$t/usr/lib/systemd/system/kubelet.service.d/"
  mv "$t" "$layer"
fi

# Copies what a program or a plugin loads.
libraries() {
  local t=$1 file; shift
  mkdir -p "$t/usr/lib/x86_64-linux-gnu"
  for file in $(chroot "$base" ldd "$@" | grep -o '/[^ :]*\.so[^ :]*' | sort -u); do
    case $file in */xtables/*) ;; /lib64/*) cp -L "$base$file" "$t/usr/lib64/" ;; *) cp -L "$base$file" "$t/usr/lib/x86_64-linux-gnu/" ;; esac
  done
}

# A root file system of busybox plus those Debian programs, with the libraries that they load.
rootfs() {
  local t=$1 program; shift
  mkdir -p "$t"/bin "$t"/sbin "$t"/tmp "$t"/etc "$t"/usr/sbin "$t"/usr/bin "$t"/run
  ln -s usr/lib "$t/lib"; ln -s usr/lib64 "$t/lib64"; mkdir -p "$t/usr/lib" "$t/usr/lib64"
  cp "$base/bin/busybox" "$t/bin/busybox"
  chroot "$t" /bin/busybox --install -s /bin
  for program; do
    cp -aL "$base/usr/sbin/$program" "$t/usr/sbin/$program" 2> /dev/null || cp -aL "$base/usr/bin/$program" "$t/usr/bin/$program"
    libraries "$t" "$(chroot "$base" which "$program")"
  done
  echo 'root:x:0:0:root:/:/bin/sh' > "$t/etc/passwd"
}
network_tools() {
  rootfs "$1" xtables-nft-multi nft conntrack ip
  cp -a "$base/usr/lib/x86_64-linux-gnu/xtables" "$1/usr/lib/x86_64-linux-gnu/"
  libraries "$1" $(chroot "$base" sh -c 'ls /usr/lib/x86_64-linux-gnu/xtables/*.so')
  local n; for n in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    ln -s xtables-nft-multi "$1/usr/sbin/$n"
  done
}
image() { "$here/mkimg.sh" "$1" "$2" "$images.partial/$(echo "$1" | tr '/:' '__').tar" "${3:-null}"; }

if [ ! -e "$images" ]; then
  rm -rf "$images.partial"; mkdir -p "$images.partial"
  w=$(mktemp -d); trap 'rm -rf "$w"' EXIT
  flannel=$(pinned flannel github.com/flannel-io/flannel)
  manifest=$(cd "$here/flannel" && go list -mod=readonly -m -f '{{.Dir}}' github.com/flannel-io/flannel)/Documentation/kube-flannel.yml
  cp "$manifest" "$images.partial/kube-flannel.yml"
  chmod u+w "$images.partial/kube-flannel.yml"

  mkdir "$w/pause"; cp "$(bin pause)" "$w/pause/pause"
  image registry.k8s.io/pause:3.10.1 "$w/pause" '["/pause"]'

  mkdir -p "$w/coredns/etc/ssl/certs"; cp "$(bin coredns)" "$w/coredns/coredns"
  cp -L "$base/etc/ssl/certs/ca-certificates.crt" "$w/coredns/etc/ssl/certs/"
  image "registry.k8s.io/coredns/coredns:$(pinned coredns github.com/coredns/coredns)" "$w/coredns" '["/coredns"]'

  network_tools "$w/net"
  mkdir -p "$w/net/usr/local/bin"; cp "$(bin kube-proxy)" "$w/net/usr/local/bin/"
  image "registry.k8s.io/kube-proxy:$(pinned kubernetes k8s.io/kubernetes)" "$w/net"
  rm -r "$w/net/usr/local/bin"
  mkdir -p "$w/net/opt/bin"; cp "$(bin flanneld)" "$(bin install-conf)" "$w/net/opt/bin/"
  image "ghcr.io/flannel-io/flannel:$flannel" "$w/net"

  rootfs "$w/cni"; cp "$(bin flannel)" "$w/cni/flannel"
  image "$(grep -o 'ghcr.io/flannel-io/flannel-cni-plugin:[^ ]*' "$manifest" | head -n 1)" "$w/cni"

  rootfs "$w/probe" dig curl nsenter
  image probe.wardround.test/probe:1 "$w/probe"

  mv "$images.partial" "$images"
fi
printf 'base=%s\nlayer=%s\nimages=%s\nversion=%s\n' "$base" "$layer" "$images" "$(pinned kubernetes k8s.io/kubernetes)"
