#!/bin/sh
# Stands in for systemctl, shutdown, poweroff, halt and reboot in an instance of LocalCloud, where no systemd runs.
# It does what it can do truly: power, sshd, and timers of one moment (OnCalendar=YYYY-MM-DD HH:MM:SS, with UTC or without).
# What else systemctl is asked goes to the system's own, where there is one, and is refused where there is none.
run=/run/fleetyard
state=/var/lib/cloud/instances/$(uname -n)
units=/etc/systemd/system
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

say() { echo "systemctl of LocalCloud: $*" >&2; }

root() {
  [ "$(id -u)" = 0 ] && return
  say "root alone may do this; use sudo"
  exit 1
}

power() {
  root
  echo "$1" >"$run/power"
}

# A service of the instance's, not of the command that asked for it: it has neither its session, nor its variables, nor its files.
detached() { env -i PATH="$PATH" LANG=C.UTF-8 setsid "$@" </dev/null >/dev/null 2>&1 9>&-; }

# User data restarts sshd while a pushed key has it started: who comes second waits, and does not find the port taken.
take_turns() {
  if ! command -v flock >/dev/null; then return; fi
  exec 9>"$run/sshd.lock"
  flock -w 30 9
}

running() { [ -s "$run/$1.pid" ] && [ -d "/proc/$(cat "$run/$1.pid")" ]; }

stop() {
  if running "$1"; then
    pid=$(cat "$run/$1.pid")
    # sshd's sessions live on, as they do when systemd restarts it; a timer goes with its sleep.
    if [ "$1" = sshd ]; then kill "$pid"; else kill -- "-$pid"; fi
    n=0; while [ -d "/proc/$pid" ] && [ $((n += 1)) -le 100 ]; do sleep 0.05; done
  fi
  rm -f "$run/$1.pid"
}

# A pid file is written when the service has begun.
started() {
  n=0; while [ ! -s "$run/$1.pid" ] && [ $((n += 1)) -le 100 ]; do sleep 0.05; done
  running "$1"
}

start_sshd() {
  if running sshd; then return; fi
  if ! command -v sshd >/dev/null || ! command -v ssh-keygen >/dev/null; then
    say "there is no sshd to start; install openssh-server"
    return 1
  fi
  # None beside one that the user data gave.
  ls /etc/ssh/ssh_host_*_key >/dev/null 2>&1 || for type in ed25519 ecdsa; do
    ssh-keygen -q -t "$type" -N '' -C '' -f "/etc/ssh/ssh_host_${type}_key"
  done
  cat >"$run/sshd_config" <<CONFIG
ListenAddress $(cat "$run/address")
PidFile $run/sshd.pid
AuthenticationMethods publickey
AuthorizedKeysFile .ssh/authorized_keys $run/keys/%u
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
DisableForwarding yes
UseDNS no
Subsystem sftp internal-sftp
CONFIG
  mkdir -p "$state/sem" /run/sshd
  rm -f "$run/sshd.pid"
  detached "$(command -v sshd)" -f "$run/sshd_config" -E "$run/sshd.log"
  if ! started sshd; then
    say "sshd cannot listen on port 22 of $(cat "$run/address"): $(tail -n 3 "$run/sshd.log" | tr '\r\n' '  ')- where another sshd of this machine listens on every address, give that one a ListenAddress, or use --instances=docker"
    return 1
  fi
  : >"$state/sem/config_ssh"
}

# A setting of a unit, the first of its name.
setting() { sed -n "s/^$2=//p" "$units/$1" 2>/dev/null | head -n 1; }

# A moment that passed while the instance was off is made up for where the timer says Persistent; systemd's stamp tells.
start_timer() {
  moment=$(setting "$1" OnCalendar)
  case $moment in
    [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]\ [0-9][0-9]:[0-9][0-9]:[0-9][0-9]*) ;;
    *) say "timers of one moment are started here; $1 has OnCalendar=$moment, and is not"; return 1 ;;
  esac
  until=$(date -d "$moment" +%s) || return 1
  now=$(date +%s)
  stamp=/var/lib/systemd/timers/stamp-$1
  mkdir -p "${stamp%/*}"
  [ -e "$stamp" ] || : >"$stamp"
  stop "$1"
  if [ "$until" -le "$now" ] && { [ "$(setting "$1" Persistent)" != true ] || [ "$(date -r "$stamp" +%s)" -ge "$until" ]; }; then return; fi
  service=$(setting "$1" Unit)
  command=$(setting "${service:-${1%.timer}.service}" ExecStart)
  case ${command%% *} in
    */systemctl | */shutdown | */poweroff | */halt | */reboot) command=$run/${command##*bin/} ;;
  esac
  wait=$((until > now ? until - now : 0))
  detached /bin/sh -c 'echo $$ >"$1"; sleep "$2"; touch "$3"; exec /bin/sh -c "$4"' timer "$run/$1.pid" "$wait" "$stamp" "$command" >/dev/null 2>&1 &
  started "$1"
}

# shutdown(8): -h, -P and -H power off, -r reboots, -c takes it back; now, +minutes or hh:mm, and +1 where nothing is said.
shutdown() {
  action=off when=
  while [ $# -gt 0 ]; do
    case $1 in
      -r | --reboot) action=reboot ;;
      -c) stop shutdown; exit 0 ;;
      -*) ;;
      *) when=${when:-$1} ;;
    esac
    shift
  done
  case ${when:=+1} in
    now | +0) power "$action"; exit ;;
    +*) seconds=$((${when#+} * 60)) ;;
    *) seconds=$((($(date -d "$when" +%s) - $(date +%s) + 86400) % 86400)) ;;
  esac
  root
  stop shutdown
  detached /bin/sh -c 'echo $$ >"$1"; sleep "$2"; echo "$3" >"$4"' shutdown "$run/shutdown.pid" "$seconds" "$action" "$run/power" >/dev/null 2>&1 &
  started shutdown
  echo "Shutdown scheduled in $seconds seconds, use 'shutdown -c' to cancel."
  exit 0
}

ssh_unit() {
  take_turns
  case $1 in
    start | enable-now) start_sshd ;;
    stop | disable-now) stop sshd; rm -f "$state/sem/config_ssh" ;;
    restart | try-restart | reload | reload-or-restart | force-reload) stop sshd; start_sshd ;;
    is-active) if running sshd; then echo active; else echo inactive; return 3; fi ;;
    status) if running sshd; then echo "sshd runs on $(cat "$run/address")"; else echo "sshd does not run"; return 3; fi ;;
    enable | disable | unmask | mask | is-enabled) ;;
    *) say "'$1' of sshd is not done here"; return 1 ;;
  esac
}

timer_unit() {
  wants=$units/timers.target.wants/$2
  case $1 in
    enable | enable-now) mkdir -p "${wants%/*}"; ln -sf "$units/$2" "$wants" ;;
    disable | disable-now) rm -f "$wants" ;;
  esac
  case $1 in
    start | restart | enable-now) start_timer "$2" ;;
    stop | disable-now) stop "$2" ;;
    is-active) if running "$2"; then echo active; else echo inactive; return 3; fi ;;
    enable | disable) ;;
    *) say "'$1' of $2 is not done here"; return 1 ;;
  esac
}

# Ends with what the system's own systemctl makes of it.
system() {
  [ ! -x /usr/bin/systemctl ] || exec /usr/bin/systemctl "$@"
  say "no systemd runs in this instance: '$*' is not done"
  exit 1
}

case ${0##*/} in
  reboot) power reboot; exit ;;
  poweroff | halt) power off; exit ;;
  shutdown) shutdown "$@" ;;
esac

verb='' names='' now='' quiet='' code=0
for word in "$@"; do
  case $word in
    --now) now=-now ;;
    -q | --quiet) quiet=true ;;
    -*) ;;
    *) if [ -z "$verb" ]; then verb=$word; else names="$names $word"; fi ;;
  esac
done
[ -z "$quiet" ] || exec >/dev/null 2>&1

case $verb in
  reboot | kexec) power reboot; exit ;;
  poweroff | halt) power off; exit ;;
  # Units are read when they are started.
  daemon-reload | daemon-reexec | reset-failed) exit 0 ;;
  is-system-running) echo offline; exit 1 ;;
esac

for unit in $names; do
  case $unit in
    ssh | sshd | ssh.service | sshd.service | ssh.socket | sshd.socket) ssh_unit "$verb$now" || code=$? ;;
    *.timer)
      if [ -e "$units/$unit" ]; then timer_unit "$verb$now" "$unit" || code=$?; continue; fi
      say "there is no $units/$unit"; code=5 ;;
    *)
      system "$@" ;;
  esac
done
[ -n "$names" ] || system "$@"
exit "$code"
