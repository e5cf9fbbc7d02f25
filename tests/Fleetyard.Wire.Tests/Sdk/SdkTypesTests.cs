using Amazon.CloudWatchLogs;
using Amazon.CodeBuild;

namespace Fleetyard.Wire.Tests.Sdk;

/// <summary>The packages' classes are what the service models say, member by member and constant by constant.</summary>
internal sealed class SdkTypesTests
{
    [Test]
    public void CodeBuilds_classes_have_every_member_of_the_model_and_no_other() =>
        Assert.That(new SdkTypes(CodeBuildModel.Of(Recorder.Models()), typeof(IAmazonCodeBuild).Assembly, "Amazon.CodeBuild.Model").Differences(typeof(IAmazonCodeBuild)), Is.Empty);

    [Test]
    public void CloudWatch_Logs_classes_have_every_member_of_the_model_and_no_other() =>
        Assert.That(new SdkTypes(Recorder.Models().Of("logs")!, typeof(IAmazonCloudWatchLogs).Assembly, "Amazon.CloudWatchLogs.Model").Differences(typeof(IAmazonCloudWatchLogs)), Is.Empty);

    [Test]
    public void Every_constant_of_CodeBuild_is_one_of_an_enumeration_that_the_model_has()
    {
        var enumerations = Recorder.Models().Of("codebuild")!.Shapes.Where(shape => shape.Value.Values.Count > 0).Select(shape => shape.Key).ToHashSet();
        var classes = typeof(IAmazonCodeBuild).Assembly.GetExportedTypes().Where(typeof(Amazon.Runtime.ConstantClass).IsAssignableFrom).Select(type => type.Name);
        Assert.That(classes, Is.Not.Empty.And.SubsetOf(enumerations));
    }

    [Test]
    public void A_class_that_differs_is_found()
    {
        var model = CodeBuildModel.Of(Recorder.Models());
        var tag = model.Shapes["Tag"];
        var other = model with
        {
            Shapes = new Dictionary<string, Models.Shape>(model.Shapes)
            {
                ["Tag"] = tag with { Members = new Dictionary<string, Models.Reference> { ["key"] = new() { Shape = "WrapperInt" }, ["weight"] = new() { Shape = "WrapperInt" } } },
                ["FleetOverflowBehavior"] = model.Shapes["FleetOverflowBehavior"] with { Values = ["QUEUE", "DROP"] },
            },
        };
        var found = new SdkTypes(other, typeof(IAmazonCodeBuild).Assembly, "Amazon.CodeBuild.Model").Differences(typeof(IAmazonCodeBuild));
        Assert.That(found, Does.Contain("Tag lacks weight of Tag").And.Contain("Tag.value is no member of Tag").And.Contain("Tag.key is String, and WrapperInt is integer")
            .And.Contain("FleetOverflowBehavior lacks DROP").And.Contain("FleetOverflowBehavior has ON_DEMAND, which FleetOverflowBehavior lacks"));
    }
}
