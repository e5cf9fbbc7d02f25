using Fleetyard.LocalCloud;

namespace Fleetyard.EndToEnd.Aws;

/// <summary>Tests of who gives the program its credentials.</summary>
public abstract class ProviderFixture : IAsyncDisposable
{
    private protected AwsWorld World { get; } = new();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return World.DisposeAsync();
    }

    /// <summary>The program is known to AWS, and tells by whose credentials.</summary>
    private protected void Identified(LocalCloudServer aws, Dictionary<string, string?> environment, string provider, params string[] arguments)
    {
        var (code, output, errors) = World.Run("Status", World.AtEndpoint(aws, environment), arguments);
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain($"(credentials of {provider}"));
    }

    /// <summary>The program says in one line whose credentials do not do, and what to do.</summary>
    private protected void Refused(LocalCloudServer aws, Dictionary<string, string?> environment, params string[] told)
    {
        var (code, _, errors) = World.Run("Status", World.AtEndpoint(aws, environment));
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors.Trim().Split('\n').SkipWhile(line => line.StartsWith("An error occurred when executing task", StringComparison.Ordinal)).ToList(), Has.Count.EqualTo(1), errors);
        Assert.That(told.Where(words => !errors.Contains(words, StringComparison.Ordinal)), Is.Empty, errors);
    }
}
