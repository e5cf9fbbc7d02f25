using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Ec2.Amis;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Templates;

/// <summary>Launch templates, as far as they say which AMI they use: a clean-up must leave that one.</summary>
/// <remarks>Written from the EC2 API Reference; the model at hand lacks these operations, so Debian's awscli, which has its own, checks them. That an alias is resolved of one version a call is told by users alone.</remarks>
internal sealed partial class LaunchTemplates(Cloud cloud)
{
    private const int PageSize = 200;

    private const string Alias = "resolve:ssm:";

    public IEnumerable<XElement> Create(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var name = call.Required("LaunchTemplateName");
            if (!Name().IsMatch(name))
            {
                throw new AwsFault("InvalidLaunchTemplateName.MalformedException", $"'{name}' is no launch template name: 3 to 125 letters, digits and ()./_-.");
            }

            if (All(call.Region).Any(template => template.Name == name))
            {
                throw new AwsFault("InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.");
            }

            var tags = TagRules.For(call, "launch-template");
            var template = new LaunchTemplateDocument { Id = Cloud.NewId("lt"), Region = call.Region, Name = name, Created = cloud.Now, Versions = [Version(call, 1)] };
            cloud.Store.Put(template.Id, template);
            cloud.Tag(template.Id, call.Region, tags);
            return [Item("launchTemplate", template)];
        }
    }

    public IEnumerable<XElement> CreateVersion(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var template = Asked(call);
            var version = Version(call, template.Versions[^1].Number + 1);
            cloud.Store.Put(template.Id, template with { Versions = [.. template.Versions, version] });
            return [Item("launchTemplateVersion", template, version)];
        }
    }

    public IEnumerable<XElement> Delete(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var template = Asked(call);
            cloud.Store.Remove<LaunchTemplateDocument>(template.Id);
            cloud.Store.Remove<TagsDocument>(template.Id);
            return [Item("launchTemplate", template)];
        }
    }

    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var asked = call.List("LaunchTemplateId").Select(id => WithId(call.Region, id)).Concat(call.List("LaunchTemplateName").Select(name => Named(call.Region, name))).ToList();
        var filters = new Filters<LaunchTemplateDocument>(new Dictionary<string, Func<LaunchTemplateDocument, IEnumerable<string?>>>
        {
            ["launch-template-name"] = template => [template.Name],
            ["create-time"] = template => [Ec2Operations.Iso(template.Created)],
        }, template => cloud.Tags(template.Id));
        return Ec2Operations.Paged("launchTemplates", call.Page([.. filters.Of(call, asked.Count > 0 ? asked : All(call.Region)).Select(template => Item("item", template))], least: 1, most: PageSize));
    }

    /// <summary>The versions of one template, or the latest or default ones of all.</summary>
    public IEnumerable<XElement> DescribeVersions(QueryCall call)
    {
        var wanted = call.List("LaunchTemplateVersion");
        var isOfAll = call["LaunchTemplateId"] is null && call["LaunchTemplateName"] is null;
        if (isOfAll && (wanted.Count == 0 || wanted.Except(["$Latest", "$Default"]).Any()))
        {
            throw new AwsFault("MissingParameter", "The request must contain the parameter LaunchTemplateId or LaunchTemplateName, or ask for $Latest or $Default alone.");
        }

        var resolves = call.Flag("ResolveAlias") == true;
        if (resolves && (isOfAll || wanted.Count != 1))
        {
            throw new AwsFault("InvalidParameterCombination", "ResolveAlias takes one version of one launch template.");
        }

        var found = (isOfAll ? All(call.Region) : [Asked(call)]).SelectMany(template => Versions(template, wanted).Select(version => (Template: template, Version: version)));
        var filters = new Filters<(LaunchTemplateDocument Template, LaunchTemplateVersion Version)>(new Dictionary<string, Func<(LaunchTemplateDocument Template, LaunchTemplateVersion Version), IEnumerable<string?>>>
        {
            ["image-id"] = one => [one.Version.Data.GetValueOrDefault("ImageId")],
            ["instance-type"] = one => [one.Version.Data.GetValueOrDefault("InstanceType")],
            ["is-default-version"] = one => [one.Version.Number == 1 ? "true" : "false"],
        });
        return Ec2Operations.Paged("launchTemplateVersionSet", call.Page([.. filters.Of(call, found).Select(one => Item("item", one.Template, resolves ? Resolved(one.Version) : one.Version))], least: 1, most: PageSize));
    }

    private static IEnumerable<LaunchTemplateVersion> Versions(LaunchTemplateDocument template, IReadOnlyList<string> wanted) => wanted.Count == 0 ? template.Versions : wanted.Select(name => name switch
    {
        "$Latest" => template.Versions[^1],
        "$Default" => template.Versions[0],
        _ => template.Versions.FirstOrDefault(version => version.Number.ToString(CultureInfo.InvariantCulture) == name)
            ?? throw new AwsFault("InvalidLaunchTemplateId.VersionNotFound", $"Could not find launch template version {name} of {template.Id}."),
    }).Distinct();

    private static LaunchTemplateVersion Resolved(LaunchTemplateVersion version) => version.Data.GetValueOrDefault("ImageId") is { } image && image.StartsWith(Alias, StringComparison.Ordinal)
        ? version with { Data = new Dictionary<string, string>(version.Data) { ["ImageId"] = Resolved(image[Alias.Length..]) } }
        : version;

    private static string Resolved(string parameter) => PublicImage.All.FirstOrDefault(image => image.Parameter == parameter)?.Id
        ?? throw new AwsFault("InvalidParameterValue", $"The parameter {parameter} of the launch template does not exist.");

    private LaunchTemplateVersion Version(QueryCall call, int number)
    {
        const string prefix = "LaunchTemplateData.";
        var data = call.Parameters.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);
        return data.Count > 0
            ? new(number, call["VersionDescription"], cloud.Now, data)
            : throw new AwsFault("MissingParameter", "The request must contain the parameter LaunchTemplateData");
    }

    private IEnumerable<LaunchTemplateDocument> All(string region) => cloud.Store.All<LaunchTemplateDocument>().Where(template => template.Region == region);

    private LaunchTemplateDocument Asked(QueryCall call) => call["LaunchTemplateId"] is { Length: > 0 } id ? WithId(call.Region, id) : Named(call.Region, call.Required("LaunchTemplateName"));

    private LaunchTemplateDocument WithId(string region, string id) => All(region).FirstOrDefault(template => template.Id == id)
        ?? throw new AwsFault("InvalidLaunchTemplateId.NotFound", $"The specified launch template, with template ID {id}, does not exist.");

    private LaunchTemplateDocument Named(string region, string name) => All(region).FirstOrDefault(template => template.Name == name)
        ?? throw new AwsFault("InvalidLaunchTemplateName.NotFoundException", $"The specified launch template, with template name {name}, does not exist.");

    private XElement Item(string element, LaunchTemplateDocument template) => new(element,
        new XElement("launchTemplateId", template.Id),
        new XElement("launchTemplateName", template.Name),
        new XElement("createTime", Ec2Operations.Iso(template.Created)),
        new XElement("createdBy", Cloud.CallerArn),
        new XElement("defaultVersionNumber", 1),
        new XElement("latestVersionNumber", template.Versions[^1].Number),
        Ec2Operations.TagSet(cloud.Tags(template.Id)));

    private static XElement Item(string element, LaunchTemplateDocument template, LaunchTemplateVersion version) => new(element,
        new XElement("launchTemplateId", template.Id),
        new XElement("launchTemplateName", template.Name),
        new XElement("versionNumber", version.Number),
        version.Description is null ? null : new XElement("versionDescription", version.Description),
        new XElement("createTime", Ec2Operations.Iso(version.Created)),
        new XElement("createdBy", Cloud.CallerArn),
        new XElement("defaultVersion", version.Number == 1),
        new XElement("launchTemplateData", version.Data.Where(pair => !pair.Key.Contains('.', StringComparison.Ordinal)).Select(pair => new XElement(char.ToLowerInvariant(pair.Key[0]) + pair.Key[1..], pair.Value))));

    [GeneratedRegex("^[a-zA-Z0-9()./_-]{3,125}$")]
    private static partial Regex Name();
}
