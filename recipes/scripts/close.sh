#!/bin/sh
# Takes away, last of all, what the run itself still needed: the switch that ends a forgotten instance, and the default user's sudo.
# The instance is stopped then; cloud-init gives the next one its own.
set -eu

if [ -e /etc/systemd/system/fleetyard-expiry.timer ]; then
  systemctl disable --now fleetyard-expiry.timer
  rm -f /etc/systemd/system/fleetyard-expiry.timer /etc/systemd/system/fleetyard-expiry.service
  rm -f /var/lib/systemd/timers/stamp-fleetyard-expiry.timer
  systemctl daemon-reload
fi

rm -f /etc/sudoers.d/90-cloud-init-users
# The scripts of this step have said there what they did.
rm -rf /var/log/fleetyard /run/fleetyard-cleaned
sync
