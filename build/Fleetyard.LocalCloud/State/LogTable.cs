using Microsoft.Data.Sqlite;

namespace Fleetyard.LocalCloud.State;

/// <summary>A line of a log.</summary>
/// <param name="Number">Its place: larger than those before it, not always by one.</param>
/// <param name="Time">When it came, in milliseconds since 1970.</param>
/// <param name="Message">The line.</param>
internal sealed record LogLine(long Number, long Time, string Message);

/// <summary>Which lines of a stream to read.</summary>
/// <param name="Stream">The stream's key.</param>
/// <param name="After">Only lines of a larger number.</param>
/// <param name="Before">Only lines of a smaller number.</param>
/// <param name="From">The first time, in milliseconds since 1970.</param>
/// <param name="Until">The first time that is too late.</param>
internal sealed record LogRange(string Stream, long After = 0, long Before = long.MaxValue, long From = 0, long Until = long.MaxValue);

/// <summary>Every log's lines in one table.</summary>
internal sealed class LogTable(SqliteConnection connection, Lock gate, StateWrites writes)
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS log_lines (number INTEGER PRIMARY KEY, stream TEXT NOT NULL, time INTEGER NOT NULL, message TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS log_lines_of_stream ON log_lines (stream, number);
        """;

    public void Append(string stream, DateTimeOffset time, IReadOnlyList<string> messages)
    {
        lock (gate)
        {
            writes.ThrowIfBroken();
            writes.Do(() => Insert(stream, time.ToUnixTimeMilliseconds(), messages));
        }
    }

    public bool Exists(string stream)
    {
        lock (gate)
        {
            writes.ThrowIfBroken();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT EXISTS (SELECT 1 FROM log_lines WHERE stream = $stream)";
            command.Parameters.AddWithValue("$stream", stream);
            return (long)command.ExecuteScalar()! == 1;
        }
    }

    /// <summary>The first lines of a range, or its last, in order; at most so many, and of so many characters, though at least one.</summary>
    public IReadOnlyList<LogLine> Read(LogRange range, bool last, int most, int mostCharacters)
    {
        lock (gate)
        {
            writes.ThrowIfBroken();
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                SELECT number, time, message FROM log_lines
                WHERE stream = $stream AND number > $after AND number < $before AND time >= $from AND time < $until
                ORDER BY number {(last ? "DESC" : "ASC")} LIMIT $most
                """;
            command.Parameters.AddWithValue("$stream", range.Stream);
            command.Parameters.AddWithValue("$after", range.After);
            command.Parameters.AddWithValue("$before", range.Before);
            command.Parameters.AddWithValue("$from", range.From);
            command.Parameters.AddWithValue("$until", range.Until);
            command.Parameters.AddWithValue("$most", most);
            using var reader = command.ExecuteReader();
            var lines = new List<LogLine>();
            var characters = 0;
            while (reader.Read())
            {
                var line = new LogLine(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2));
                characters += line.Message.Length;
                if (lines.Count > 0 && characters > mostCharacters)
                {
                    break;
                }

                lines.Add(line);
            }

            if (last)
            {
                lines.Reverse();
            }

            return lines;
        }
    }

    private void Insert(string stream, long time, IReadOnlyList<string> messages)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO log_lines (stream, time, message) VALUES ($stream, $time, $message)";
        command.Parameters.AddWithValue("$stream", stream);
        command.Parameters.AddWithValue("$time", time);
        var message = command.Parameters.Add("$message", SqliteType.Text);
        foreach (var line in messages)
        {
            message.Value = line;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
