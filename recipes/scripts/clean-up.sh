#!/bin/sh
# Removes what must not be in an AMI: identities, keys, histories, caches; then says what is left of them.
set -eu

rm -f /etc/ssh/ssh_host_*
find /root /home -maxdepth 3 \( -name authorized_keys -o -name '.*_history' -o -name .lesshst -o -name .wget-hsts \) -type f -delete 2>/dev/null || true
rm -rf /root/.cache /root/.aws /root/.docker

if [ -e /etc/machine-id ]; then
  : >/etc/machine-id
fi
rm -f /var/lib/dbus/machine-id
rm -rf /var/lib/cloud/instances /var/lib/cloud/instance /var/lib/cloud/data
rm -f /var/log/cloud-init*.log
rm -f /etc/sudoers.d/90-cloud-init-users

if command -v apt-get >/dev/null; then
  apt-get clean
  rm -rf /var/lib/apt/lists/*
elif command -v dnf >/dev/null; then
  dnf clean all
elif command -v yum >/dev/null; then
  yum clean all
fi

# The agent that runs this script keeps its registration until the next boot makes a new one.
rm -rf /var/lib/amazon/ssm/Vault /var/lib/fleetyard /var/log/fleetyard
find /tmp /var/tmp -mindepth 1 -maxdepth 1 ! -name 'fleetyard*' -exec rm -rf {} + 2>/dev/null || true

# The timer that ends a forgotten instance must not be in the AMI, and this one is about to be stopped.
if [ -e /etc/systemd/system/fleetyard-expiry.timer ]; then
  systemctl disable --now fleetyard-expiry.timer
  rm -f /etc/systemd/system/fleetyard-expiry.timer /etc/systemd/system/fleetyard-expiry.service
  rm -f /var/lib/systemd/timers/stamp-fleetyard-expiry.timer
  systemctl daemon-reload
fi

left=$(find /root /home /etc/ssh -xdev \( -name 'id_*' -o -name authorized_keys -o -name 'ssh_host_*_key' -o -name '.*_history' -o -name credentials \) \
  -type f 2>/dev/null | sort | tr '\n' ' ' || true)
echo "FLEETYARD_FACT audit=${left:-nothing left}"
sync
