using System.Diagnostics;

namespace Fleetyard.EndToEnd.Images;

/// <summary>The program with a cache of its own.</summary>
internal sealed class ImageProgram : IDisposable
{
    private readonly FleetyardProgram program = new();

    public string Folder => program.Artifacts.FullName;

    public (int Code, string Output, string Errors) Run(params string[] arguments) => Run(new Dictionary<string, string?>(), arguments);

    public (int Code, string Output, string Errors) Run(Dictionary<string, string?> environment, params string[] arguments) =>
        program.Run(WithCache(environment), arguments);

    public Process Start(Dictionary<string, string?> environment, params string[] arguments) => program.Start(WithCache(environment), arguments);

    public void Dispose() => program.Dispose();

    private Dictionary<string, string?> WithCache(Dictionary<string, string?> environment) => new(environment) { ["XDG_CACHE_HOME"] = Path.Combine(Folder, "cache") };
}
