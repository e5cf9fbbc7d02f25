namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>CodeBuild's organization of each region, as the CodeBuild user guide lists them (November 2026).</summary>
internal static class Organizations
{
    public static IReadOnlyDictionary<string, string> Arns { get; } = new Dictionary<string, string>
    {
        ["us-east-1"] = Arn("851725618577", "o-c6wcu152r1"),
        ["us-east-2"] = Arn("992382780434", "o-seufr2suvq"),
        ["us-west-2"] = Arn("381491982620", "o-0412o99a4r"),
        ["ap-northeast-1"] = Arn("891376993293", "o-b6k3sjqavm"),
        ["ap-south-1"] = Arn("891376924779", "o-krtah1lkeg"),
        ["ap-southeast-1"] = Arn("654654522137", "o-mcn8uvc3tp"),
        ["ap-southeast-2"] = Arn("767398067170", "o-6crt0f6bu4"),
        ["eu-central-1"] = Arn("590183817084", "o-lb2lne3te6"),
        ["eu-west-1"] = Arn("891376938588", "o-ullrrg5qf0"),
        ["sa-east-1"] = Arn("533267309133", "o-db63c45ozw"),
    };

    private static string Arn(string account, string id) => $"arn:aws:organizations::{account}:organization/{id}";
}
