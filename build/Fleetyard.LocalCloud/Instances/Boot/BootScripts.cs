namespace Fleetyard.LocalCloud.Instances.Boot;

/// <summary>The scripts that instances of every kind boot with; each says at its top what it does.</summary>
internal static class BootScripts
{
    /// <summary>What an instance's first process runs.</summary>
    /// <param name="address">The instance's address; null for the one that its <c>/etc/hosts</c> has.</param>
    public static IReadOnlyList<string> Init(string? address) => ["/bin/sh", "-c", Text("init.sh"), "init", address ?? "", Text("systemctl.sh")];

    /// <summary>Makes the default user and starts sshd.</summary>
    public static string SetUpSsh => Text("set-up-ssh.sh");

    private static string Text(string name)
    {
        using var stream = typeof(BootScripts).Assembly.GetManifestResourceStream($"{typeof(BootScripts).Namespace}.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
