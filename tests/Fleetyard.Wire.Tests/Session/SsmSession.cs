using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace Fleetyard.Wire.Tests.Session;

/// <summary>Calls every operation of Systems Manager that LocalCloud has, with what works and what is refused.</summary>
internal sealed class SsmSession(IAmazonSimpleSystemsManagement ssm, IAmazonEC2 ec2)
{
    private const string Parameter = "/aws/service/debian/release/13/latest/amd64";
    private const string NoCommand = "00000000-0000-0000-0000-000000000000";

    public async Task RunAsync()
    {
        var image = (await ssm.GetParameterAsync(new GetParameterRequest { Name = Parameter })).Parameter.Value;
        await ssm.GetParametersAsync(new GetParametersRequest { Names = [Parameter, "/none"] });
        await ssm.GetParametersByPathAsync(new GetParametersByPathRequest { Path = "/aws/service/debian/", Recursive = true, MaxResults = 2 });
        await LocalSession.RefusedAsync("InvalidNextToken", () => ssm.GetParametersByPathAsync(new GetParametersByPathRequest { Path = "/aws", NextToken = "x" }));
        await LocalSession.RefusedAsync("ParameterNotFound", () => ssm.GetParameterAsync(new GetParameterRequest { Name = "/none" }));
        await LocalSession.RefusedAsync("ValidationException", () => ssm.GetParametersAsync(new GetParametersRequest { Names = [.. Enumerable.Range(0, 11).Select(index => $"/{index}")] }));

        var launched = await ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = image, InstanceType = "t3.large", MinCount = 1, MaxCount = 1, IamInstanceProfile = new() { Name = "ssm" } });
        var instance = launched.Reservation.Instances[0].InstanceId;
        await OnlineAsync(instance);
        await CommandsAsync(instance);
    }

    private async Task OnlineAsync(string instance)
    {
        await LocalSession.UntilAsync(
            () => ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { Filters = [new() { Key = "InstanceIds", Values = [instance] }], MaxResults = 5 }),
            answer => answer.InstanceInformationList?.Count == 1);
        await ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { InstanceInformationFilterList = [new() { Key = "PingStatus", ValueSet = ["Online"] }] });
        await LocalSession.RefusedAsync("InvalidFilterKey", () => ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { Filters = [new() { Key = "Colour", Values = ["red"] }] }));
        await LocalSession.RefusedAsync("InvalidNextToken", () => ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { NextToken = "x" }));
    }

    private async Task CommandsAsync(string instance)
    {
        var request = new SendCommandRequest
        {
            DocumentName = "AWS-RunShellScript",
            DocumentVersion = "$LATEST",
            InstanceIds = [instance],
            Comment = "a comment",
            TimeoutSeconds = 60,
            Parameters = new() { ["commands"] = ["true"], ["executionTimeout"] = ["60"], ["workingDirectory"] = ["/"] },
        };
        var command = (await ssm.SendCommandAsync(request)).Command.CommandId;
        await LocalSession.UntilAsync(() => ssm.GetCommandInvocationAsync(new GetCommandInvocationRequest { CommandId = command, InstanceId = instance, PluginName = "aws:runShellScript" }), answer => answer.Status == "Success");
        await ssm.ListCommandInvocationsAsync(new ListCommandInvocationsRequest { CommandId = command, Details = true });
        await ssm.ListCommandsAsync(new ListCommandsRequest { CommandId = command });
        await ssm.ListCommandsAsync(new ListCommandsRequest { InstanceId = instance, MaxResults = 5, Filters = [new() { Key = "Status", Value = "Success" }, new() { Key = "InvokedAfter", Value = "2026-01-01T00:00:00Z" }] });
        await LocalSession.RefusedAsync("InvalidCommandId", () => ssm.ListCommandsAsync(new ListCommandsRequest { CommandId = NoCommand }));
        await ssm.CancelCommandAsync(new CancelCommandRequest { CommandId = command, InstanceIds = [instance] });

        await LocalSession.RefusedAsync("InvocationDoesNotExist", () => ssm.GetCommandInvocationAsync(new GetCommandInvocationRequest { CommandId = NoCommand, InstanceId = instance }));
        await LocalSession.RefusedAsync("InvalidPluginName", () => ssm.GetCommandInvocationAsync(new GetCommandInvocationRequest { CommandId = command, InstanceId = instance, PluginName = "none" }));
        await LocalSession.RefusedAsync("InvalidCommandId", () => ssm.ListCommandInvocationsAsync(new ListCommandInvocationsRequest { CommandId = NoCommand }));
        await LocalSession.RefusedAsync("InvalidCommandId", () => ssm.CancelCommandAsync(new CancelCommandRequest { CommandId = NoCommand }));
        await RefusedAsync("InvalidDocument", request, wrong => wrong.DocumentName = "AWS-RunPowerShellScript");
        await RefusedAsync("InvalidDocumentVersion", request, wrong => wrong.DocumentVersion = "7");
        await RefusedAsync("InvalidInstanceId", request, wrong => wrong.InstanceIds = ["i-0123456789abcdef0"]);
        await RefusedAsync("DuplicateInstanceId", request, wrong => wrong.InstanceIds = [instance, instance]);
        await RefusedAsync("InvalidParameters", request, wrong => wrong.Parameters = new() { ["command"] = ["true"] });
        await RefusedAsync("InvalidParameters", request, wrong => wrong.Parameters = new() { ["commands"] = ["true"], ["executionTimeout"] = ["0"] });
    }

    private Task RefusedAsync(string code, SendCommandRequest request, Action<SendCommandRequest> spoil)
    {
        var wrong = new SendCommandRequest { DocumentName = request.DocumentName, InstanceIds = request.InstanceIds, Parameters = request.Parameters };
        spoil(wrong);
        return LocalSession.RefusedAsync(code, () => ssm.SendCommandAsync(wrong));
    }
}
