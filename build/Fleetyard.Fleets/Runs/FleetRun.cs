using System.Net;
using Amazon.Runtime;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Runs;

/// <summary>One run of one recipe: what it knows, and the folder that keeps it.</summary>
public sealed class FleetRun : IDisposable
{
    /// <summary>How long after its launch an instance is listed at the latest.</summary>
    private static readonly TimeSpan Listed = TimeSpan.FromMinutes(10);

    private readonly Journal? journal;
    private readonly TimeProvider time;
    private readonly Lazy<IReadOnlyList<Place>> places;
    private readonly Lazy<Estimates> estimates;
    private readonly List<Intent> intents = [];
    private readonly Lock writing = new();
    private long stepBegan;

    /// <remarks>A run without a journal is only looked at: nothing of it is written.</remarks>
    internal FleetRun(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log, string folder, Journal? journal, RunState state, TimeProvider time, Func<IReadOnlyList<RunState>> earlier)
    {
        (Recipe, Settings, Log, Folder, State) = (recipe, settings, log, folder, state);
        (this.journal, this.time, stepBegan) = (journal, time, time.GetTimestamp());
        places = new(() => Place.Of(recipe, clients, log));
        estimates = new(() => new Estimates(earlier()));
    }

    /// <summary>The recipe.</summary>
    public Recipe Recipe { get; }

    /// <summary>What the run was told.</summary>
    public RunSettings Settings { get; }

    /// <summary>The clients of the recipe's region.</summary>
    public CloudClients Clients => Home.Clients;

    /// <summary>The recipe's regions, the home region first.</summary>
    public IReadOnlyList<Place> Places => places.Value;

    /// <summary>The region that the AMI is made in.</summary>
    public Place Home => Places[0];

    /// <summary>The regions that get a copy of it.</summary>
    public IReadOnlyList<Place> Others => [.. Places.Skip(1)];

    /// <summary>Where the run tells what it does.</summary>
    public IRunLog Log { get; }

    /// <summary>The run's folder.</summary>
    public string Folder { get; }

    /// <summary>What the run knows now.</summary>
    public RunState State { get; private set; }

    /// <summary>Whether a step was done in this run.</summary>
    public bool Did(string step) => State.Steps.ContainsKey(step);

    /// <summary>Whether an instance of this run runs, or may run because the answer to its launch was lost.</summary>
    public bool MayHaveInstance => State.InstanceId is not null || State.Launched is not null;

    /// <summary>Whether there is, or may be, something that goes when the run is given up: an instance, or what it was to be reached with.</summary>
    public bool HasToTakeDown => MayHaveInstance || State.Ssh is not null;

    /// <summary>From when on what the run left counts as forgotten; an instance ends itself then.</summary>
    public DateTimeOffset Expires => (State.Launched ?? State.Started) + Settings.Lifetime;

    /// <summary>Whether its instance still ends itself at <see cref="Expires"/>; the timer is not to be in the AMI.</summary>
    public bool EndsItself => !State.CleanedUp;

    /// <summary>Whether its instance lets nobody in any more: the clean-up takes the keys of SSH away, and only the connection that began it can end it.</summary>
    internal bool IsShut => State is { CleanUpBegun: true, CleanedUp: false } && Recipe.Instance.Remote != RemoteAccess.Ssm;

    /// <summary>Whether EC2 may not list yet what it launched for the run; it takes seconds, and minutes at the worst.</summary>
    internal bool IsLaunchRecent => Now - (State.Asked ?? State.Launched) < Listed;

    internal DateTimeOffset Now => time.GetUtcNow();

    /// <summary>What this command asked for so far, answered or not.</summary>
    public IReadOnlyList<Intent> Intents
    {
        get
        {
            lock (writing)
            {
                return [.. intents];
            }
        }
    }

    /// <summary>The lock that is held for the run; it goes with it.</summary>
    internal RunLock? Lock { get; init; }

    /// <summary>Writes to disk that something is about to be created. What is not told to be <see cref="Intent.Done"/> ends with its step.</summary>
    /// <exception cref="FleetException">It could not be written.</exception>
    public Intent Intend(string step, string call, string what)
    {
        lock (writing)
        {
            var intent = new Intent(step, call, what, journal?.Intend(step, call, what) ?? 0, End);
            intents.Add(intent);
            return intent;
        }
    }

    /// <summary>Writes to disk that something is about to be created in one region.</summary>
    /// <exception cref="FleetException">It could not be written.</exception>
    public Intent Intend(string step, Place place, string call, string what)
    {
        ArgumentNullException.ThrowIfNull(place);
        return Intend(step, call, place.IsHome ? what : $"{what} in {place.Region}");
    }

    /// <summary>Writes to disk what was learned.</summary>
    /// <exception cref="FleetException">It could not be written.</exception>
    public void Learn(string step, Func<RunState, RunState> learn)
    {
        ArgumentNullException.ThrowIfNull(learn);
        lock (writing)
        {
            State = learn(State);
            if (journal is null)
            {
                return;
            }

            journal.Learn(step, State);
            RunFile.Write(Path.Combine(Folder, "run.json"), State);
        }
    }

    /// <summary>Writes to disk what was learned of one region.</summary>
    /// <exception cref="FleetException">It could not be written.</exception>
    public void Learn(string step, Place place, Func<RegionState, RegionState> learn)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(learn);
        Learn(step, state => state.With(place, learn(state.In(place))));
    }

    /// <summary>What is left of the step that is under way, in brackets behind a blank; empty where no earlier run of the recipe tells.</summary>
    internal string Left(string step) => estimates.Value.Left(step, time.GetElapsedTime(stepBegan)) is { } left ? $" ({left})" : "";

    /// <summary>Does a step's work, and writes down that it is done and how long it took.</summary>
    public async Task RunAsync(IFleetStep step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        stepBegan = time.GetTimestamp();
        try
        {
            await step.RunAsync(this, cancellationToken);
        }
        catch (Exception e)
        {
            EndAll(step.Name, IsRefusal(e) ? Outcomes.Refused : Outcomes.Unknown, new SecretMask(Secrets.Hidden(this)).Next(AwsErrors.Reason(e)));
            throw;
        }

        EndAll(step.Name, Outcomes.Done, null);
        var seconds = Math.Round(time.GetElapsedTime(stepBegan).TotalSeconds, 3);
        Learn(step.Name, state => state with { Steps = new Dictionary<string, double>(state.Steps) { [step.Name] = seconds } });
    }

    /// <summary>Writes to disk that a command did all that it was asked for: with an AMI there, the next forced one begins another run.</summary>
    /// <exception cref="FleetException">It could not be written.</exception>
    public void End()
    {
        if (State is { Forced: true, AmiId: not null })
        {
            Learn("End", state => state with { Forced = false });
        }
    }

    /// <summary>Terminates the run's instance after a failure, and removes what it was reached with; the steps that were done on it are undone with it.</summary>
    /// <exception cref="FleetException">EC2 does not know the instance, or its launch was not answered and nothing came of it yet.</exception>
    public Task AbandonInstanceAsync(CancellationToken cancellationToken) =>
        Instances.InstanceStates.TerminateAsync(this, "Abandon", new Waiter(time), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        journal?.Dispose();
        Lock?.Dispose();
    }

    private void End(Intent intent, string outcome, string? what)
    {
        lock (writing)
        {
            journal?.End(intent.Step, intent.Number, outcome, what);
        }
    }

    private void EndAll(string step, string outcome, string? why)
    {
        try
        {
            foreach (var intent in Intents.Where(intent => intent.IsOpen && intent.Step == step))
            {
                intent.End(outcome, why);
            }
        }
        catch (FleetException) when (outcome != Outcomes.Done)
        {
            // Why the step failed is told; where this cannot be written, the intent stays open, as after a crash.
        }
    }

    /// <summary>An error of the asking: the service did nothing. What several regions failed of says that of none of them.</summary>
    private bool IsRefusal(Exception e) =>
        (e is FleetException && Recipe.OtherRegions.Count == 0 ? e.InnerException : e) is AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.RequestTimeout };
}
