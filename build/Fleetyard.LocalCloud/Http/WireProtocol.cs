using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Fleetyard.LocalCloud.Http;

/// <summary>How a protocol writes answers and errors.</summary>
internal abstract class WireProtocol
{
    public const string Ec2Version = "2016-11-15";
    public const string StsVersion = "2011-06-15";

    private static readonly Dictionary<string, string> Targets = new()
    {
        ["AmazonSSM"] = "ssm",
        ["CodeBuild_20161006"] = "codebuild",
        ["Logs_20140328"] = "logs",
        ["TrentService"] = "kms",
        ["AWSEC2InstanceConnectService"] = "ec2-instance-connect",
    };

    public static WireProtocol Json { get; } = new JsonProtocol();

    public static WireProtocol Ec2 { get; } = new Ec2Protocol();

    public static WireProtocol Sts { get; } = new StsProtocol();

    public abstract string ContentType { get; }

    /// <summary>The code of an error that nobody expected.</summary>
    public abstract string InternalError { get; }

    public abstract string Fault(AwsFault fault);

    public virtual string Answer(string operation, List<XElement> members) => throw new NotSupportedException("JSON answers are objects.");

    /// <summary>The service that an X-Amz-Target names, or null.</summary>
    public static string? ServiceOf(string target) => Targets.GetValueOrDefault(target.Split('.')[0]);

    private static string Written(XElement root, XNamespace names)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = names + element.Name.LocalName;
            if (!element.HasElements && !element.IsEmpty)
            {
                element.Value = XmlText.Of(element.Value);
            }
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    private sealed class JsonProtocol : WireProtocol
    {
        /// <summary>JSON services' names for what the query services' front ends answer.</summary>
        private static readonly Dictionary<string, string> Codes = new()
        {
            ["IncompleteSignature"] = "IncompleteSignatureException",
            ["InvalidClientTokenId"] = "UnrecognizedClientException",
            ["MissingAuthenticationToken"] = "MissingAuthenticationTokenException",
            ["ExpiredToken"] = "ExpiredTokenException",
            ["RequestExpired"] = "InvalidSignatureException",
            ["SignatureDoesNotMatch"] = "InvalidSignatureException",
        };

        public override string ContentType => "application/x-amz-json-1.1";

        public override string InternalError => "InternalFailure";

        public override string Fault(AwsFault fault) =>
            new JsonObject { ["__type"] = Codes.GetValueOrDefault(fault.Code, fault.Code), [fault.MessageMember] = fault.Message }.ToJsonString();
    }

    private sealed class Ec2Protocol : WireProtocol
    {
        /// <summary>EC2's name for credentials that do not hold ("Error codes for the Amazon EC2 API").</summary>
        private static readonly Dictionary<string, string> Codes = new() { ["InvalidClientTokenId"] = "AuthFailure", ["SignatureDoesNotMatch"] = "AuthFailure", ["ExpiredToken"] = "RequestExpired" };

        public override string ContentType => "text/xml;charset=UTF-8";

        public override string InternalError => "InternalError";

        public override string Answer(string operation, List<XElement> members) =>
            Written(new XElement(operation + "Response", new XElement("requestId", Guid.NewGuid()), members), $"http://ec2.amazonaws.com/doc/{Ec2Version}/");

        public override string Fault(AwsFault fault) => Written(
            new XElement("Response",
                new XElement("Errors", new XElement("Error", new XElement("Code", Codes.GetValueOrDefault(fault.Code, fault.Code)), new XElement("Message", fault.Message))),
                new XElement("RequestID", Guid.NewGuid())),
            XNamespace.None);
    }

    private sealed class StsProtocol : WireProtocol
    {
        private static readonly XNamespace Names = $"https://sts.amazonaws.com/doc/{StsVersion}/";

        public override string ContentType => "text/xml;charset=UTF-8";

        public override string InternalError => "InternalFailure";

        public override string Answer(string operation, List<XElement> members) =>
            Written(new XElement(operation + "Response", new XElement(operation + "Result", members), new XElement("ResponseMetadata", new XElement("RequestId", Guid.NewGuid()))), Names);

        public override string Fault(AwsFault fault) => Written(
            new XElement("ErrorResponse",
                new XElement("Error", new XElement("Type", fault.Status < 500 ? "Sender" : "Receiver"), new XElement("Code", fault.Code), new XElement("Message", fault.Message)),
                new XElement("RequestId", Guid.NewGuid())),
            Names);
    }
}
