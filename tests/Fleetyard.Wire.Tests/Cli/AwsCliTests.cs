using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.Wire.Tests.Cli;

/// <summary>Any standard client finds AWS in LocalCloud: here Debian's awscli, step by step, with nothing but its own options.</summary>
internal sealed class AwsCliTests
{
    [Test]
    public async Task An_AMI_is_made_shared_tagged_and_found_with_awscli_alone()
    {
        await using var aws = await AwsCli.StartAsync();
        var debian = Text(await aws.RunAsync("ec2", "describe-images", "--owners", "136693071363", "--filters", "Name=name,Values=debian-13-amd64-*", "Name=architecture,Values=x86_64"), "Images", 0, "ImageId");
        var key = Convert.ToBase64String([0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. new byte[32]]);
        await aws.RunAsync("ec2", "import-key-pair", "--key-name", "me", "--public-key-material", Convert.ToBase64String(Encoding.ASCII.GetBytes($"ssh-ed25519 {key} me")));
        var group = Text(await aws.RunAsync("ec2", "create-security-group", "--group-name", "ssh", "--description", "from here"), "GroupId");
        await aws.RunAsync("ec2", "authorize-security-group-ingress", "--group-id", group, "--protocol", "tcp", "--port", "22", "--cidr", "192.0.2.1/32");
        var id = Text(await aws.RunAsync("ec2", "run-instances", "--image-id", debian, "--instance-type", "t3.large", "--count", "1", "--key-name", "me", "--security-group-ids", group, "--tag-specifications", "ResourceType=instance,Tags=[{Key=Name,Value=one}]"), "Instances", 0, "InstanceId");
        await aws.RunAsync("ec2", "wait", "instance-running", "--instance-ids", id);
        Assert.That(Text(await aws.RunAsync("ec2", "describe-instances", "--filters", "Name=tag:Name,Values=on*", "Name=instance-state-name,Values=running"), "Reservations", 0, "Instances", 0, "InstanceId"), Is.EqualTo(id));

        await aws.RunAsync("ec2", "stop-instances", "--instance-ids", id);
        await aws.RunAsync("ec2", "wait", "instance-stopped", "--instance-ids", id);
        var image = Text(await aws.RunAsync("ec2", "create-image", "--instance-id", id, "--name", "mine", "--description", "made by hand"), "ImageId");
        await aws.RunAsync("ec2", "wait", "image-available", "--image-ids", image);
        await aws.RunAsync("ec2", "modify-image-attribute", "--image-id", image, "--launch-permission", "Add=[{OrganizationArn=arn:aws:organizations::381491982620:organization/o-0412o99a4r}]");
        Assert.That(Text(await aws.RunAsync("ec2", "describe-image-attribute", "--image-id", image, "--attribute", "launchPermission"), "LaunchPermissions", 0, "OrganizationArn"), Does.EndWith("/o-0412o99a4r"));
        await aws.RunAsync("ec2", "create-tags", "--resources", image, "--tags", "Key=stage,Value=test");
        Assert.That(Text(await aws.RunAsync("ec2", "describe-tags", "--filters", $"Name=resource-id,Values={image}"), "Tags", 0, "Value"), Is.EqualTo("test"));
        Assert.That(Text(await aws.RunAsync("ec2", "describe-images", "--owners", "self", "--filters", "Name=tag:stage,Values=test"), "Images", 0, "Description"), Is.EqualTo("made by hand"));

        await aws.RunAsync("ec2", "terminate-instances", "--instance-ids", id);
        await aws.RunAsync("ec2", "wait", "instance-terminated", "--instance-ids", id);
        await aws.RunAsync("ec2", "revoke-security-group-ingress", "--group-id", group, "--protocol", "tcp", "--port", "22", "--cidr", "192.0.2.1/32");
        await aws.RunAsync("ec2", "delete-security-group", "--group-id", group);
        await aws.RunAsync("ec2", "delete-key-pair", "--key-name", "me");
        aws.Session.Recorder.AssertNoFault();
    }

    [Test]
    public async Task A_long_list_is_paged_by_awscli_and_an_empty_one_is_empty()
    {
        await using var aws = await AwsCli.StartAsync();
        Assert.That(Node(await aws.RunAsync("ec2", "describe-instances"), "Reservations") as JsonArray, Is.Empty);
        Assert.That(Node(await aws.RunAsync("ec2", "describe-key-pairs"), "KeyPairs") as JsonArray, Is.Empty);
        Assert.That(Node(await aws.RunAsync("ec2", "describe-snapshots", "--owner-ids", "self"), "Snapshots") as JsonArray, Is.Empty);
        var debian = await DebianAsync(aws);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await aws.RunAsync("ec2", "run-instances", "--image-id", debian, "--instance-type", "t3.large", "--count", "6");
        }

        var first = await aws.RunAsync("ec2", "describe-instances", "--page-size", "5", "--max-items", "1");
        var all = await aws.RunAsync("ec2", "describe-instances", "--page-size", "5");
        Assert.That(Text(first, "NextToken"), Is.Not.Empty);
        Assert.That(((JsonArray)Node(all, "Reservations")!).SelectMany(reservation => (JsonArray)reservation!["Instances"]!).Select(instance => (string?)instance!["InstanceId"]).ToList(), Is.Unique.And.Count.EqualTo(12));
        await aws.RunAsync("ec2", "describe-instances", "--page-size", "5", "--starting-token", Text(first, "NextToken"));
        await aws.RefusedAsync("DescribeInstances", "InvalidParameterValue", "ec2", "describe-instances", "--page-size", "1");
        aws.Session.Recorder.AssertNoFault();
    }

    [Test]
    public async Task A_command_runs_and_its_output_and_exit_code_come_back()
    {
        await using var host = new ScriptedHost
        {
            Run = (command, output, _) =>
            {
                output(new OutputChunk($"ran {command.Script}\n", IsError: false));
                return Task.FromResult(command.Script.Contains("fail", StringComparison.Ordinal) ? 7 : 0);
            },
        };
        await using var aws = await AwsCli.StartAsync(host);
        var id = Text(await aws.RunAsync("ec2", "run-instances", "--image-id", await DebianAsync(aws), "--instance-type", "t3.large", "--iam-instance-profile", "Name=ssm"), "Instances", 0, "InstanceId");
        await aws.RunAsync("ec2", "wait", "instance-status-ok", "--instance-ids", id);
        Assert.That(Text(await aws.RunAsync("ssm", "describe-instance-information", "--filters", $"Key=InstanceIds,Values={id}"), "InstanceInformationList", 0, "PingStatus"), Is.EqualTo("Online"));
        var sent = Text(await aws.RunAsync("ssm", "send-command", "--document-name", "AWS-RunShellScript", "--instance-ids", id, "--parameters", "commands=uname"), "Command", "CommandId");
        await aws.RunAsync("ssm", "wait", "command-executed", "--command-id", sent, "--instance-id", id);
        var invocation = await aws.RunAsync("ssm", "get-command-invocation", "--command-id", sent, "--instance-id", id);
        Assert.That((Text(invocation, "Status"), Text(invocation, "StandardOutputContent"), (int?)Node(invocation, "ResponseCode")), Is.EqualTo(("Success", "ran uname\n", (int?)0)));

        var failing = Text(await aws.RunAsync("ssm", "send-command", "--document-name", "AWS-RunShellScript", "--instance-ids", id, "--parameters", "commands=fail"), "Command", "CommandId");
        var (code, _, error) = await aws.TryAsync("ssm", "wait", "command-executed", "--command-id", failing, "--instance-id", id);
        Assert.That(code, Is.EqualTo(255));
        Assert.That(error, Does.Contain("Waiter CommandExecuted failed"));
        var commands = await aws.RunAsync("ssm", "list-commands");
        Assert.That(((JsonArray)Node(commands, "Commands")!).Select(command => $"{command!["CommandId"]} {command["Status"]}"), Is.EqualTo(new[] { $"{failing} Failed", $"{sent} Success" }));
        var parameters = await aws.RunAsync("ssm", "get-parameters-by-path", "--path", "/aws/service/debian/release", "--recursive", "--page-size", "1");
        Assert.That(((JsonArray)Node(parameters, "Parameters")!).Select(parameter => (string?)parameter!["Name"]), Is.EqualTo(new[] { "12/latest/amd64", "12/latest/arm64", "13/latest/amd64", "13/latest/arm64" }.Select(end => $"/aws/service/debian/release/{end}")));
        aws.Session.Recorder.AssertNoFault();
    }

    [Test]
    public async Task A_session_is_started_and_listed_and_ended_where_awscli_lacks_its_plugin()
    {
        await using var aws = await AwsCli.StartAsync();
        var id = Text(await aws.RunAsync("ec2", "run-instances", "--image-id", await DebianAsync(aws), "--instance-type", "t3.large", "--iam-instance-profile", "Name=ssm"), "Instances", 0, "InstanceId");
        await aws.RunAsync("ec2", "wait", "instance-status-ok", "--instance-ids", id);
        var (code, _, error) = await aws.TryAsync("ssm", "start-session", "--target", id, "--document-name", "AWS-StartSSHSession", "--parameters", "portNumber=22", "--reason", "by hand");
        Assert.That(code, Is.Not.Zero);
        Assert.That(error, Does.Contain("SessionManagerPlugin is not found"));
        var ended = await aws.RunAsync("ssm", "describe-sessions", "--state", "History", "--filters", $"key=Target,value={id}");
        Assert.That((Text(ended, "Sessions", 0, "Status"), Text(ended, "Sessions", 0, "Reason"), Text(ended, "Sessions", 0, "DocumentName")), Is.EqualTo(("Terminated", "by hand", "AWS-StartSSHSession")));
        Assert.That(Text(ended, "Sessions", 0, "SessionId"), Does.StartWith("local-"));
        Assert.That(Node(await aws.RunAsync("ssm", "describe-sessions", "--state", "Active"), "Sessions") as JsonArray, Is.Empty);
        await aws.RefusedAsync("StartSession", "TargetNotConnected", "ssm", "start-session", "--target", "i-0123456789abcdef0", "--document-name", "AWS-StartSSHSession");
        await aws.RefusedAsync("StartSession", "InvalidDocument", "ssm", "start-session", "--target", id);
        await aws.RefusedAsync("DescribeSessions", "InvalidNextToken", "ssm", "describe-sessions", "--state", "Active", "--next-token", "x");
    }

    [Test]
    public async Task A_fleet_is_created_listed_and_found()
    {
        await using var aws = await AwsCli.StartAsync();
        var arn = Text(await aws.RunAsync("codebuild", "create-fleet", "--name", "mine", "--base-capacity", "1", "--environment-type", "LINUX_CONTAINER", "--compute-type", "BUILD_GENERAL1_SMALL"), "fleet", "arn");
        Assert.That((string?)Node(await aws.RunAsync("codebuild", "list-fleets"), "fleets", 0), Is.EqualTo(arn));
        var found = await aws.RunAsync("codebuild", "batch-get-fleets", "--names", "mine", "none");
        Assert.That((Text(found, "fleets", 0, "status", "statusCode"), (string?)Node(found, "fleetsNotFound", 0)), Is.EqualTo(("ACTIVE", "none")));
        await aws.RefusedAsync("CreateFleet", "ResourceAlreadyExistsException", "codebuild", "create-fleet", "--name", "mine", "--base-capacity", "1", "--environment-type", "LINUX_CONTAINER", "--compute-type", "BUILD_GENERAL1_SMALL");
        await aws.RefusedAsync("ListFleets", "InvalidInputException", "codebuild", "list-fleets", "--next-token", "x");
        await aws.RunAsync("codebuild", "delete-fleet", "--arn", arn);
        aws.Session.Recorder.AssertNoFault();
    }

    [Test]
    public async Task What_AWS_refuses_is_refused_in_its_words()
    {
        await using var aws = await AwsCli.StartAsync();
        await aws.RefusedAsync("DescribeInstances", "InvalidInstanceID.NotFound", "ec2", "describe-instances", "--instance-ids", "i-0123456789abcdef0");
        await aws.RefusedAsync("DescribeInstances", "InvalidInstanceID.Malformed", "ec2", "describe-instances", "--instance-ids", "web");
        await aws.RefusedAsync("DescribeInstances", "InvalidParameterValue", "ec2", "describe-instances", "--filters", "Name=colour,Values=red");
        await aws.RefusedAsync("DescribeImages", "InvalidAMIID.NotFound", "ec2", "describe-images", "--image-ids", "ami-0123456789abcdef0");
        await aws.RefusedAsync("GetCommandInvocation", "InvocationDoesNotExist", "ssm", "get-command-invocation", "--instance-id", "i-0123456789abcdef0", "--command-id", Guid.Empty.ToString());
        await aws.RefusedAsync("RequestSpotInstances", "InvalidAction", "ec2", "request-spot-instances");
        var wrong = aws.With(aws.Session.Server.AccessKeyId, "wrong");
        await wrong.RefusedAsync("DescribeInstances", "AuthFailure", "ec2", "describe-instances");
        await wrong.RefusedAsync("GetParameter", "InvalidSignatureException", "ssm", "get-parameter", "--name", "/x");
        await wrong.RefusedAsync("GetCallerIdentity", "SignatureDoesNotMatch", "sts", "get-caller-identity");
        wrong.Forget();
        await aws.RefusedAsync("DescribeInstances", "MissingAuthenticationToken", "ec2", "describe-instances", "--no-sign-request");
        await aws.RefusedAsync("RunInstances", "DryRunOperation", "ec2", "run-instances", "--image-id", await DebianAsync(aws), "--dry-run");
    }

    [Test]
    public async Task A_role_is_assumed_and_its_credentials_sign_until_they_are_tampered_with()
    {
        await using var aws = await AwsCli.StartAsync();
        var own = await aws.RunAsync("sts", "get-caller-identity");
        Assert.That((Text(own, "Account"), Text(own, "Arn")), Is.EqualTo(("000000000000", "arn:aws:iam::000000000000:user/local")));
        var assumed = await aws.RunAsync("sts", "assume-role", "--role-arn", "arn:aws:iam::123456789012:role/ci/builder", "--role-session-name", "night");
        Assert.That(DateTimeOffset.Parse(Text(assumed, "Credentials", "Expiration"), CultureInfo.InvariantCulture), Is.EqualTo(DateTimeOffset.UtcNow.AddHours(1)).Within(TimeSpan.FromMinutes(5)));
        var (id, secret, token) = (Text(assumed, "Credentials", "AccessKeyId"), Text(assumed, "Credentials", "SecretAccessKey"), Text(assumed, "Credentials", "SessionToken"));
        var role = aws.With(id, secret, token);
        Assert.That(Text(await role.RunAsync("sts", "get-caller-identity"), "Arn"), Is.EqualTo("arn:aws:sts::123456789012:assumed-role/builder/night"));
        await role.RunAsync("ec2", "describe-instances");
        await role.RefusedAsync("AssumeRole", "ValidationError", "sts", "assume-role", "--role-arn", "arn:aws:iam::123456789012:role/next", "--role-session-name", "night", "--duration-seconds", "7200");
        role.Forget();
        var tampered = aws.With(id, secret, token + "x");
        await tampered.RefusedAsync("DescribeInstances", "AuthFailure", "ec2", "describe-instances");
        tampered.Forget();
        var bare = aws.With(id, secret);
        await bare.RefusedAsync("GetCallerIdentity", "InvalidClientTokenId", "sts", "get-caller-identity");
        bare.Forget();
        await aws.RefusedAsync("AssumeRole", "ValidationError", "sts", "assume-role", "--role-arn", "arn:aws:iam::123456789012:user/somebody", "--role-session-name", "night");
        aws.Session.Recorder.AssertNoFault();
    }

    [Test]
    public async Task Keys_and_launch_templates_are_what_their_own_models_say()
    {
        await using var aws = await AwsCli.StartAsync();
        var key = Text(await aws.RunAsync("kms", "create-key", "--description", "for AMIs"), "KeyMetadata", "Arn");
        await aws.RunAsync("kms", "create-alias", "--alias-name", "alias/amis", "--target-key-id", key);
        Assert.That(Text(await aws.RunAsync("kms", "describe-key", "--key-id", "alias/amis"), "KeyMetadata", "KeyManager"), Is.EqualTo("CUSTOMER"));
        Assert.That(Text(await aws.RunAsync("kms", "describe-key", "--key-id", "alias/aws/ebs"), "KeyMetadata", "KeyManager"), Is.EqualTo("AWS"));
        Assert.That(Text(await aws.RunAsync("kms", "get-key-policy", "--key-id", key, "--policy-name", "default"), "Policy"), Does.Contain(":root"));
        await aws.RunAsync("kms", "put-key-policy", "--key-id", key, "--policy-name", "default", "--policy", """{"Version":"2012-10-17","Statement":[]}""");
        await aws.RefusedAsync("PutKeyPolicy", "MalformedPolicyDocumentException", "kms", "put-key-policy", "--key-id", key, "--policy-name", "default", "--policy", "{");
        await aws.RefusedAsync("DescribeKey", "NotFoundException", "kms", "describe-key", "--key-id", "alias/none");
        Assert.That(((JsonArray)Node(await aws.RunAsync("kms", "list-aliases"), "Aliases")!).Select(alias => (string?)alias!["AliasName"]), Is.EquivalentTo(new[] { "alias/amis", "alias/aws/ebs" }));

        var template = Text(await aws.RunAsync("ec2", "create-launch-template", "--launch-template-name", "web", "--launch-template-data", """{"ImageId":"ami-0123456789abcdef0","InstanceType":"t3.large"}"""), "LaunchTemplate", "LaunchTemplateId");
        await aws.RunAsync("ec2", "create-launch-template-version", "--launch-template-id", template, "--launch-template-data", """{"ImageId":"ami-0123456789abcdef1"}""");
        var latest = await aws.RunAsync("ec2", "describe-launch-template-versions", "--versions", "$Latest", "$Default");
        Assert.That(((JsonArray)Node(latest, "LaunchTemplateVersions")!).Select(version => (string?)version!["LaunchTemplateData"]!["ImageId"]), Is.EqualTo(new[] { "ami-0123456789abcdef1", "ami-0123456789abcdef0" }));
        await aws.RefusedAsync("DescribeLaunchTemplateVersions", "InvalidParameterCombination", "ec2", "describe-launch-template-versions", "--launch-template-id", template, "--resolve-alias");
        await aws.RunAsync("ec2", "create-launch-template-version", "--launch-template-id", template, "--launch-template-data", """{"ImageId":"resolve:ssm:/aws/service/debian/release/13/latest/amd64"}""");
        var versions = Node(await aws.RunAsync("ec2", "describe-launch-template-versions", "--launch-template-id", template, "--page-size", "1"), "LaunchTemplateVersions");
        Assert.That((string?)Node(versions, 2, "LaunchTemplateData", "ImageId"), Is.EqualTo("resolve:ssm:/aws/service/debian/release/13/latest/amd64"));
        Assert.That(Text(await aws.RunAsync("ec2", "describe-launch-template-versions", "--launch-template-id", template, "--versions", "3", "--resolve-alias"), "LaunchTemplateVersions", 0, "LaunchTemplateData", "ImageId"), Is.EqualTo(await DebianAsync(aws)));
        Assert.That((int?)Node(await aws.RunAsync("ec2", "describe-launch-templates"), "LaunchTemplates", 0, "LatestVersionNumber"), Is.EqualTo(3));
        await aws.RunAsync("ec2", "delete-launch-template", "--launch-template-name", "web");
        await aws.RefusedAsync("DescribeLaunchTemplates", "InvalidLaunchTemplateId.NotFound", "ec2", "describe-launch-templates", "--launch-template-ids", template);
    }

    private static async Task<string> DebianAsync(AwsCli aws) => Text(await aws.RunAsync("ec2", "describe-images", "--filters", "Name=name,Values=debian-13-amd64-*"), "Images", 0, "ImageId");

    private static JsonNode? Node(JsonNode? from, params object[] path) => path.Aggregate(from, (node, step) => step is int index ? node?[index] : node?[(string)step]);

    private static string Text(JsonNode? from, params object[] path) => (string?)Node(from, path) ?? throw new AssertionException($"{string.Join('.', path)} is not in {from?.ToJsonString()}");
}
