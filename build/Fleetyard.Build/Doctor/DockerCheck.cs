using Fleetyard.Docker;

namespace Fleetyard.Build.Doctor;

/// <summary>Whether there is a Docker engine, found as everywhere else.</summary>
/// <param name="isNeeded">Whether what was asked for cannot do without.</param>
internal sealed class DockerCheck(bool isNeeded) : ICheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public string Subject => "Docker engine";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        using var connection = new EngineConnection(null, Patience);
        try
        {
            var info = await connection.AskAsync("say what it is", engine => engine.System.GetSystemInfoAsync(cancellationToken), cancellationToken);
            return [Finding.Ok(Subject, $"{info.ServerVersion} at {connection.Address}, storage driver {info.Driver}, {info.OSType}/{info.Architecture}")];
        }
        catch (EngineException e)
        {
            var told = $"{e.Message.TrimEnd('.')}; images of an engine and docker instances need it";
            return [isNeeded ? Finding.Fault(Subject, told) : Finding.Warning(Subject, told)];
        }
    }
}
