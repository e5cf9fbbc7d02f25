using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Fleetyard.LocalCloud.State;

/// <summary>Keeps every resource as a JSON document in SQLite.</summary>
internal sealed class CloudStore : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Lock gate = new();
    private readonly StateLock claim;
    private readonly StateWrites writes;

    private CloudStore(SqliteConnection connection, StateLock claim)
    {
        (this.connection, this.claim, writes) = (connection, claim, new(connection));
        Logs = new(connection, gate, writes);
    }

    /// <summary>The lines of logs, which are appended to and never rewritten.</summary>
    public LogTable Logs { get; }

    /// <summary>Opens the database of a folder, which is this process's alone from then on: another would end what this one has under way.</summary>
    /// <exception cref="LocalCloudException">The database is corrupt, newer than this program, another process's, or cannot be written.</exception>
    public static CloudStore Open(string directory)
    {
        var path = Path.Combine(directory, "state.db");
        try
        {
            PrivateFiles.MakeFolder(directory);
            StateDatabase.MakeIfNew(directory, path);
            var claim = StateLock.Take(directory);
            try
            {
                return new CloudStore(StateDatabase.Open(path), claim);
            }
            catch
            {
                claim.Dispose();
                throw;
            }
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new LocalCloudException($"LocalCloud's database {path} {StateFault.Told(fault)}", fault);
        }
    }

    public T? Get<T>(string id) where T : class
    {
        lock (gate)
        {
            using var command = Command("SELECT json FROM documents WHERE kind = $kind AND id = $id", typeof(T).Name, id);
            return command.ExecuteScalar() is string json ? Read<T>(json) : null;
        }
    }

    public IReadOnlyList<T> All<T>() where T : class
    {
        lock (gate)
        {
            using var command = Command("SELECT json FROM documents WHERE kind = $kind ORDER BY rowid", typeof(T).Name, "");
            using var reader = command.ExecuteReader();
            var found = new List<T>();
            while (reader.Read())
            {
                found.Add(Read<T>(reader.GetString(0)));
            }

            return found;
        }
    }

    public void Put<T>(string id, T document) where T : class
    {
        lock (gate)
        {
            using var command = Command("INSERT INTO documents (kind, id, json) VALUES ($kind, $id, $json) ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json", typeof(T).Name, id);
            command.Parameters.AddWithValue("$json", JsonSerializer.Serialize(document));
            writes.Do(() => command.ExecuteNonQuery());
        }
    }

    /// <summary>Changes a document that exists, with no other change in between.</summary>
    public void Change<T>(string id, Func<T, T> change) where T : class
    {
        lock (gate)
        {
            if (Get<T>(id) is { } document)
            {
                Put(id, change(document));
            }
        }
    }

    public void Remove<T>(string id)
    {
        lock (gate)
        {
            using var command = Command("DELETE FROM documents WHERE kind = $kind AND id = $id", typeof(T).Name, id);
            writes.Do(() => command.ExecuteNonQuery());
        }
    }

    public void Dispose()
    {
        connection.Dispose();
        claim.Dispose();
    }

    private T Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json) ?? throw new JsonException("it is null");
        }
        catch (JsonException fault)
        {
            throw new LocalCloudException($"LocalCloud's database {connection.DataSource} {StateFault.Told(StateFault.Damage($"{typeof(T).Name}: {fault.Message}"))}", fault);
        }
    }

    private SqliteCommand Command(string sql, string kind, string id)
    {
        writes.ThrowIfBroken();
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$kind", kind);
        command.Parameters.AddWithValue("$id", id);
        return command;
    }
}
