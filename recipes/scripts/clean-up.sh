#!/bin/sh
# Removes what must not be in an AMI: identities, keys, histories, logs, caches; then says what is left of them.
set -eu

ssm=/var/lib/amazon/ssm
# ScriptRunner runs this script from a folder of its own in /tmp and removes that itself.
work=$(dirname "$0")

# The folder of SSM's command that runs this script, which the agent still writes to: it stands in a parent's command line.
own_command() {
  process=$$
  while [ "$process" -gt 1 ]; do
    folder=$(tr '\0' '\n' <"/proc/$process/cmdline" | sed -n "s|.*\($ssm/[^/]*/document/orchestration/[^/]*\)/.*|\1|p" | head -n 1)
    if [ -n "$folder" ]; then
      echo "$folder"
      return
    fi
    process=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$process/status")
  done
}

# Each of these finds what is removed, and, asked again, what is left of it.
histories() {
  find /root /home -xdev -maxdepth 3 \( -name authorized_keys -o -name '.*_history' -o -name .histfile -o -name .zhistory -o -name .lesshst \
    -o -name .viminfo -o -name .wget-hsts \) -type f "$@" 2>/dev/null || true
}

# Every script that SSM ran here, with its environment, but the one that runs now.
commands() {
  find "$ssm" -mindepth 4 -maxdepth 4 -path "$ssm/*/document/orchestration/*" ! -path "${own:-none}" "$@" 2>/dev/null || true
  find "$ssm" -path "$ssm/*/document/state/completed/*" -type f "$@" 2>/dev/null || true
}

temporary() {
  find /tmp /var/tmp -mindepth 1 -maxdepth 1 ! -path "$work" "$@" 2>/dev/null || true
}

leases() {
  find /var/lib/dhcp /var/lib/dhclient /var/lib/NetworkManager -name '*lease*' -type f "$@" 2>/dev/null || true
}

own=$(own_command)
rm -f /etc/ssh/ssh_host_*
histories -delete
rm -rf /root/.cache /root/.aws /root/.docker

if [ -e /etc/machine-id ]; then
  : >/etc/machine-id
fi
rm -f /var/lib/dbus/machine-id /var/lib/systemd/random-seed
rm -rf /var/lib/cloud/instances /var/lib/cloud/instance /var/lib/cloud/data /var/lib/cloud/sem
rm -f /etc/sudoers.d/90-cloud-init-users
leases -delete
rm -f /etc/udev/rules.d/*-persistent-net.rules

if command -v apt-get >/dev/null; then
  apt-get clean
  rm -rf /var/lib/apt/lists/*
elif command -v dnf >/dev/null; then
  dnf clean all
elif command -v yum >/dev/null; then
  yum clean all
fi

# The agent that runs this script keeps its registration until the next boot makes a new one.
rm -rf "$ssm/Vault" /var/lib/fleetyard /var/log/fleetyard
commands -exec rm -rf {} +
if [ -n "$own" ]; then
  # A shell reads on in a script that has no name any more.
  find "$own" -name '_script.sh' -delete
fi
temporary -exec rm -rf {} +

# The timer that ends a forgotten instance must not be in the AMI, and this one is about to be stopped.
if [ -e /etc/systemd/system/fleetyard-expiry.timer ]; then
  systemctl disable --now fleetyard-expiry.timer
  rm -f /etc/systemd/system/fleetyard-expiry.timer /etc/systemd/system/fleetyard-expiry.service
  rm -f /var/lib/systemd/timers/stamp-fleetyard-expiry.timer
  systemctl daemon-reload
fi

# A log whose writer still runs keeps its file, and loses what is in it.
rm -rf /var/log/journal/*
find /var/log -xdev -type f \( -name '*.gz' -o -name '*.xz' -o -name '*.old' -o -name '*.[0-9]' -o -name 'cloud-init*.log' \) -delete
find /var/log -xdev -type f -exec truncate -s 0 {} +

left=$({
  find /root /home /etc/ssh -xdev \( -name 'id_*' -o -name 'ssh_host_*_key' -o -name credentials -o -name .netrc -o -name .git-credentials \) -type f 2>/dev/null || true
  histories
  commands
  temporary
  leases
  # Daemons that still run may have said a few lines since.
  find /var/log -xdev -type f -size +8k
  echo "$own"
} | grep . | sort -u | tr '\n' ' ' || true)
echo "FLEETYARD_FACT audit=${left:-nothing left}"
sync
