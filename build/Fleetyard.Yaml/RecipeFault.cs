namespace Fleetyard.Yaml;

/// <summary>Something wrong with a recipe file.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Message">What is wrong, and in brackets what is allowed.</param>
public sealed record RecipeFault(string File, long Line, long Column, string Message)
{
    /// <summary>The fault as editors and terminals make a link of it.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
