#!/bin/sh
# Removes what must not be in an AMI: identities, keys, histories, logs, caches. audit.sh then looks for what is left of them.
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

own=$(own_command)
rm -f /etc/ssh/ssh_host_*
find /root /home -xdev -maxdepth 3 \( -name authorized_keys -o -name '.*_history' -o -name .histfile -o -name .zhistory -o -name .lesshst \
  -o -name .viminfo -o -name .wget-hsts \) -type f -delete 2>/dev/null || true
rm -rf /root/.cache /root/.aws /root/.docker

if [ -e /etc/machine-id ]; then
  : >/etc/machine-id
fi
rm -f /var/lib/dbus/machine-id /var/lib/systemd/random-seed
rm -rf /var/lib/cloud/instances /var/lib/cloud/instance /var/lib/cloud/data /var/lib/cloud/sem
find /var/lib/dhcp /var/lib/dhclient /var/lib/NetworkManager -name '*lease*' -type f -delete 2>/dev/null || true
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
# Every script that SSM ran here stands there with its environment; the one that runs now stays.
find "$ssm" -mindepth 4 -maxdepth 4 -path "$ssm/*/document/orchestration/*" ! -path "${own:-none}" -exec rm -rf {} + 2>/dev/null || true
find "$ssm" -path "$ssm/*/document/state/completed/*" -type f -delete 2>/dev/null || true
if [ -n "$own" ]; then
  # A shell reads on in a script that has no name any more.
  find "$own" -name '_script.sh' -delete
fi
find /tmp /var/tmp -mindepth 1 -maxdepth 1 ! -path "$work" -exec rm -rf {} + 2>/dev/null || true

# A log whose writer still runs keeps its file, and loses what is in it.
rm -rf /var/log/journal/*
find /var/log -xdev -type f \( -name '*.gz' -o -name '*.xz' -o -name '*.old' -o -name '*.[0-9]' -o -name 'cloud-init*.log' \) -delete
find /var/log -xdev -type f -exec truncate -s 0 {} +

# Which of SSM's commands are this one and later ones.
echo "$own" >/run/fleetyard-cleaned
sync
