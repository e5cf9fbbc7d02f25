using System.Text.Json;

namespace Fleetyard.Build.Doctor;

/// <summary>Whether the .NET SDK is the one that global.json asks for.</summary>
/// <param name="folder">The project's folder.</param>
internal sealed class SdkCheck(string folder) : ICheck
{
    public string Subject => ".NET SDK";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var wanted = Wanted();
        var needed = wanted is null ? "" : $"; global.json asks for {wanted} or a later one of that version";
        return [await Command.AskAsync(folder, "dotnet", ["--version"], cancellationToken) switch
        {
            null => Finding.Warning(Subject, $"none is on the PATH{needed}; install it from https://dotnet.microsoft.com/download to compile and test"),
            { Code: 0 } found => Finding.Ok(Subject, $"{Command.FirstLine(found.Output)}{needed}"),
            _ => Finding.Fault(Subject, $"the ones that are installed do not do{needed}; install it from https://dotnet.microsoft.com/download"),
        }];
    }

    private string? Wanted()
    {
        var file = Path.Combine(folder, "global.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var json = JsonDocument.Parse(File.ReadAllText(file), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return json.RootElement.TryGetProperty("sdk", out var sdk) && sdk.TryGetProperty("version", out var version) ? version.GetString() : null;
    }
}
