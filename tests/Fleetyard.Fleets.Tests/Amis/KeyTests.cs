using System.Net;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Amis;

/// <summary>A key that CodeBuild's organization may not use is told before anything is made.</summary>
internal sealed class KeyTests
{
    private const string Organization = "o-0412o99a4r";
    private static readonly string[] Use = ["kms:Decrypt", "kms:DescribeKey", "kms:ReEncrypt*", "kms:GenerateDataKey*"];

    [Test]
    public async Task A_policy_without_the_organization_stops_the_run_before_an_instance_is_launched()
    {
        await using var yard = await OpenAsync(KmsKey.Policy());
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>()
            .With.Message.Contains($"The policy of the KMS key {KmsKey.Arn("us-west-2")} does not let CodeBuild's organization {Organization} do kms:Decrypt, kms:DescribeKey")
            .And.Message.Contains("\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-0412o99a4r\"}}}")
            .And.Message.Not.Contains("\n"));
        Assert.That(yard.Calls("RunInstances"), Is.Empty);
        Assert.That(await PlannedAsync(yard), Is.EqualTo(PlannedAction.Fail));
    }

    [Test]
    public async Task The_statements_that_are_printed_are_enough()
    {
        await using var yard = await OpenAsync(KmsKey.Policy());
        using var look = yard.Look();
        var message = (await FleetPlan.OfAsync(look, [yard.Chain.PrepareInstance], CancellationToken.None)).Steps[0].What;
        var statements = message[(message.IndexOf("statements ", StringComparison.Ordinal) + "statements ".Length)..message.LastIndexOf(" and run", StringComparison.Ordinal)];
        KmsKey.Answer(yard, "us-west-2", new { }, $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""");
        Assert.That(await PlannedAsync(yard), Is.EqualTo(PlannedAction.Create));
    }

    [TestCaseSource(nameof(Enough))]
    public async Task A_policy_that_lets_the_organization_do_it_is_enough(object[] statements)
    {
        await using var yard = await OpenAsync(KmsKey.Policy(statements));
        Assert.That(await PlannedAsync(yard), Is.EqualTo(PlannedAction.Create));
        Assert.That(yard.Log.Said, Does.Not.Contain("KMS"));
    }

    [TestCaseSource(nameof(Lacking))]
    public async Task What_a_policy_lacks_is_named(object[] statements, string lack)
    {
        await using var yard = await OpenAsync(KmsKey.Policy(statements));
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains($"{Organization} do {lack}, so no fleet"));
    }

    [Test]
    public async Task A_condition_that_cannot_be_judged_is_a_warning()
    {
        await using var yard = await OpenAsync(KmsKey.Policy(Allow("kms:*", new { IpAddress = new Dictionary<string, string> { ["aws:SourceIp"] = "10.0.0.0/8" } })));
        Assert.That(await PlannedAsync(yard), Is.EqualTo(PlannedAction.Create));
        Assert.That(yard.Log.Said, Does.Contain("has conditions that cannot be judged from here"));
    }

    [TestCase("DescribeKey")]
    [TestCase("GetKeyPolicy")]
    public async Task Who_may_not_read_the_policy_is_warned_with_the_statements_and_goes_on(string operation)
    {
        await using var yard = await OpenAsync(KmsKey.Policy());
        yard.Wire.Drop(operation);
        yard.Wire.Answer(operation, HttpStatusCode.BadRequest, """{"__type":"AccessDeniedException","message":"User is not authorized to perform it."}""", times: 20);
        Assert.That(await PlannedAsync(yard), Is.EqualTo(PlannedAction.Create));
        Assert.That(yard.Log.Said, Does.Contain("could not be read (AccessDeniedException: User is not authorized").And.Contain("CodeBuildFleetsGrant"));
    }

    [Test]
    public async Task A_key_that_KMS_does_not_know_is_told_with_its_region()
    {
        await using var yard = await OpenAsync(KmsKey.Policy());
        yard.Wire.Drop("DescribeKey");
        yard.Wire.Answer("DescribeKey", HttpStatusCode.BadRequest, """{"__type":"NotFoundException","message":"Alias is not found."}""", times: 20);
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("KMS knows no key alias/fleets in us-west-2 (NotFoundException: Alias is not found"));
    }

    [TestCase("KeyManager", "AWS", "is AWS's own")]
    [TestCase("KeyState", "PendingDeletion", "is PendingDeletion; enable it")]
    [TestCase("KeySpec", "RSA_2048", "is RSA_2048 for ENCRYPT_DECRYPT, and EBS takes SYMMETRIC_DEFAULT")]
    public async Task A_key_that_EBS_cannot_share_is_refused(string member, string value, string told)
    {
        await using var yard = await OpenAsync(KmsKey.Policy());
        KmsKey.Answer(yard, "us-west-2", member switch
        {
            "KeyManager" => new { KeyManager = value },
            "KeyState" => new { KeyState = value },
            _ => new { KeySpec = value },
        }, KmsKey.Policy());
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains($"The KMS key alias/fleets of us-west-2 {told}"));
    }

    [Test]
    public async Task A_key_of_another_region_is_refused()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Encrypted(KmsKey.Arn("eu-west-1"));
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("is of eu-west-1, and the AMI of us-west-2 needs one of there"));
    }

    [Test]
    public async Task An_encrypted_AMI_needs_a_key_in_each_region()
    {
        await using var yard = await OpenAsync(KmsKey.Policy(Allow("kms:*", Of(Organization))));
        yard.Recipe = Encrypted("alias/fleets") with { OtherRegions = [Sample.East] };
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("us-east-1: The AMI is encrypted with alias/fleets").And.Message.Contains("regions.us-east-1 names no kmsKey"));
    }

    private static IEnumerable<TestCaseData> Enough()
    {
        yield return Case("one statement for all", Allow("kms:*", Of(Organization)));
        yield return Case("no condition", Allow("kms:*", new { }));
        yield return Case("one of several organizations", Allow(Use, new { StringEquals = new Dictionary<string, string[]> { ["aws:PrincipalOrgID"] = ["o-other", Organization] } }), Allow("kms:CreateGrant", Of(Organization)));
        yield return Case("through EC2 alone", Allow("kms:*", new { StringLike = new Dictionary<string, string> { ["aws:PrincipalOrgID"] = "o-0412*", ["kms:ViaService"] = "ec2.*.amazonaws.com" } }));
        yield return Case("a denial of others", Allow("kms:*", Of(Organization)), new { Effect = "Deny", Principal = "*", Action = "kms:*", Resource = "*", Condition = new { StringNotEquals = new Dictionary<string, string> { ["aws:PrincipalOrgID"] = Organization } } });
    }

    private static IEnumerable<TestCaseData> Lacking()
    {
        yield return Lack("kms:CreateGrant", Allow(Use, Of(Organization)));
        yield return Lack("kms:ReEncryptFrom, kms:ReEncryptTo", Allow(new[] { "kms:Decrypt", "kms:Describe*", "kms:GenerateDataKey*", "kms:CreateGrant" }, Of(Organization)));
        yield return Lack("kms:Decrypt", Allow("kms:*", Of(Organization)), new { Effect = "Deny", Principal = new { AWS = "*" }, Action = "kms:decrypt", Resource = "*" });
        yield return Lack("kms:Decrypt, kms:DescribeKey, kms:ReEncryptFrom, kms:ReEncryptTo, kms:GenerateDataKeyWithoutPlaintext, kms:CreateGrant", Allow("kms:*", Of("o-another")));
    }

    private static TestCaseData Case(string name, params object[] statements) => new TestCaseData([statements]).SetArgDisplayNames(name);

    private static TestCaseData Lack(string lack, params object[] statements) => new TestCaseData(statements, lack).SetArgDisplayNames(lack);

    private static object Allow(object action, object condition) => new { Effect = "Allow", Principal = "*", Action = action, Resource = "*", Condition = condition };

    private static object Of(string organization) => new { StringEquals = new Dictionary<string, string> { ["aws:PrincipalOrgID"] = organization } };

    private static Recipe Encrypted(string key) => Sample.Recipe with { Ami = Sample.Recipe.Ami with { KmsKey = key } };

    private static async Task<Yard> OpenAsync(string policy)
    {
        var yard = await Yard.OpenAsync();
        yard.Recipe = Encrypted("alias/fleets");
        KmsKey.Answer(yard, "us-west-2", new { }, policy);
        return yard;
    }

    private static async Task<PlannedAction> PlannedAsync(Yard yard)
    {
        using var look = yard.Look();
        return (await FleetPlan.OfAsync(look, [yard.Chain.PrepareInstance], CancellationToken.None)).Steps[0].Action;
    }
}
