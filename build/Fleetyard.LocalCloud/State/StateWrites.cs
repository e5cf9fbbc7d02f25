using Microsoft.Data.Sqlite;

namespace Fleetyard.LocalCloud.State;

/// <summary>Writes to the database, or knows no longer what is true: from then on whoever asks is told why, instead of waiting for a change that nobody could write.</summary>
internal sealed class StateWrites(SqliteConnection connection)
{
    private LocalCloudException? broken;

    /// <exception cref="LocalCloudException">An earlier write failed.</exception>
    public void ThrowIfBroken()
    {
        if (broken is not null)
        {
            throw new LocalCloudException(broken.Message, broken);
        }
    }

    /// <exception cref="LocalCloudException">It failed; the message says why and what to do.</exception>
    public void Do(Action write)
    {
        try
        {
            write();
        }
        catch (SqliteException fault)
        {
            throw broken = new LocalCloudException($"LocalCloud's database {connection.DataSource} {StateFault.Told(fault)}", fault);
        }
    }
}
