using Fleetyard.Fleets.Ssh;

namespace Fleetyard.Fleets.Instances;

/// <summary>The part of the user data that gives the instance the host key of the run, and takes its others away, so that it can show this one alone.</summary>
/// <remarks>
/// Until it has run, sshd shows a key that cloud-init made, and the client does not talk to it. A host key in user data is there for whoever
/// may read the instance's attributes or its metadata; it lives as long as the instance, and clean-up.sh keeps it out of the AMI.
/// </remarks>
internal static class HostKeyUserData
{
    public static string For(SshKey host) => $"""
        # The host key of the run.
        rm -f /etc/ssh/ssh_host_*
        (umask 077; cat >/etc/ssh/ssh_host_ed25519_key) <<'KEY'
        {host.PrivateText().TrimEnd()}
        KEY
        echo '{host.Public}' >/etc/ssh/ssh_host_ed25519_key.pub
        chmod 644 /etc/ssh/ssh_host_ed25519_key.pub
        if command -v restorecon >/dev/null; then restorecon /etc/ssh/ssh_host_ed25519_key /etc/ssh/ssh_host_ed25519_key.pub || true; fi
        # Debian and Ubuntu call it ssh, the others sshd.
        unit=sshd
        if systemctl cat ssh.service >/dev/null 2>&1; then unit=ssh; fi
        systemctl restart "$unit" || echo "fleetyard: $unit could not be restarted and does not show the run's host key" >&2

        """;
}
