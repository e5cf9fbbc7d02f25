using System.Security.Cryptography;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>A file that was sent to an instance is checked there before it has its name.</summary>
internal static class SentFile
{
    private const int Differs = 65;

    /// <summary>Lines of shell that give <c>path.part</c> its name where it has the SHA-256 of the content, else delete it and say which it has.</summary>
    public static string Check(string path, ReadOnlySpan<byte> content) =>
        $"""
        found=$(sha256sum <{path}.part | cut -d " " -f 1)
        if [ "$found" != {Sha256(content)} ]; then rm -f {path}.part; echo "$found"; exit {Differs}; fi
        mv {path}.part {path}
        """.ReplaceLineEndings("\n");

    /// <summary>Lines of shell that end well where the file is there already, as after an answer that was lost; a second sender waits for the first.</summary>
    public static string Once(string path, ReadOnlySpan<byte> content) =>
        $"""
        {ScriptGuard.Flock}
        exec 9>>/run/fleetyard-sending
        flock 9
        if [ -e {path} ] && echo "{Sha256(content)}  {path}" | sha256sum --check --status; then exit 0; fi
        """.ReplaceLineEndings("\n");

    /// <summary>Why a file is not there.</summary>
    public static FleetException Refused(string path, string instance, int code, string output, string errors) => code == Differs
        ? new($"{path} did not arrive whole on {instance}: its SHA-256 there is {output.Trim()}, another than that of what was sent; run the same command again.")
        : new($"{path} could not be written on {instance}: {errors.ReplaceLineEndings(" ").Trim()}; free space there, or run the same command again.");

    private static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
