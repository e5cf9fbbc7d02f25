using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Fleetyard.EndToEnd.BadInput;

/// <summary>What may become of a file that the program keeps.</summary>
internal static class Spoiling
{
    /// <summary>Spoils a file or a folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="how">In the words of the test.</param>
    /// <param name="elsewhere">A folder that a link leads to or into.</param>
    public static void Spoil(string path, string how, string elsewhere)
    {
        switch (how)
        {
            case "garbage": File.WriteAllText(path, new string('x', 5000)); break;
            case "truncated": File.WriteAllBytes(path, File.ReadAllBytes(path)[..5000]); break;
            case "empty": File.WriteAllText(path, ""); break;
            case "gone": File.Delete(path); break;
            case "half of a line more": File.AppendAllText(path, "{\"sum\":\"0123"); break;
            case "a row that is no document": Sql(path, "UPDATE documents SET json = 'oops' WHERE kind = 'InstanceDocument'"); break;
            case "newer" when path.EndsWith(".db", StringComparison.Ordinal): UserVersion(path, 99); break;
            case "older": UserVersion(path, 1); break;
            case "newer": File.WriteAllText(path, "{\"v\":99,\"at\":\"2026-11-26T00:00:00Z\",\"step\":\"Begin\"}\n" + File.ReadAllText(path)); break;
            case "folder": File.Delete(path); Directory.CreateDirectory(path); break;
            case "link": Link(path, Path.Combine(elsewhere, Path.GetFileName(path))); break;
            case "linked": Directory.CreateDirectory(Path.Combine(elsewhere, "precious")); Directory.Delete(path, recursive: true); Link(path, elsewhere); break;
            case "file": Directory.Delete(path, recursive: true); File.WriteAllText(path, "a file"); break;
            case "read-only": SoundState.Tool("chmod", "444", path); break;
            case "in a read-only folder": SoundState.Tool("chmod", "555", Path.GetDirectoryName(path)!); break;
            case "another's": SoundState.Tool("chown", "0:0", path); SoundState.Tool("chmod", Directory.Exists(path) ? "700" : "600", path); break;
        }
    }

    /// <summary>What stands at a path, and what it leads to: names and hashes.</summary>
    public static string Content(string path) =>
        Directory.Exists(path) ? string.Join('\n', Directory.GetFileSystemEntries(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Prepend(path))
        : File.Exists(path) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) + new FileInfo(path).LinkTarget
        : "nothing";

    private static void Link(string path, string target)
    {
        if (File.Exists(path))
        {
            File.Move(path, target);
        }

        File.CreateSymbolicLink(path, target);
    }

    /// <summary>The last byte of SQLite's user version (sqlite.org/fileformat2.html, 1.3.13), in a file whose log was written back.</summary>
    private static void UserVersion(string database, byte version)
    {
        var bytes = File.ReadAllBytes(database);
        bytes[63] = version;
        File.WriteAllBytes(database, bytes);
    }

    private static void Sql(string database, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        Assert.That(command.ExecuteNonQuery(), Is.Positive);
    }
}
