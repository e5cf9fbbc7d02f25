using System.Globalization;
using System.IO.Compression;
using System.Text;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Fetches what SSM cut off a script's output out of the log that the instance keeps.</summary>
/// <remarks>It goes as base64 of gzip, in pieces that SSM does not cut: bytes that are no text do not shift the rest, and a flood becomes short.</remarks>
internal static class RestOfOutput
{
    private const int PieceBytes = 16_000;

    /// <summary>The most that is fetched, compressed; more is a flood that nobody reads.</summary>
    private const long MostBytes = 8_000_000;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>Goes on behind the lines that came already; what cannot be had is told, and is no failure of the script.</summary>
    public static async Task ReadAsync(FleetRun run, SsmCommand command, string log, ScriptOutput output, CancellationToken cancellationToken)
    {
        output.Rewind();
        var packed = Path.Combine(run.Folder, $"{Path.GetFileName(log)}.gz");
        try
        {
            await FetchAsync(run, command, log, output.Lines, packed, cancellationToken);
            await UnpackAsync(packed, output, cancellationToken);
        }
        catch (Exception e) when (e is FleetException or InvalidDataException or FormatException)
        {
            run.Log.Warning($"Not all of the output of {Path.GetFileName(log)} could be fetched: {e.Message}");
        }
        finally
        {
            File.Delete(packed);
        }
    }

    private static async Task FetchAsync(FleetRun run, SsmCommand command, string log, long lines, string packed, CancellationToken cancellationToken)
    {
        await using var file = RunFile.Open(packed, FileMode.Create);
        var rest = $"{log}.rest.gz";
        var read = string.Create(CultureInfo.InvariantCulture, $"[ -e {rest} ] || {{ tail -n +{lines + 1} {log} | gzip -c >{rest}.$$; mv {rest}.$$ {rest}; }}\n");
        while (file.Length < MostBytes)
        {
            var piece = string.Create(CultureInfo.InvariantCulture, $"{read}tail -c +{file.Length + 1} {rest} | head -c {PieceBytes} | base64 -w0\n");
            var answer = await command.RunAsync($"reading {log}", piece, Timeout, null, cancellationToken);
            var bytes = Convert.FromBase64String(answer.Status.Value == "Success" ? answer.StandardOutputContent ?? "" : throw new FleetException($"SSM answered {answer.Status.Value}: {answer.StandardErrorContent}"));
            await file.WriteAsync(bytes, cancellationToken);
            if (bytes.Length < PieceBytes)
            {
                return;
            }
        }

        run.Log.Warning($"The output in {log} is longer than is fetched; its end stays on {run.State.InstanceId}.");
    }

    /// <summary>One decoder for the whole, since a character may lie across two reads.</summary>
    private static async Task UnpackAsync(string packed, ScriptOutput output, CancellationToken cancellationToken)
    {
        await using var gzip = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        using var text = new StreamReader(gzip, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        var piece = new char[16 * 1024];
        for (int read; (read = await text.ReadAsync(piece, cancellationToken)) > 0;)
        {
            output.Append(piece.AsSpan(0, read));
        }
    }
}
