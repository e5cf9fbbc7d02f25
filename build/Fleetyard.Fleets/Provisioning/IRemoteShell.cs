using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Runs scripts as root on a run's instance, and sends files to it.</summary>
internal interface IRemoteShell : IAsyncDisposable
{
    /// <summary>What reaches the instance, such as <c>SSM</c>.</summary>
    string Name { get; }

    /// <summary>Waits until the instance is reached.</summary>
    /// <exception cref="FleetException">It is not in time.</exception>
    Task OnlineAsync(CancellationToken cancellationToken);

    /// <summary>Runs a script until it ends. One that exits with 194, as SSM has it, or takes the instance down otherwise runs again after the reboot.</summary>
    /// <param name="script">The script; what takes longer than its timeout is ended.</param>
    /// <param name="output">Where its output goes as it comes, standard error with it.</param>
    /// <param name="cancellationToken">Ends the script too.</param>
    /// <exception cref="FleetException">The instance could not be reached any more.</exception>
    Task<ScriptEnd> RunAsync(RecipeScript script, ScriptOutput output, CancellationToken cancellationToken);

    /// <summary>Sends a file, which root alone may read; it is there whole or not at all.</summary>
    /// <param name="path">Its path on the instance, of letters, digits and <c>/._-</c>.</param>
    /// <param name="content">Its content.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <exception cref="FleetException">What arrived has another SHA-256.</exception>
    Task SendAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);
}
