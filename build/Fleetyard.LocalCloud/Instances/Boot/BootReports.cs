using System.Threading.Channels;

namespace Fleetyard.LocalCloud.Instances.Boot;

/// <summary>What an instance's first process says, line by line: <c>ready</c> at the end of each boot, <c>off</c> when it powers itself off.</summary>
/// <param name="poweredOff">Called when the instance has powered itself off.</param>
internal sealed class BootReports(Action poweredOff)
{
    private readonly Channel<bool> boots = Channel.CreateUnbounded<bool>();
    private string rest = "";

    /// <summary>Whether the instance powered itself off, which is for nobody to undo but who starts it again.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Takes the next piece of what it says.</summary>
    public void Take(string text)
    {
        var lines = (rest + text).Split('\n');
        rest = lines[^1];
        foreach (var line in lines.SkipLast(1))
        {
            Take(line == "off", line == "ready");
        }
    }

    /// <summary>It will say nothing more.</summary>
    public void End()
    {
        boots.Writer.TryComplete();
        if (IsOff)
        {
            poweredOff();
        }
    }

    /// <summary>Forgets the boots before now.</summary>
    public void Forget()
    {
        while (boots.Reader.TryRead(out _))
        {
        }
    }

    /// <summary>Waits for the end of the next boot.</summary>
    /// <returns>False where the instance ended before.</returns>
    public async Task<bool> BootedAsync(CancellationToken cancellationToken) =>
        await boots.Reader.WaitToReadAsync(cancellationToken) && boots.Reader.TryRead(out _);

    private void Take(bool isOff, bool isReady)
    {
        IsOff |= isOff;
        if (isReady)
        {
            boots.Writer.TryWrite(true);
        }
    }
}
