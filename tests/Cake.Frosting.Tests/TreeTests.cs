using Cake.Core;

namespace Cake.Frosting.Tests;

/// <summary>What <c>--tree</c> and <c>--description</c> show.</summary>
public sealed class TreeTests
{
    private readonly TestBuild build = new(typeof(Leaf), typeof(Stem), typeof(Grafted));

    [Test]
    public void The_tree_shows_dependencies_and_dependees()
    {
        Assert.That(build.Run("--tree"), Is.Zero);
        var lines = build.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.That(lines, Has.Length.EqualTo(3), build.Output);
        Assert.That(lines[0], Is.EqualTo("Stem"));
        Assert.That(lines[1], Does.EndWith("Leaf"));
        Assert.That(lines[2], Does.EndWith("Grafted"));
    }

    [Test]
    public void Descriptions_stand_beside_the_names()
    {
        Assert.That(build.Run("--description"), Is.Zero);
        Assert.That(build.Output, Does.Match(@"Leaf\s+Grows alone\."));
        Assert.That(build.Output, Does.Contain("Stem").And.Contain("Grafted"));
    }

    [TaskDescription("Grows alone.")]
    private sealed class Leaf : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("showing runs nothing");
    }

    [IsDependentOn(typeof(Leaf))]
    private sealed class Stem : FrostingTask;

    [IsDependeeOf(typeof(Stem))]
    private sealed class Grafted : FrostingTask;
}
