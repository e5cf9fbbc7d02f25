using Microsoft.Data.Sqlite;

namespace Fleetyard.LocalCloud.State;

/// <summary>What is wrong with the database, and what to do.</summary>
/// <remarks>The codes are SQLite's result codes (sqlite.org/rescode.html).</remarks>
internal static class StateFault
{
    private const int Corrupt = 11;
    private const int ReadOnlyFileSystem = 30; // EROFS

    /// <summary>As an exception of SQLite's where a check of it says so.</summary>
    public static SqliteException Damage(string told) => new(told, Corrupt);

    /// <summary>In one line, after the database's name.</summary>
    public static string Told(Exception fault)
    {
        var told = fault.Message.ReplaceLineEndings(" ").TrimEnd('.');
        return fault switch
        {
            UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem } or SqliteException { SqliteErrorCode: 3 or 8 or 14 or 23 } =>
                $"cannot be written, it is read-only or another user's ({told}); make it writable, run as the user whose it is, or name another folder with --artifacts.",
            SqliteException { SqliteErrorCode: Corrupt or 26 } => $"is corrupt ({told}); put back a copy of it, or move its folder away to start empty.",
            SqliteException { SqliteErrorCode: 5 or 6 } => $"is in use by another program ({told}); end that, or name another folder with --artifacts.",
            SqliteException { SqliteErrorCode: 10 or 13 } => $"cannot be written ({told}); free space there, or name another folder with --artifacts.",
            _ => $"cannot be used ({told}); free space there, or name another folder with --artifacts.",
        };
    }
}
