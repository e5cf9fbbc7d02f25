# The end of an instance's first boot, as cloud-init does it: the script of the user data, if it has one, and the host keys on the
# console. Its exit code is the script's.
state=/var/lib/cloud/instances/$(uname -n)
code=0
if [ -e "$state/scripts/part-001" ]; then
  # What systemd starts has neither.
  (cd / && unset HOME USER && exec "$state/scripts/part-001") </dev/null
  code=$?
fi
if [ -e "$state/sem/config_ssh" ]; then
  echo '-----BEGIN SSH HOST KEY KEYS-----'
  cat /etc/ssh/ssh_host_*_key.pub
  echo '-----END SSH HOST KEY KEYS-----'
fi
: >"$state/boot-finished"
exit $code
