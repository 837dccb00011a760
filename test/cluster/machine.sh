#!/bin/bash
# usage: machine.sh boot PREFIX NAME DIR LOWER [NSPAWN-OPTION...]     Boots DIR/up over LOWER as a systemd-nspawn machine.
#        machine.sh cgroups PREFIX NAME                               Prints the machine's cgroup directories.
#
# The machine lives in the network namespace PREFIX-NAME, which is there already, and in cgroups of the same name under the
# caller's own. --register=no and --keep-unit are what lets it run where systemd is not PID 1.
set -euo pipefail
what=$1 machine=$2-$3

cgroups() {
  local hierarchy controllers path
  while IFS=: read -r hierarchy controllers path; do
    case $controllers in '') controllers=unified ;; name=systemd) controllers=systemd ;; esac
    echo "$controllers /sys/fs/cgroup/$controllers${path%/}/$machine"
  done < /proc/self/cgroup
}

case $what in
cgroups) cgroups | cut -d' ' -f2 ;;
boot)
  name=$3 dir=$4 lower=$5; shift 5
  mountpoint -q "$dir/root" || mount -t overlay "$machine" -o "lowerdir=$lower,upperdir=$dir/up,workdir=$dir/work" "$dir/root"
  cgroups | while read -r controller cgroup; do
    mkdir -p "$cgroup"
    if [ "$controller" = cpuset ]; then # a new cpuset has no CPU and no memory node, and refuses processes
      cat "${cgroup%/*}/cpuset.cpus" > "$cgroup/cpuset.cpus"
      cat "${cgroup%/*}/cpuset.mems" > "$cgroup/cpuset.mems"
      echo 1 > "$cgroup/cgroup.clone_children"
    fi
    echo $$ > "$cgroup/cgroup.procs"
  done
  export SYSTEMD_SECCOMP=0 SYSTEMD_NSPAWN_API_VFS_WRITABLE=1
  exec setsid nsenter --net="/run/netns/$machine" systemd-nspawn --quiet --register=no --keep-unit -D "$dir/root" -M "$machine" \
    --hostname="$name" --capability=all --bind=/dev/kmsg --resolv-conf=off --timezone=off --link-journal=no --console=pipe "$@" -b \
    < /dev/null > "$dir/console.log" 2>&1 ;;
esac
