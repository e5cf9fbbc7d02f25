namespace Fleetyard.LocalCloud;

/// <summary>A request and its answer, as they stood on the wire.</summary>
/// <param name="Service">The signing name: <c>ec2</c>, <c>ssm</c>, <c>sts</c>, <c>codebuild</c>, <c>logs</c>, <c>kms</c>.</param>
/// <param name="Operation">The operation's name.</param>
/// <param name="RequestBody">The request's body.</param>
/// <param name="Status">The answer's HTTP status.</param>
/// <param name="AnswerBody">The answer's body.</param>
public sealed record WireExchange(string Service, string Operation, string RequestBody, int Status, string AnswerBody);
