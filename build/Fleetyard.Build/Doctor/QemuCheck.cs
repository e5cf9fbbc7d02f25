using System.Runtime.InteropServices;

namespace Fleetyard.Build.Doctor;

/// <summary>Whether virtual machines can run here.</summary>
internal sealed class QemuCheck : ICheck
{
    private const string Kvm = "/dev/kvm";

    public string Subject => "QEMU";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var emulator = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "qemu-system-aarch64" : "qemu-system-x86_64";
        if (await Command.AskAsync(Path.GetTempPath(), emulator, ["--version"], cancellationToken) is not { Code: 0 } found)
        {
            return [Finding.Warning(Subject, $"there is no {emulator}; only instances with a kernel of their own need it (apt install qemu-system)")];
        }

        var version = Command.FirstLine(found.Output);
        return [File.Exists(Kvm)
            ? Finding.Ok(Subject, $"{version}, with {Kvm}")
            : Finding.Warning(Subject, $"{version}, without {Kvm}: it would run slowly; switch virtualization on, or let this user use {Kvm}")];
    }
}
