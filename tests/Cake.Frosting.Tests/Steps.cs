namespace Cake.Frosting.Tests;

/// <summary>What a build did; a service that tasks and lifetimes ask for.</summary>
public sealed class Steps
{
    public List<string> Done { get; } = [];

    public void Add(string step) => Done.Add(step);
}
