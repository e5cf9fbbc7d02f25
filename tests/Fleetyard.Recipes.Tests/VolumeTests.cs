namespace Fleetyard.Recipes.Tests;

internal sealed class VolumeTests
{
    private const string Volume = "    sizeGiB: 30\n    type: gp3\n";
    private const string Key = "1234abcd-12ab-34cd-56ef-1234567890ab";

    [TestCase("sizeGiB: 1, iops: 3000, throughput: 750")]
    [TestCase("sizeGiB: 160, iops: 80000, throughput: 2000")]
    [TestCase("sizeGiB: 65536")]
    [TestCase("iops: 80000")]
    [TestCase("type: gp2, sizeGiB: 16384")]
    [TestCase("type: standard, sizeGiB: 1024")]
    [TestCase("type: io1, sizeGiB: 4, iops: 200")]
    [TestCase("type: io1, sizeGiB: 16384, iops: 64000")]
    [TestCase("type: io2, sizeGiB: 65536, iops: 256000")]
    [TestCase("type: io2, iops: 256000")]
    public async Task What_EBS_has_is_accepted_by_reader_and_schema(string volume)
    {
        var text = Sample.With("  volume:\n" + Volume, $"  volume: {{{volume}}}\n");

        Assert.That(Sample.Read(text).Faults, Is.Empty);
        Assert.That(await SchemaTests.ErrorsAsync(text), Is.Empty);
    }

    [Test]
    public void Root_volume_has_what_the_recipe_says()
    {
        var root = Sample.Recipe(Sample.With(Volume, "    sizeGiB: 40\n    iops: 6000\n    throughput: 500\n    kmsKey: alias/fleet\n")).Instance.RootVolume;

        Assert.That(root, Is.EqualTo(new Volume { SizeGiB = 40, Type = "gp3", Iops = 6000, ThroughputMiB = 500, KmsKey = "alias/fleet" }));
    }

    [Test]
    public void Recipe_without_a_volume_has_the_snapshots_size_on_gp3() =>
        Assert.That(Sample.Recipe(Sample.With("  volume:\n" + Volume, "")).Instance.RootVolume, Is.EqualTo(new Volume()));

    [Test]
    public void Extra_volumes_have_what_the_recipe_says()
    {
        var volumes = Sample.Recipe(Sample.With("  remote: ssm", "  extraVolumes:\n    - {device: /dev/sdf, sizeGiB: 125, type: st1}\n    - {device: /dev/xvdba, sizeGiB: 10, iops: 4000, throughput: 1000, kmsKey: " + Key + "}")).Instance.ExtraVolumes;

        Assert.That(volumes, Is.EqualTo(new ExtraVolume[]
        {
            new() { Device = "/dev/sdf", SizeGiB = 125, Type = "st1" },
            new() { Device = "/dev/xvdba", SizeGiB = 10, Iops = 4000, ThroughputMiB = 1000, KmsKey = Key },
        }));
    }

    [TestCase(Key)]
    [TestCase("mrk-1234abcd12ab34cd56ef1234567890ab")]
    [TestCase("alias/team/fleet_1-x")]
    [TestCase("arn:aws:kms:us-west-2:123456789012:key/" + Key)]
    [TestCase("arn:aws:kms:us-west-2:123456789012:alias/fleet")]
    public async Task Key_is_named_in_each_way_that_EC2_knows(string key)
    {
        var text = Sample.With("  description: An AMI\n", $"  kmsKey: {key}\n");

        Assert.That(Sample.Recipe(text).Ami.KmsKey, Is.EqualTo(key));
        Assert.That(await SchemaTests.ErrorsAsync(text), Is.Empty);
    }
}
