namespace Fleetyard.Images.Tests.Identification;

/// <summary>Bytes in memory that count how many of them were read, and how often.</summary>
internal sealed class CountingStream(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    public long BytesRead { get; private set; }

    public int Reads { get; private set; }

    /// <summary>MemoryStream sends reads into spans here too, when it is derived from.</summary>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = base.Read(buffer, offset, count);
        BytesRead += read;
        Reads++;
        return read;
    }
}
