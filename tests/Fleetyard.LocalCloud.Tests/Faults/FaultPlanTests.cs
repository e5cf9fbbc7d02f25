using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.LocalCloud.Tests.Faults;

/// <summary>A file of faults, and what is said of a bad one.</summary>
internal sealed class FaultPlanTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faults-");

    [TearDown]
    public void Remove() => folder.Delete(recursive: true);

    [Test]
    public void A_file_is_read_as_it_is_written()
    {
        var plan = FaultPlan.Read(Write("# two\n- RunInstances/1/ResetAfter\n- CreateImage/2/imagefails\n"));
        Assert.That(plan.Faults.Select(fault => fault.ToString()), Is.EqualTo(["RunInstances/1/ResetAfter", "CreateImage/2/ImageFails"]));
        Assert.That(FaultPlan.Read(Write("")).Faults, Is.Empty);
    }

    [Test]
    public void A_shortage_is_of_a_type_or_a_zone_and_of_no_call()
    {
        var plan = FaultPlan.Read(Write("- RunInstances/c7i.large/InsufficientInstanceCapacity\n- RunInstances/us-gov-west-1a/unsupported\n- RunInstances/1/Unsupported\n"));
        Assert.That(plan.Shortages, Is.EqualTo(new CapacityShortage[] { new() { InstanceType = "c7i.large" }, new() { Zone = "us-gov-west-1a", IsUnsupported = true } }));
        Assert.That(plan.Faults, Is.EqualTo(new[] { new CallFault("RunInstances", 1, FaultKind.Unsupported) }));
    }

    [TestCase("- CreateFleet/1/Unsupported\n", "'CreateFleet/1/Unsupported' cannot be: Unsupported befalls RunInstances alone.")]
    [TestCase("- RunInstances/c7i.large/Hang\n", "'RunInstances/c7i.large/Hang' is no fault; write an operation, which of its calls, and what goes wrong, such as RunInstances/1/ResetAfter.")]
    [TestCase("- RunInstances\n", "'RunInstances' is no fault; write an operation, which of its calls, and what goes wrong, such as RunInstances/1/ResetAfter.")]
    [TestCase("- RunInstances/0/Hang\n", "'RunInstances/0/Hang' is no fault; write an operation, which of its calls, and what goes wrong, such as RunInstances/1/ResetAfter.")]
    [TestCase("- RunInstances/1/7\n", "'7' of 'RunInstances/1/7' is unknown; use one of Throttle, ")]
    [TestCase("- RunInstances/1/Explode\n", "'Explode' of 'RunInstances/1/Explode' is unknown; use one of Throttle, ")]
    [TestCase("- RunInstances/1/ImageFails\n", "'RunInstances/1/ImageFails' cannot be: ImageFails befalls CreateImage and CopyImage alone.")]
    [TestCase("- RunInstances/1/Hang\n- RunInstances/1/Denied\n", "call 1 of RunInstances has 2 faults; give it one.")]
    [TestCase("RunInstances: 1\n", "this is no YAML list of faults")]
    [TestCase("- [\n", "this is no YAML list of faults")]
    public void A_bad_file_is_one_line(string content, string told)
    {
        var fault = Assert.Throws<LocalCloudException>(() => FaultPlan.Read(Write(content)))!;
        Assert.That(fault.Message, Does.StartWith($"faults {Path.Combine(folder.FullName, "faults.yml")}").And.Contain(told).And.Not.Contain("\n"));
    }

    [Test]
    public void A_file_that_is_not_there_is_one_line() =>
        Assert.That(() => FaultPlan.Read(Path.Combine(folder.FullName, "none.yml")), Throws.InstanceOf<LocalCloudException>().With.Message.Contains("none.yml").And.Message.EndsWith("give a YAML list of faults such as '- RunInstances/1/ResetAfter'."));

    [Test]
    public void An_operation_that_there_is_not_is_told_at_the_start() =>
        Assert.That(() => Server.StartAsync(with: options => options with { Faults = new FaultPlan([new("RunInstance", 1, FaultKind.Hang)]) }),
            Throws.InstanceOf<LocalCloudException>().With.Message.EqualTo("The fault RunInstance/1/Hang is of an operation that LocalCloud does not have; write it as AWS does, such as RunInstances."));

    private string Write(string content)
    {
        var file = Path.Combine(folder.FullName, "faults.yml");
        File.WriteAllText(file, content);
        return file;
    }
}
