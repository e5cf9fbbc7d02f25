namespace Fleetyard.Recipes.Tests;

internal sealed class FaultTests
{
    [Test]
    public void Sample_itself_has_no_fault() => Assert.That(Sample.Read(Sample.Text).Faults, Is.Empty);

    [TestCaseSource(typeof(FaultySamples), nameof(FaultySamples.All))]
    public void Fault_is_told_with_its_place_and_what_is_allowed(FaultySample sample)
    {
        var result = Sample.Read(Sample.With(sample.Piece, sample.Instead));

        Assert.That(result.Recipe, Is.Null);
        Assert.That(string.Join('\n', result.Faults), Is.EqualTo("sample.yml:" + sample.Fault.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Every_fault_is_told_at_once_in_the_order_of_the_file()
    {
        var text = Sample.With("region: us-west-2", "region: oregon").Replace("capacity: 1", "capacity: 0", StringComparison.Ordinal)
            .Replace("needs: kernel", "need: kernel", StringComparison.Ordinal);

        Assert.That(Sample.Read(text).Faults.Select(fault => fault.Line), Is.EqualTo([3, 42, 57]));
    }

    [Test]
    public void Fault_shows_no_control_character_of_the_file() =>
        Assert.That(Sample.Read(Sample.With("us-west-2", "\"\\e[31mred\"")).Faults[0].ToString(), Does.Not.Contain('\u001b'));

    [TestCase("")]
    [TestCase("just a text")]
    [TestCase("- a list")]
    [TestCase("a: 1\n---\nb: 2")]
    public void What_is_not_one_mapping_is_not_a_recipe(string text) =>
        Assert.That(Sample.Read(text).Faults.Single().Message, Does.StartWith("this is not a recipe"));

    [TestCase("a1.large", Architecture.Arm64)]
    [TestCase("c7g.large", Architecture.Arm64)]
    [TestCase("m8gd.24xlarge", Architecture.Arm64)]
    [TestCase("x2gd.metal", Architecture.Arm64)]
    [TestCase("g5g.xlarge", Architecture.Arm64)]
    [TestCase("g5.xlarge", Architecture.X64)]
    [TestCase("gr6.4xlarge", Architecture.X64)]
    [TestCase("c7i-flex.large", Architecture.X64)]
    [TestCase("u-6tb1.metal", Architecture.X64)]
    public void Instance_type_tells_its_architecture(string type, Architecture expected) =>
        Assert.That(InstanceTypes.ArchitectureOf(type), Is.EqualTo(expected));
}
