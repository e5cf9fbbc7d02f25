namespace Fleetyard.Images.Engine;

/// <summary>Contents of an image whose index is known: the container that has them is created when the first one is opened.</summary>
/// <param name="create">Creates it.</param>
internal sealed class ContainerOnDemand(Func<CancellationToken, Task<UnstartedContainer>> create) : IEntryContents, IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private UnstartedContainer? container;

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(ImageEntry entry, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            container ??= await create(cancellationToken);
        }
        finally
        {
            turn.Release();
        }

        return await container.Contents.OpenAsync(entry, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        turn.Dispose();
        if (container is { } made)
        {
            container = null;
            await made.DisposeAsync();
        }
    }
}
