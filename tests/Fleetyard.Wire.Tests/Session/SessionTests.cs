using Amazon.SecurityToken.Model;

namespace Fleetyard.Wire.Tests.Session;

/// <summary>Whatever LocalCloud implements, it answers as AWS's models have it.</summary>
internal sealed class SessionTests
{
    private static readonly string[] Services = ["ec2", "ssm", "sts", "codebuild", "logs"];

    /// <summary>Operations that refuse nothing which an SDK can ask.</summary>
    private static readonly string[] NeverRefused = ["sts:GetCallerIdentity", "codebuild:ListFleets", "codebuild:ListProjects", "codebuild:BatchGetFleets", "codebuild:BatchGetProjects", "codebuild:BatchGetBuilds", "codebuild:BatchGetBuildBatches", "codebuild:DeleteProject", "codebuild:DeleteFleet"];

    [Test]
    public async Task Every_implemented_operation_of_EC2_SSM_and_STS_is_called_and_refused_without_a_fault()
    {
        await using var session = await LocalSession.StartAsync();
        var clients = session.Clients;
        await clients.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest());
        await new StsSession(clients.Sts, session.Server.SecretAccessKey).RunAsync();
        await new SsmSession(clients.Ssm, clients.Ec2).RunAsync();
        await new Ec2Session(clients.Ec2).RunAsync();
        await AssertCoveredAsync(session, "ec2", "ssm", "sts");
    }

    [Test]
    public async Task Every_implemented_operation_of_CodeBuild_and_Logs_is_called_and_refused_without_a_fault()
    {
        await using var session = await LocalSession.StartAsync();
        var clients = session.Clients;
        var image = await new Ec2Session(clients.Ec2).RunAsync();
        await new CodeBuildSession(clients.CodeBuild, clients.Logs, clients.Ec2).RunAsync(image);
        await AssertCoveredAsync(session, "codebuild", "logs");
    }

    [Test]
    public async Task Every_operation_of_AWS_that_LocalCloud_lacks_is_refused_by_its_name()
    {
        await using var session = await LocalSession.StartAsync();
        var implemented = await ImplementedAsync();
        foreach (var (service, operation) in Operations().Where(one => !implemented.Contains($"{one.Service}:{one.Operation}")))
        {
            var (status, body, _) = await RawRequest.Of(service, operation).SendAsync(session.Server);
            Assert.That(status, Is.EqualTo(400), operation);
            Assert.That(body, Does.Contain($"LocalCloud does not implement {service} {operation}."));
        }

        session.Recorder.AssertNoFault();
    }

    private static async Task AssertCoveredAsync(LocalSession session, params string[] services)
    {
        var implemented = (await ImplementedAsync()).Where(operation => services.Contains(operation.Split(':')[0])).ToList();
        TestContext.Out.WriteLine($"{session.Recorder.Exchanges.Count} exchanges, {implemented.Count} operations: {string.Join(", ", implemented.Order())}");
        Assert.That(implemented.Except(Seen(session, status => status == 200)), Is.Empty, "never answered");
        Assert.That(implemented.Except(Seen(session, status => status is >= 400 and < 500)).Except(NeverRefused), Is.Empty, "never refused");
        session.Recorder.AssertNoFault();
    }

    private static IEnumerable<string> Seen(LocalSession session, Func<int, bool> with) =>
        session.Recorder.Exchanges.Where(exchange => with(exchange.Status)).Select(exchange => $"{exchange.Service}:{exchange.Operation}");

    /// <summary>The operations that do not say they are not implemented; an empty request of each is a sound answer or a sound error.</summary>
    private static async Task<IReadOnlySet<string>> ImplementedAsync()
    {
        await using var session = await LocalSession.StartAsync();
        var implemented = new HashSet<string>();
        foreach (var (service, operation) in Operations())
        {
            var (status, body, _) = await RawRequest.Of(service, operation).SendAsync(session.Server);
            Assert.That(status, Is.LessThan(500), $"{service}:{operation}: {body}");
            if (!body.Contains("does not implement", StringComparison.Ordinal))
            {
                implemented.Add($"{service}:{operation}");
            }
        }

        session.Recorder.AssertNoFault();
        return implemented;
    }

    private static IEnumerable<(string Service, string Operation)> Operations() =>
        Services.SelectMany(service => Recorder.Models().Of(service)!.Operations.Keys.Select(operation => (service, operation)));
}
