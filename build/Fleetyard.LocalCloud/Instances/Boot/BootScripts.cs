namespace Fleetyard.LocalCloud.Instances.Boot;

/// <summary>The scripts that instances of every kind boot with; each says at its top what it does.</summary>
internal static class BootScripts
{
    /// <summary>What an instance's first process runs.</summary>
    /// <param name="address">The instance's address; null for the one that its <c>/etc/hosts</c> has.</param>
    public static IReadOnlyList<string> Init(string? address) => ["/bin/sh", "-c", Text("init.sh"), "init", address ?? "", Text("systemctl.sh")];

    /// <summary>Makes the default user and starts sshd.</summary>
    /// <param name="user">The base system's default user.</param>
    /// <param name="publicKey">A line of <c>authorized_keys</c>; null for none.</param>
    public static InstanceCommand SetUpSsh(string user, string? publicKey) =>
        new(Text("set-up-ssh.sh"), new Dictionary<string, string> { ["USER_NAME"] = user, ["PUBLIC_KEY"] = publicKey ?? "" });

    /// <summary>Runs the script of the user data and ends the boot; its exit code is the script's.</summary>
    /// <param name="script">Any bytes that the kernel can start; null for none.</param>
    public static InstanceCommand FinishBoot(byte[]? script) =>
        new(script is null ? Text("finish-boot.sh") : Unpack(script) + Text("finish-boot.sh"), new Dictionary<string, string>());

    private static string Unpack(byte[] script) => $"""
        mkdir -p "/var/lib/cloud/instances/$(uname -n)/scripts"
        cd "/var/lib/cloud/instances/$(uname -n)/scripts" && chmod 700 . || exit
        printf %s '{Convert.ToBase64String(script)}' | base64 -d >part-001
        chmod 700 part-001

        """;

    private static string Text(string name)
    {
        using var stream = typeof(BootScripts).Assembly.GetManifestResourceStream($"{typeof(BootScripts).Namespace}.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
