# The process that an instance boots with, in a container and in a clone alike, under a PID 1 that reaps.
# $1 is the instance's address, or nothing for the one that /etc/hosts has; $2 is the text of the stand-in for systemctl.
# It says "ready" when it has booted, and "off" when the instance powers itself off. It lives until the end of its standard input;
# a line "reboot" there, as one of the instance's own, boots the instance anew.
name=$(uname -n)
address=$1
systemctl=$2
run=/run/fleetyard
state=/var/lib/cloud/instances/$name
exec 3<&0 </dev/null

# As cloud-init has it: an instance of a new id is a new one, whatever its disk was made of.
first_boot() {
  rm -f /etc/ssh/ssh_host_*
  mkdir -p "$state/sem"
  ln -sfn "instances/$name" /var/lib/cloud/instance
}

own_address() {
  while read -r number names; do
    case " $names " in *" $name "*) echo "$number"; return ;; esac
  done </etc/hosts
}

boot() {
  umask 022
  mkdir -p /run/lock "$run/keys" /etc/systemd/system
  mkfifo -m 600 "$run/power"
  { while read -r line; do echo "$line"; done; echo lost; } <&3 >"$run/power" &
  printf '%s\n' "$systemctl" >"$run/systemctl"
  chmod 755 "$run/systemctl"
  echo "${address:-$(own_address)}" >"$run/address"
  for tool in systemctl shutdown poweroff halt reboot; do
    [ -e "/usr/local/bin/$tool" ] || ln -sf "$run/systemctl" "/usr/local/bin/$tool"
  done
  [ -e "$state" ] || first_boot
  # Again, where an instance of a LocalCloud that was just killed has its address for a moment more.
  [ ! -e "$state/sem/config_ssh" ] || "$run/systemctl" start ssh || { sleep 1; "$run/systemctl" start ssh; }
  for timer in /etc/systemd/system/timers.target.wants/*.timer; do
    [ ! -e "$timer" ] || "$run/systemctl" start --quiet "${timer##*/}"
  done
} >/dev/null 2>&1

while :; do
  boot
  echo ready
  action=
  while [ "$action" != reboot ]; do
    read -r action <>"$run/power"
    case $action in
      off) echo off; exit 0 ;;
      lost) exit 0 ;;
    esac
  done
  kill -KILL -1
  rm -rf /tmp/..?* /tmp/.[!.]* /tmp/* /run/..?* /run/.[!.]* /run/*
done
