using System.Globalization;
using System.IO.Compression;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>The part of the user data that runs the recipe's own script, compressed, since EC2 takes 16 KB in all.</summary>
/// <remarks>In a subshell: what fails in it is told on the console, and takes nothing else along.</remarks>
internal static class RecipeUserData
{
    public static string For(RecipeScript script) => $"""
        # The recipe's own script.
        (
          own=$(mktemp -d)
          printf %s '{Packed(script.Content)}' | base64 -d | gzip -d >"$own/script"
          chmod 700 "$own/script"
          {ShellText.Exports(script.Environment).TrimEnd().ReplaceLineEndings("\n  ")}
          code=0
          timeout {script.Timeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} "$own/script" || code=$?
          rm -rf "$own"
          exit "$code"
        ) || echo "fleetyard: the recipe's user data {script.Name} failed with exit code $?" >&2

        """;

    private static string Packed(string content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(ShellText.Bytes(content));
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}
