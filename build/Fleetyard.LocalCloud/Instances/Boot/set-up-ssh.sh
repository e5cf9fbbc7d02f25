# What cloud-init does for SSH at an instance's first boot: the default user with sudo and the key pair's key, then sshd.
# USER_NAME is the user, PUBLIC_KEY the key or nothing. What fails says in one line what to do.
fail() { echo "$*" >&2; exit 1; }

install() {
  if command -v apt-get >/dev/null; then
    # What is installed must not start by itself: a clone shares the machine's network.
    policy=/usr/sbin/policy-rc.d
    [ -e "$policy" ] && policy= || { printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod 755 "$policy"; }
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y --no-install-recommends openssh-server sudo || { apt-get update && apt-get install -y --no-install-recommends openssh-server sudo; }
    code=$?
    [ -z "$policy" ] || rm -f "$policy"
    return $code
  fi
  dnf install -y openssh-server sudo shadow-utils
}

missing=
for tool in sshd sudo useradd; do
  command -v "$tool" >/dev/null || missing="$missing $tool"
done
if [ -n "$missing" ]; then
  echo "LocalCloud: this system lacks$missing; installing openssh-server and sudo"
  install >/run/fleetyard/install.log 2>&1 || fail "This system lacks$missing, and installing openssh-server and sudo failed ($(tail -n 1 /run/fleetyard/install.log)); install both where instances come from: on this machine for overlay, in the image for docker."
fi

if ! id -u "$USER_NAME" >/dev/null 2>&1; then
  group=
  ! grep -q "^$USER_NAME:" /etc/group || group="-g $USER_NAME"
  useradd --create-home --shell /bin/bash $group "$USER_NAME" || fail "The user $USER_NAME could not be made; look at the line above."
fi

# Neither a password, nor locked: sshd lets nobody in who is locked.
usermod -p '*' "$USER_NAME" || fail "The user $USER_NAME could not be given a shadow entry; look at the line above."
home=$(eval echo "~$USER_NAME")
[ -d "$home" ] || { mkdir -p "$home"; chown "$USER_NAME:" "$home"; }
if [ -n "$PUBLIC_KEY" ]; then
  mkdir -p "$home/.ssh"
  chmod 700 "$home/.ssh"
  printf '%s\n' "$PUBLIC_KEY" >"$home/.ssh/authorized_keys"
  chmod 600 "$home/.ssh/authorized_keys"
  chown -R "$USER_NAME:" "$home/.ssh"
fi

mkdir -p /etc/sudoers.d
umask 227
printf 'Defaults:%s secure_path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n%s ALL=(ALL) NOPASSWD:ALL\n' "$USER_NAME" "$USER_NAME" >/etc/sudoers.d/90-cloud-init-users
umask 022

# sudo looks its machine's name up.
grep -q "[[:space:]]$(uname -n)\$" /etc/hosts || echo "$(cat /run/fleetyard/address) $(uname -n)" >>/etc/hosts
/run/fleetyard/systemctl restart ssh || fail "sshd does not run in this instance: see the line before."
