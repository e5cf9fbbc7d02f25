namespace Fleetyard.Fleets.Provisioning;

/// <summary>How a script ended: with an exit code, at its deadline, or as a word says that is no exit code.</summary>
internal sealed record ScriptEnd
{
    private ScriptEnd()
    {
    }

    /// <summary>Whether it ended with exit code 0.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>Its exit code, or null where it did not get to one.</summary>
    public int? ExitCode { get; private init; }

    private string? Otherwise { get; init; }

    /// <summary>It was ended at its deadline.</summary>
    public static ScriptEnd TimedOut { get; } = new();

    public static ScriptEnd With(int exitCode) => new() { ExitCode = exitCode };

    /// <summary>It did not get to an exit code, such as "ended as Cancelled".</summary>
    public static ScriptEnd As(string otherwise) => new() { Otherwise = otherwise };

    /// <summary>As part of a sentence whose subject is the script.</summary>
    public string Told(TimeSpan timeout) => ExitCode is { } code
        ? $"failed with exit code {code}"
        : Otherwise ?? $"did not end within {timeout.TotalMinutes:0.#} minutes and was ended";
}
