using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fleetyard.EndToEnd;

/// <summary>The policies as a user takes them to IAM.</summary>
internal sealed class IamPolicyTests
{
    /// <summary>The most characters of a managed policy, white space apart ("IAM and AWS STS quotas").</summary>
    private const int MostCharacters = 6144;

    /// <summary>The most characters of a role's inline policies, white space apart (the same page).</summary>
    private const int MostInline = 10240;

    [Test]
    public void IamPolicy_prints_documents_that_IAM_takes_and_asks_no_cloud()
    {
        using var program = new FleetyardProgram();
        var (code, output, errors) = program.Run("--target=IamPolicy", "--recipe=*", "--cloud=aws", "--profile=is-not-there", "--output=json");
        Assert.That(code, Is.Zero, errors);
        var recipes = JsonNode.Parse(output)!.AsArray();
        Assert.That(recipes, Has.Count.GreaterThan(1));
        using (Assert.EnterMultipleScope())
        {
            foreach (var recipe in recipes.Select(recipe => recipe!.AsObject()))
            {
                foreach (var document in new[] { recipe["Caller"], recipe["FleetRole"]!["Permissions"], recipe["FleetRole"]!["Trust"] }.Select(document => document!.AsObject()))
                {
                    Assert.That((string?)document["Version"], Is.EqualTo("2012-10-17"));
                    Assert.That(document["Statement"]!.AsArray().Select(statement => (string?)statement!["Sid"]), Is.Unique.And.All.Match("^[A-Za-z0-9]+$"));
                    Assert.That(document.ToJsonString(new JsonSerializerOptions()), Has.Length.LessThan(MostCharacters), (string?)recipe["Recipe"]);
                }
            }
        }
    }

    [Test]
    public void One_recipe_is_one_object()
    {
        using var program = new FleetyardProgram();
        var (code, output, errors) = program.Run("--target=IamPolicy", "--recipe=ktls-al2023-x86_64", "--output=json");
        Assert.That(code, Is.Zero, errors);
        Assert.That((string?)JsonNode.Parse(output)!["Recipe"], Is.EqualTo("ktls-al2023-x86_64"));
        Assert.That(output, Does.Contain("arn:aws:iam::111122223333:role/fleetyard-instance").And.Contain("\"aws:ResourceTag/fleetyard:recipe\""));
    }

    [Test]
    public void With_regions_the_caller_may_clean_up_there_too()
    {
        using var program = new FleetyardProgram();
        var (code, output, errors) = program.Run("--target=IamPolicy", "--recipe=*", "--regions=all", "--output=json");
        Assert.That(code, Is.Zero, errors);
        foreach (var caller in JsonNode.Parse(output)!.AsArray().Select(recipe => recipe!["Caller"]!.ToJsonString(new JsonSerializerOptions())))
        {
            Assert.That(caller, Has.Length.LessThan(MostInline));
            Assert.That(caller, Does.Contain("TakeDownElsewhere").And.Contain("ec2:DescribeRegions"));
        }

        (_, output, _) = program.Run("--target=IamPolicy", "--recipe=ktls-al2023-x86_64", "--regions=eu-west-1", "--output=json");
        Assert.That(output, Does.Contain("arn:aws:codebuild:eu-west-1:111122223333:fleet/*").And.Not.Contain("DescribeRegions"));
    }
}
