using System.Collections.Concurrent;

namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>The sessions of this process.</summary>
internal sealed class SessionRegistry(TimeProvider time)
{
    /// <summary>How many that have ended are remembered.</summary>
    private const int MostEnded = 1000;

    private readonly ConcurrentDictionary<string, Session> sessions = new();

    public IEnumerable<Session> All => sessions.Values;

    public Session? Find(string id) => sessions.GetValueOrDefault(id);

    public void Add(Session session)
    {
        sessions[session.Id] = session;
        foreach (var old in sessions.Values.Where(one => one.EndedAt is not null).OrderByDescending(one => one.EndedAt).Skip(MostEnded))
        {
            sessions.TryRemove(old.Id, out _);
        }
    }

    public void EndAll()
    {
        foreach (var session in sessions.Values)
        {
            session.End(time.GetUtcNow());
        }
    }
}
