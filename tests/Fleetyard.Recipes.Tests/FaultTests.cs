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

    [TestCase("c7i.metal-24xl")]
    [TestCase("t3.nano")]
    [TestCase("u-6tb1.112xlarge")]
    [TestCase("u7in-16tb.224xlarge")]
    [TestCase("p6-b200.48xlarge")]
    [TestCase("m8i-flex.xlarge")]
    [TestCase("trn1n.32xlarge")]
    public void Names_that_EC2_gives_its_instance_types_are_accepted(string type) =>
        Assert.That(Sample.Read(Sample.With("  type: c7i.large\n", $"  type: {type}\n")).Faults, Is.Empty);

    [TestCase("update: true", "update: True")]
    [TestCase("update: true", "update: FALSE")]
    [TestCase("update: true", "update: !!bool \"true\"")]
    [TestCase("url: https://cache.nixos.org", "url: s3://bucket/path?region=eu-west-1&endpoint=minio.example.org")]
    [TestCase("provider: debian\n  release: \"13\"", "provider: debian\n  release: 13")]
    [TestCase("tags:\n    team: tls\nfleet", "tags:\n    2026: 1\nfleet")]
    [TestCase("provider: debian\n  release: \"13\"", "owner: \"309956199498\"\n  namePattern: RHEL-9*")]
    public void What_the_rules_allow_is_accepted(string piece, string instead) =>
        Assert.That(Sample.Read(Sample.With(piece, instead)).Faults, Is.Empty);

    [Test]
    public void Nix_of_the_distribution_is_up_to_who_names_an_owner()
    {
        var text = File.ReadAllText(Path.Combine(Sample.Folder, "fleets", "ktls-debian-13-x86_64.yml"))
            .Replace("provider: debian\n  release: \"13\"", "owner: \"309956199498\"\n  namePattern: RHEL-9*", StringComparison.Ordinal);

        Assert.That(Sample.Read(text).Faults, Is.Empty);
    }

    [Test]
    public void Key_that_stands_twice_hides_no_other_fault()
    {
        var text = Sample.With("overflow: queue", "capacity: 2\n  overflow: drop");

        Assert.That(Sample.Read(text).Faults.Select(fault => fault.Line), Is.EqualTo([46, 47]));
    }

    [TestCase("name: x\na: [b, c\nd: e", 2, 4)]
    [TestCase("name: x\na: {b: [1, 2}\nc: d", 2, 13)]
    [TestCase("name: x\na:\n\tb: 1\n", 3, 1)]
    [TestCase("name: x\na:\n  b: 1\n\tc: 2\n", 4, 1)]
    [TestCase("name: x\na: {b: [1, 2", 2, 8)]
    [TestCase("a: 1\n---\nb: 2", 2, 1)]
    [TestCase("# a comment\n- a", 2, 1)]
    [TestCase("a: 1\nb: &b x\n", 2, 4)]
    [TestCase("a: 1\nb:\n  - *b\n", 3, 5)]
    [TestCase("a: 1\nb: \0", 2, 4)]
    public void Fault_of_the_file_itself_has_its_true_place(string text, long line, long column)
    {
        var fault = Sample.Read(text).Faults.Single();

        Assert.That((fault.Line, fault.Column), Is.EqualTo((line, column)), fault.Message);
    }
}
