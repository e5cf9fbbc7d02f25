using Fleetyard.LocalCloud.Iam;

namespace Fleetyard.LocalCloud.Tests.Iam;

/// <summary>Policies are evaluated as IAM's user guide has it.</summary>
internal sealed class IdentityPolicyTests
{
    private const string Instance = "arn:aws:ec2:us-east-1:000000000000:instance/i-0123456789abcdef0";

    [Test]
    public void Nothing_is_allowed_by_itself() =>
        Assert.That(Policy("""{"Effect":"Allow","Action":"ec2:StopInstances","Resource":"*"}""").Allows(new("ec2:StartInstances", Instance)), Is.False);

    [Test]
    public void A_deny_wins_over_every_allow() => Assert.That(
        Policy("""{"Effect":"Allow","Action":"*","Resource":"*"}, {"Effect":"Deny","Action":"ec2:Stop*","Resource":"*"}""").Allows(new("ec2:StopInstances", Instance)), Is.False);

    [TestCase("ec2:*", "*", true)]
    [TestCase("EC2:stopinstances", "*", true, Description = "actions are read without regard to case")]
    [TestCase("ec2:Stop?nstances", "arn:aws:ec2:*:000000000000:instance/*", true)]
    [TestCase("ec2:StopInstances", "arn:aws:ec2:eu-west-1:000000000000:instance/*", false)]
    [TestCase("ec2:StopInstances", "ARN:aws:ec2:us-east-1:000000000000:instance/*", false)]
    [TestCase("ec2:Stop", "*", false)]
    public void Wildcards_stand_for_letters_and_nothing_else_does(string action, string resource, bool allowed) =>
        Assert.That(Policy($$"""{"Effect":"Allow","Action":"{{action}}","Resource":["{{resource}}"]}""").Allows(new("ec2:StopInstances", Instance)), Is.EqualTo(allowed));

    [Test]
    public void Not_elements_take_everything_else()
    {
        var policy = Policy("""{"Effect":"Allow","NotAction":"iam:*","NotResource":"arn:aws:ec2:us-east-1:*:volume/*"}""");
        Assert.That(policy.Allows(new("ec2:StopInstances", Instance)), Is.True);
        Assert.That(policy.Allows(new("iam:PassRole", Instance)), Is.False);
        Assert.That(policy.Allows(new("ec2:CreateTags", "arn:aws:ec2:us-east-1:000000000000:volume/vol-1")), Is.False);
    }

    [TestCase("StringEquals", """["ours"]""", "ours", true)]
    [TestCase("StringEquals", """["ours"]""", "Ours", false)]
    [TestCase("StringEquals", """["ours"]""", null, false)]
    [TestCase("StringEqualsIfExists", """["ours"]""", null, true)]
    [TestCase("StringEqualsIgnoreCase", """["ours"]""", "OURS", true)]
    [TestCase("StringNotEquals", """["ours"]""", "theirs", true)]
    [TestCase("StringNotEquals", """["ours","theirs"]""", "theirs", false)]
    [TestCase("StringNotEquals", """["ours"]""", null, true)]
    [TestCase("StringLike", """["our?","x*"]""", "ours", true)]
    [TestCase("StringNotLike", "\"our*\"", "ours", false)]
    [TestCase("Bool", "\"true\"", "true", true)]
    [TestCase("Bool", "false", "true", false)]
    [TestCase("Null", "\"true\"", null, true)]
    [TestCase("Null", "\"true\"", "ours", false)]
    [TestCase("Null", "\"false\"", "ours", true)]
    [TestCase("ArnLike", "\"arn:aws:ec2:*:subnet/*\"", "arn:aws:ec2:us-east-1:0:subnet/subnet-1", true)]
    public void A_condition_holds_or_not(string comparison, string values, string? value, bool holds)
    {
        var policy = Policy($$$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"{{{comparison}}}":{"aws:ResourceTag/Whose":{{{values}}} } } }""");
        var access = new Access("ec2:StopInstances", Instance) { Context = value is null ? new Dictionary<string, IReadOnlyList<string>>() : new() { ["AWS:resourcetag/Whose"] = [value] } };
        Assert.That(policy.Allows(access), Is.EqualTo(holds));
    }

    [TestCase("ForAllValues:StringEquals", true, false)]
    [TestCase("ForAnyValue:StringEquals", true, true)]
    public void A_key_of_many_values_fits_with_all_or_with_any(string comparison, bool bothKnown, bool oneKnown)
    {
        var policy = Policy($$$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"{{{comparison}}}":{"aws:TagKeys":["a","b"]} } }""");
        Assert.That(policy.Allows(Tagging("a", "b")), Is.EqualTo(bothKnown));
        Assert.That(policy.Allows(Tagging("a", "c")), Is.EqualTo(oneKnown));
        Assert.That(policy.Allows(Tagging("c")), Is.False);

        static Access Tagging(params string[] keys) => new("ec2:CreateTags", Instance) { Context = new Dictionary<string, IReadOnlyList<string>> { ["aws:TagKeys"] = keys } };
    }

    [TestCase("ForAnyValue:StringEquals", false, true, true)]
    [TestCase("ForAnyValue:StringNotEquals", false, true, false)]
    [TestCase("ForAnyValue:StringNotEqualsIfExists", true, true, false)]
    [TestCase("ForAllValues:StringNotEquals", true, false, false)]
    [TestCase("StringNotEquals", true, false, false)]
    public void Any_value_is_one_that_is_there(string comparison, bool none, bool oneOfTwo, bool same)
    {
        var policy = Policy($$$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"{{{comparison}}}":{"aws:TagKeys":"a"} } }""");
        Assert.That((policy.Allows(Tagging()), policy.Allows(Tagging("a", "b")), policy.Allows(Tagging("a"))), Is.EqualTo((none, oneOfTwo, same)));

        static Access Tagging(params string[] keys) => new("ec2:CreateTags", Instance) { Context = keys.Length == 0 ? new Dictionary<string, IReadOnlyList<string>>() : new() { ["aws:TagKeys"] = keys } };
    }

    [TestCase("", "no JSON|valid JSON|input does not contain", TestName = "empty")]
    [TestCase("[]", "no JSON object")]
    [TestCase("""{"Version":"2008-10-17","Statement":[]}""", "Version is not 2012-10-17")]
    [TestCase("""{"Version":"2012-10-17"}""", "no Statement")]
    [TestCase("""{"Version":"2012-10-17","Statement":[{"Effect":"Maybe","Action":"*","Resource":"*"}]}""", "Effect is 'Maybe'")]
    [TestCase("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*"}]}""", "neither Resource nor NotResource")]
    [TestCase("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""", "'Principal' is no element of an identity-based policy")]
    [TestCase("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.1"}}}]}""", "does not evaluate the condition operator 'IpAddress'")]
    public void What_is_no_policy_is_refused_in_one_line(string json, string told)
    {
        var fault = Assert.Throws<LocalCloudException>(() => IdentityPolicy.Parse("mine.json", json));
        Assert.That(fault!.Message, Does.StartWith("The policy mine.json cannot be used: ").And.Match(told).And.Not.Contain("\n"));
    }

    private static IdentityPolicy Policy(string statements) => IdentityPolicy.Parse("test", $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""");
}
