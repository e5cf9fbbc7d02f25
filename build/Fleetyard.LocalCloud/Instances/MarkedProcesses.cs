using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Fleetyard.LocalCloud.Instances;

/// <summary>The processes that have a mark in their environment: a command's descendants, daemons without a parent included.</summary>
internal static class MarkedProcesses
{
    private const int MostRounds = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Kills them until none is left; one may have started another meanwhile.</summary>
    public static async Task KillAsync(string mark)
    {
        for (var round = 0; round < MostRounds && KillOnce(Encoding.UTF8.GetBytes(mark)); round++)
        {
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private static bool KillOnce(byte[] mark)
    {
        var found = false;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Environment(folder).AsSpan().IndexOf(mark) >= 0)
            {
                found = true;
                Kill(id);
            }
        }

        return found;
    }

    private static byte[] Environment(string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ended by itself.
        }
    }
}
