#!/bin/sh
# Looks for what must not be in an AMI, after clean-up.sh and before the instance is stopped. It changes nothing.
#   FLEETYARD_SECRETS  names of variables, separated by spaces, whose values no file may hold
# Exits 3 where it found something, with a line "FLEETYARD_FINDING <path><tab><why>" for each.
set -eu
export LC_ALL=C

# Without one of these nothing would be found, and that would be told as if nothing were there.
for tool in awk find grep timeout xargs; do
  if ! command -v "$tool" >/dev/null; then
    echo "audit: the command $tool is not here, so nobody would know what is in the AMI; add its package to dependencies.packages" >&2
    exit 1
  fi
done

ssm=/var/lib/amazon/ssm
most_findings=200
most_seconds=900
# A key or a token is a small file, or stands in one.
most_kib=2048
# ScriptRunner runs this script from a folder of its own in /tmp and removes that itself.
work=$(dirname "$0")
# Not on the disk: what is deleted there is still in the blocks that a snapshot takes.
scratch=$(mktemp -d /dev/shm/fleetyard-audit.XXXXXX)
trap 'rm -rf "$scratch"' EXIT
list=$scratch/list
found=$scratch/found
: >"$list"
: >"$found"
began=$(date +%s)

# A clone of LocalCloud's has here what it wrote itself, and that is all that its AMI will hold.
written=/dev/fleetyard-written
top=
if [ -d "$written" ]; then
  top=$written
fi

# Every disk that goes into the AMI, once.
roots() {
  echo "$top/"
  if [ -z "$top" ]; then
    awk '$1 ~ "^/dev/" && $2 != "/" && !seen[$1]++ { print $2 }' /proc/self/mounts | while read -r point; do
      if [ -d "$point" ]; then
        echo "$point"
      fi
    done
  fi
}

# files <-print or -print0> <tests of find>: all but Nix's store, whose files every user may read, and our own.
files() {
  print=$1
  shift
  roots | while read -r root; do
    timeout "$most_seconds" find "$root" -xdev \( -path "$top/nix/store" -o -path "$top$work" -o -path "$scratch" -o -path "$written" \) -prune \
      -o -type f -size +0 \( "$@" \) "$print" || ended $?
  done
}

# A file may go away while find looks; a search that is cut short has found nothing out.
ended() {
  if [ "$1" -ge 124 ]; then
    touch "$scratch/cut"
  fi
}

# finding <file> <why>
finding() {
  printf '%s\t%s\n' "${1#"$top"}" "$2" | tr -c '[:print:]\t\n\200-\377' '?' >>"$found"
}

# Whether a file is just as a package brought it.
from_package() {
  path=${1#"$top"}
  if command -v dpkg-query >/dev/null; then
    for name in "$path" "${path#/usr}"; do
      package=$(dpkg-query --search "$name" 2>/dev/null | sed -n 's/: \/.*//p' | head -n 1)
      package=${package%%,*}
      for sums in "/var/lib/dpkg/info/$package.md5sums" "/var/lib/dpkg/info/${package%%:*}.md5sums"; do
        if [ -n "$package" ] && [ -e "$sums" ] && grep -qF "$(md5sum <"$1" | cut -d ' ' -f 1)  ${name#/}" "$sums"; then
          return
        fi
      done
    done
  elif command -v rpm >/dev/null && rpm --quiet -qf "$path" 2>/dev/null; then
    if ! rpm -Vf --nodeps "$path" 2>/dev/null | grep -q "^..5.* $path\$"; then
      return
    fi
  fi
  return 1
}

# By their names.
named() {
  files -print -name authorized_keys -o -name authorized_keys2 -o -name '.*_history' -o -name .histfile -o -name .zhistory -o -name fish_history -o -name .lesshst -o -name .viminfo \
    -o -name .wget-hsts -o -name 'ssh_host_*_key' -o -name .netrc -o -name .git-credentials -o -name .pypirc -o -name .npmrc -o -name .yarnrc.yml -o -name .pgpass -o -name .my.cnf \
    -o -name .vault-token -o -name .s3cfg -o -name .boto -o -path '*/.ssh/id_*' -o -path '*/.aws/*' -o -path '*/.azure/*' -o -path '*/.config/gcloud/*' -o -path '*/.config/gh/hosts.yml' \
    -o -path '*/.docker/config.json' -o -path '*/.config/containers/auth.json' -o -path '*/.kube/config' -o -path '*/.gnupg/private-keys-v1.d/*' -o -path '*/.cargo/credentials*' \
    -o -path '*/.gem/credentials' -o -path '*/.terraform.d/credentials*' -o -path '*/.password-store/*' -o -path '*/.m2/settings*.xml' -o -iname nuget.config |
    while IFS= read -r file; do
      case $file in
        */authorized_keys | */authorized_keys2) why="lets whoever has a key in" ;;
        */ssh_host_*_key) why="a host key, which every instance of the AMI would have" ;;
        *_history | */.histfile | */.zhistory | */.lesshst | */.viminfo | */.wget-hsts) why="a history" ;;
        */id_*.pub) continue ;;
        */.npmrc | */.yarnrc.yml) why=$(holds "$file" '(_auth|_authToken|_password|npmAuthToken)["'\'']?[[:space:]]*[:=]' "a registry's credentials") ;;
        */.docker/config.json | */auth.json) why=$(holds "$file" '"(auth|identitytoken|registrytoken)"[[:space:]]*:[[:space:]]*"[^"]' "a registry's credentials") ;;
        */settings*.xml | *.[cC]onfig | *.CONFIG) why=$(holds "$file" '<password>|ClearTextPassword|<(add|Add) key="Password"' "a password") ;;
        */.aws/config | */.kube/config) why=$(holds "$file" 'aws_secret_access_key|token:|password:|client-key-data:' "credentials") ;;
        *) why="credentials" ;;
      esac
      if [ -n "$why" ] && ! from_package "$file"; then
        finding "$file" "$why"
      fi
    done
}

# holds <file> <pattern> <why>
holds() {
  if grep -aqE "$2" "$1"; then
    echo "$3"
  fi
}

key='-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----'
aws_id='(^|[^A-Za-z0-9])(AKIA|ASIA)[A-Z0-9]{16}($|[^A-Za-z0-9])'
aws_secret='[Ss][Ee][Cc][Rr][Ee][Tt]_?[Aa][Cc][Cc][Ee][Ss][Ss]_?[Kk][Ee][Yy]["'\'']?[[:space:]]*[=:>][[:space:]]*["'\'']?[A-Za-z0-9/+]{40}($|[^A-Za-z0-9/+])'
aws_session='(IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[A-Za-z0-9+/=]{50}'
token='(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50}|glpat-[A-Za-z0-9_-]{20}|xox[abeprs]-[0-9]{8,}-[A-Za-z0-9-]{10}|npm_[A-Za-z0-9]{36}|pypi-AgE[A-Za-z0-9_-]{50}|AIza[A-Za-z0-9_-]{35}|sk_live_[A-Za-z0-9]{20}|sk-ant-[A-Za-z0-9_-]{30}|dop_v1_[a-f0-9]{64}|hvs\.[A-Za-z0-9_-]{24})'
jwt='eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20}'
nix_key='^[A-Za-z0-9._-]+:[A-Za-z0-9+/]{86}==$'

# A header in a program's text or in a manual is no key: lines of base64 come after one, also in JSON, where a line's end is written \n.
has_key() {
  awk '
    function body(line,  i, n, parts) {
      gsub(/\\r/, "", line); gsub(/\\n/, " ", line); gsub(/[\r"'\'',]/, " ", line)
      n = split(line, parts, /[[:space:]]+/)
      for (i = 1; i <= n; i++) {
        if (length(parts[i]) >= 32 && parts[i] ~ /^[A-Za-z0-9+\/=]+$/) { return 1 }
      }
      return 0
    }
    after > 0 { after--; if (body($0)) { print "key"; exit } }
    match($0, /-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----/) { if (body(substr($0, RSTART + RLENGTH))) { print "key"; exit } after = 12 }
  ' "$1" | grep -q key
}

# What a candidate holds, or nothing where it only looks so.
why_of() {
  if grep -aqE -e "$key" "$1" && has_key "$1"; then
    echo "a private key"
  elif grep -aoE -e "$aws_id" "$1" | grep -qv EXAMPLE; then
    echo "an AWS access key id"
  elif grep -aoE -e "$aws_secret" "$1" | grep -qv EXAMPLE; then
    echo "an AWS secret access key"
  elif grep -aqE -e "$aws_session" "$1"; then
    echo "an AWS session token"
  elif grep -aqE -e "$token" -e "$jwt" "$1"; then
    echo "a token"
  elif grep -aqE -e "$nix_key" "$1"; then
    echo "a secret key of Nix"
  fi
}

# The words of a manual and the keys of a library's own tests are nobody's.
is_sample() {
  case ${1#"$top"} in
    /usr/share/doc/* | */site-packages/*/test*/* | */dist-packages/*/test*/* | */node_modules/*/test*/*) ;;
    *) return 1 ;;
  esac
}

# By what they hold.
contents() {
  files -print0 -size "-$((most_kib + 1))k" >"$list"
  xargs -0 -r grep -alE -e "$key" -e "$aws_id" -e "$aws_secret" -e "$aws_session" -e "$token" -e "$jwt" -e "$nix_key" <"$list" 2>/dev/null | while IFS= read -r file; do
    if ! is_sample "$file" && ! from_package "$file"; then
      why=$(if [ -r "$file" ]; then why_of "$file"; else echo "a key or a token, in a file of an odd name"; fi)
      if [ -n "$why" ]; then
        finding "$file" "$why"
      fi
    fi
  done
}

# The values that the run itself was given, also as base64, wherever they stand.
secrets() {
  (umask 077 && for name in ${FLEETYARD_SECRETS:-}; do
    eval "value=\$$name"
    # shellcheck disable=SC2154
    printf '%s\n' "$value" | awk 'length($0) > length(longest) { longest = $0 } END { if (length(longest) >= 8) print longest }'
    printf %s "$value" | base64 -w 0 | sed 's/..$//; s/=*$//'
    echo
  done | grep . >"$scratch/values") || return 0
  xargs -0 -r grep -alF -f "$scratch/values" <"$list" 2>/dev/null | while IFS= read -r file; do
    finding "$file" "a secret that the recipe gave to its scripts"
  done
}

# Any file of a folder.
folder() {
  find "$top$1" -xdev -type f -size +0 2>/dev/null | while IFS= read -r file; do
    finding "$file" "$2"
  done
}

identities() {
  if [ -s "$top/etc/machine-id" ] && [ "$(cat "$top/etc/machine-id")" != uninitialized ]; then
    finding "$top/etc/machine-id" "an identity, which every instance of the AMI would have"
  fi
  if [ -s "$top/var/lib/dbus/machine-id" ] && [ ! -L "$top/var/lib/dbus/machine-id" ]; then
    finding "$top/var/lib/dbus/machine-id" "an identity, which every instance of the AMI would have"
  fi
  folder /var/lib/systemd/random-seed "randomness, which every instance of the AMI would begin with"
  for state in instance instances data sem; do
    folder "/var/lib/cloud/$state" "what cloud-init knows of this instance"
  done
  folder "$ssm/Vault" "the SSM agent's registration"
}

passwords() {
  if [ ! -e "$top/etc/shadow" ]; then
    return
  fi
  # A clone's copy of its machine's own file is nothing new but for what was set since.
  since=0
  if [ -n "$top" ]; then
    since=$(($(date -r /dev +%s) / 86400))
  fi
  awk -F: -v since="$since" '
    NR == FNR { if ($7 !~ /(nologin|false|sync|shutdown|halt)$/) login[$1] = 1; next }
    login[$1] && $2 !~ /^[!*x]/ && $3 >= since { print ($2 == "" ? $1 " needs no password" : $1 " has a password") }
  ' /etc/passwd "$top/etc/shadow" | while IFS= read -r why; do
    finding "$top/etc/shadow" "$why"
  done
}

# But the default user's, which close.sh takes away.
sudoers() {
  for file in "$top"/etc/sudoers.d/*; do
    if [ "${file##*/}" != 90-cloud-init-users ] && [ -f "$file" ] && grep -q '^[^#]*NOPASSWD' "$file" && ! from_package "$file"; then
      finding "$file" "lets somebody become root without a password"
    fi
  done
}

# The folder of SSM's command that runs this script: it stands in a parent's command line.
own_command() {
  process=$$
  while [ "$process" -gt 1 ]; do
    own=$(tr '\0' '\n' <"/proc/$process/cmdline" | sed -n "s|.*\($ssm/[^/]*/document/orchestration/[^/]*\)/.*|\1|p" | head -n 1)
    if [ -n "$own" ]; then
      echo "$own"
      return
    fi
    process=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$process/status")
  done
}

# What SSM keeps of clean-up.sh and of what ran since tells nobody anything: no secret of a recipe goes by SSM.
commands() {
  own=$(own_command)
  cleaned=/run/fleetyard-cleaned
  find "$top$ssm" -mindepth 4 -maxdepth 4 -path "*/document/orchestration/*" 2>/dev/null | while IFS= read -r command; do
    if [ "$command" != "$top${own:-none}" ] && ! { [ -e "$cleaned" ] && { grep -qxF "${command#"$top"}" "$cleaned" || [ -n "$(find "$command" -maxdepth 0 -newer "$cleaned")" ]; }; }; then
      finding "$command" "a command that SSM ran, with its environment"
    fi
  done
}

# What the run left beside the folder and the log that it runs from.
own_traces() {
  folder /var/lib/fleetyard "left by the run"
  find "$top/var/log/fleetyard" -type f -size +0 ! -name 'audit.sh.*' 2>/dev/null | while IFS= read -r file; do
    finding "$file" "a log of the run"
  done
  find "$top/tmp" -mindepth 1 -maxdepth 1 -name 'fleetyard.*' ! -path "$top$work" 2>/dev/null | while IFS= read -r file; do
    finding "$file" "left by the run"
  done
}

named
contents
secrets
identities
passwords
sudoers
commands
own_traces

if [ -e "$scratch/cut" ]; then
  echo "audit: the search took longer than $most_seconds s and was ended, so nobody knows what is in the AMI; make the instance larger, or install less" >&2
  exit 1
fi

if ! echo room >"$scratch/room"; then
  echo "audit: /dev/shm is full, so what was found may lack its end; free it, or make the instance larger" >&2
  exit 1
fi

sort -u "$found" >"$scratch/all"
count=$(wc -l <"$scratch/all")
head -n "$most_findings" "$scratch/all" | sed 's/^/FLEETYARD_FINDING /'
if [ "$count" -gt "$most_findings" ]; then
  printf 'FLEETYARD_FINDING %s\t%s\n' "..." "$((count - most_findings)) more"
fi
echo "FLEETYARD_FACT audit=$count found in $(tr -cd '\0' <"$list" | wc -c) files in $(($(date +%s) - began)) s"
[ "$count" = 0 ] || exit 3
