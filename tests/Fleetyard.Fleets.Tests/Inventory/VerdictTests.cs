using Fleetyard.Fleets.Inventory;

namespace Fleetyard.Fleets.Tests.Inventory;

/// <summary>What may go, and what never does.</summary>
public sealed class VerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, string?> NoRuns = [];

    [TestCase("ACTIVE", false)]
    [TestCase("UPDATE_ROLLBACK_FAILED", false)]
    [TestCase("DELETING", false)]
    [TestCase("CREATE_FAILED", true)]
    public void A_fleet_goes_only_where_it_could_not_be_created(string state, bool goes) =>
        Assert.That(MayGo(Made(ResourceKind.Fleet) with { State = state, Expires = Now.AddYears(-1) }), Is.EqualTo(goes));

    [Test]
    public void An_AMI_in_use_stays_though_it_is_expired_and_superseded()
    {
        var old = Made(ResourceKind.Ami) with { Expires = Now.AddDays(-9), Created = Now.AddDays(-10), UsedBy = ["a-fleet"] };
        Assert.That(Verdicts(old, Made(ResourceKind.Ami) with { Id = "newer" })[0], Is.EqualTo(new Verdict(old, false, "is used by a-fleet")));
    }

    [Test]
    public void An_AMI_is_superseded_by_a_newer_one_of_its_recipe_alone()
    {
        var old = Made(ResourceKind.Ami) with { Created = Now.AddDays(-1) };
        var newer = Made(ResourceKind.Ami) with { Id = "newer" };
        Assert.That(Verdicts(old, newer).Select(verdict => verdict.MayGo), Is.EqualTo([true, false]));
        Assert.That(MayGo(old, newer with { Recipe = "another" }), Is.False);
        Assert.That(MayGo(old, newer with { State = "pending" }), Is.False);
    }

    [Test]
    public void An_AMI_that_nobody_uses_goes_when_it_is_expired_and_one_that_failed_at_once()
    {
        Assert.That(MayGo(Made(ResourceKind.Ami)), Is.False);
        Assert.That(MayGo(Made(ResourceKind.Ami) with { Expires = Now.AddSeconds(-1) }), Is.True);
        Assert.That(MayGo(Made(ResourceKind.Ami) with { State = "failed" }), Is.True);
    }

    [Test]
    public void An_instance_stays_for_its_run_until_the_run_gave_it_up_or_it_expired()
    {
        var instance = Made(ResourceKind.Instance);
        Assert.That(MayGo(instance), Is.False, "a run of another machine may go on with it");
        Assert.That(Verdict.Of([instance], "me", new Dictionary<string, string?> { ["run-1"] = instance.Id }, Now)[0].MayGo, Is.False);
        Assert.That(Verdict.Of([instance], "me", new Dictionary<string, string?> { ["run-1"] = null }, Now)[0].MayGo, Is.True);
        Assert.That(MayGo(instance with { Expires = Now.AddSeconds(-1) }), Is.True);
    }

    [TestCase(ResourceKind.SecurityGroup)]
    [TestCase(ResourceKind.KeyPair)]
    public void What_an_instance_is_reached_with_stays_and_goes_with_it(ResourceKind kind)
    {
        var part = Made(kind);
        var instance = Made(ResourceKind.Instance);
        Assert.That(MayGo(part, instance), Is.False);
        Assert.That(Verdicts(part, instance with { Expires = Now.AddSeconds(-1) })[0], Is.EqualTo(new Verdict(part, true, "goes with Instance-1")));
        Assert.That(MayGo(part), Is.False, "a run of another machine may be about to launch its instance");
        Assert.That(MayGo(part with { Expires = Now.AddSeconds(-1) }), Is.True);
        Assert.That(Verdict.Of([part], "me", new Dictionary<string, string?> { ["run-1"] = null }, Now)[0].MayGo, Is.True);
        Assert.That(Verdict.Of([part], "me", new Dictionary<string, string?> { ["run-1"] = "i-1" }, Now)[0].MayGo, Is.False, "the instance may not be listed yet");
    }

    [TestCase(ResourceKind.SecurityGroup)]
    [TestCase(ResourceKind.KeyPair)]
    public void What_an_instance_is_reached_with_stays_while_an_earlier_one_of_its_run_ends(ResourceKind kind)
    {
        var part = Made(kind);
        var earlier = Made(ResourceKind.Instance) with { State = "shutting-down" };
        var living = earlier with { Id = "i-2", State = "running" };
        var runs = new Dictionary<string, string?> { ["run-1"] = "i-2" };
        Assert.That(Verdict.Of([part, earlier, living], "me", runs, Now)[0], Is.EqualTo(new Verdict(part, false, "belongs to i-2")));
        Assert.That(Verdict.Of([part, earlier], "me", runs, Now)[0].MayGo, Is.False, "the living one may not be listed yet");
        Assert.That(Verdict.Of([part, earlier, living], "me", runs, Now, withUnfinished: true)[0].MayGo, Is.True);
        Assert.That(Verdict.Of([part, earlier], "me", new Dictionary<string, string?> { ["run-1"] = null }, Now)[0].MayGo, Is.True);
    }

    [Test]
    public void A_snapshot_without_an_AMI_and_a_project_without_a_fleet_go()
    {
        Assert.That(MayGo(Made(ResourceKind.Snapshot)), Is.True);
        Assert.That(MayGo(Made(ResourceKind.Project)), Is.True);
        Assert.That(MayGo(Made(ResourceKind.Project) with { PartOf = "arn" }), Is.False);
    }

    [TestCase("you")]
    [TestCase(null)]
    public void What_is_not_the_callers_never_goes(string? owner) =>
        Assert.That(Enum.GetValues<ResourceKind>().Select(kind => MayGo(Made(kind) with { Owner = owner, State = "failed", Expires = Now.AddYears(-1) })), Has.All.False);

    private static Resource Made(ResourceKind kind) => new()
    {
        Kind = kind,
        Id = $"{kind}-1",
        Name = "one",
        Region = "us-west-2",
        State = "available",
        Created = Now,
        Recipe = "recipe",
        RunId = "run-1",
        Owner = "me",
        Expires = Now.AddDays(1),
    };

    private static bool MayGo(params Resource[] all) => Verdicts(all)[0].MayGo;

    private static IReadOnlyList<Verdict> Verdicts(params Resource[] all) => Verdict.Of(all, "me", NoRuns, Now);
}
