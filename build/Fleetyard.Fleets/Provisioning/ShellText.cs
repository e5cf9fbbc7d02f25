using System.Text;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>What a recipe says, as shell. All of it goes as base64: no letter of it can be read as shell.</summary>
internal static class ShellText
{
    /// <summary>Lines that give variables their values and export them.</summary>
    public static string Exports(IReadOnlyDictionary<string, string> variables) =>
        string.Concat(variables.Select(variable => $"{variable.Key}=\"$(printf %s '{Base64(variable.Value)}' | base64 -d)\"\nexport {variable.Key}\n"));

    public static string Base64(string text) => Convert.ToBase64String(Bytes(text));

    /// <summary>UTF-8 with the line ends that a shell wants.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"));
}
