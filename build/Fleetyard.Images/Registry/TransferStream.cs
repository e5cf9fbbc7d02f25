using Fleetyard.Images.Sources;

namespace Fleetyard.Images.Registry;

/// <summary>The body of an answer, for readers that do not await; what breaks it off is a <see cref="TransferException"/>.</summary>
/// <param name="response">The answer; disposed with the stream.</param>
/// <param name="body">Its body.</param>
/// <param name="limit">Ends a read that waits; disposed with the stream.</param>
internal sealed class TransferStream(HttpResponseMessage response, Stream body, IdleLimit limit) : ForwardStream
{
    private readonly byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;

    public HttpResponseMessage Response => response;

    public override int Read(Span<byte> target)
    {
        if (next == end && target.Length > 0)
        {
            next = 0;
            end = Fill();
        }

        var count = Math.Min(target.Length, end - next);
        buffer.AsSpan(next, count).CopyTo(target);
        next += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
            limit.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Fill()
    {
        limit.Restart();
        try
        {
            return body.ReadAsync(buffer, limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException fault) when (limit.IsOver)
        {
            throw new TransferException(IdleLimit.Message, fault);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            throw new TransferException(Identification.OneLine.Of(fault.GetBaseException().Message).TrimEnd('.'), fault);
        }
    }
}
