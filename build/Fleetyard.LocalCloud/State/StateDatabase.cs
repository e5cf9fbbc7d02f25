using Microsoft.Data.Sqlite;

namespace Fleetyard.LocalCloud.State;

/// <summary>The SQLite file that LocalCloud's state is in.</summary>
internal static class StateDatabase
{
    private const long SchemaVersion = 2;

    /// <summary>Makes the database of a folder that has none. One that was lost is not begun anew as if nothing had been: the first one is whole before it has its name, and is there before the lock is.</summary>
    /// <exception cref="SqliteException">It was lost, or cannot be written.</exception>
    /// <exception cref="LocalCloudException">It is a link or a folder.</exception>
    public static void MakeIfNew(string directory, string path)
    {
        StateFile.Require(path);
        if (File.Exists(path) ? new FileInfo(path).Length == 0 : File.Exists(StateLock.In(directory)))
        {
            throw StateFault.Damage(File.Exists(path) ? "it is empty" : "it is gone, and its lock is there");
        }

        if (!File.Exists(path))
        {
            Make(path);
        }
    }

    /// <summary>Opens one that is there.</summary>
    /// <exception cref="LocalCloudException">It is newer than this program.</exception>
    /// <exception cref="SqliteException">It is corrupt, or cannot be written.</exception>
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 10 }.ToString());
        try
        {
            connection.Open();
            Prepare(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Make(string path)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            PrivateFiles.Open(unfinished, FileMode.CreateNew, FileShare.ReadWrite).Dispose();
            Open(unfinished).Dispose();
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another command made it at the same time.
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void Prepare(SqliteConnection connection, string path)
    {
        using var read = connection.CreateCommand();

        // A commit outlives this process, though not a power cut: enough for a rehearsal, and no wait for the disk at each line of a log.
        read.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 10000; PRAGMA user_version";
        read.ExecuteScalar();
        read.CommandText = "PRAGMA user_version";
        var version = (long)read.ExecuteScalar()!;
        if (version > SchemaVersion)
        {
            throw new LocalCloudException($"LocalCloud's database {path} has schema {version}, this program knows {SchemaVersion}; use the newer program, or move its folder away to start empty.");
        }

        read.CommandText = "PRAGMA quick_check(1)";
        if (read.ExecuteScalar() is not "ok" and var damage)
        {
            throw StateFault.Damage($"{damage}");
        }

        // What is as it should be is not written: a database that is refused below, or later, is as it was.
        var upgrade = version == SchemaVersion ? "" : $"UPDATE documents SET kind = 'FleetDocument' WHERE kind = 'CodeBuildDocument'; PRAGMA user_version = {SchemaVersion}"; // the name of schema 1
        read.CommandText = $"""
            CREATE TABLE IF NOT EXISTS documents (kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id));
            {LogTable.Schema}
            {upgrade}
            """;
        read.ExecuteNonQuery();
    }
}
