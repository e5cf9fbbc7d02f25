using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>Reserved-capacity fleets.</summary>
internal sealed partial class Fleets(Cloud cloud)
{
    private const string Invalid = "InvalidInputException";

    public JsonObject Create(JsonCall call)
    {
        var name = call.Required("name", Invalid);
        call.Required("environmentType", Invalid);
        call.Required("computeType", Invalid);
        if (!Name().IsMatch(name) || call.Body["baseCapacity"] is not JsonValue capacity || capacity.GetValue<int>() < 1)
        {
            throw new AwsFault(Invalid, "A fleet needs a name of 2 to 128 letters, digits, - and _, and a baseCapacity of at least 1.");
        }

        lock (cloud.Exclusive)
        {
            if (Living(call.Region).Any(fleet => (string?)fleet.Wire["name"] == name))
            {
                throw new AwsFault("ResourceAlreadyExistsException", $"Fleet {name} already exists");
            }

            var id = Guid.NewGuid().ToString();
            var arn = $"arn:aws:codebuild:{call.Region}:{Cloud.AccountId}:fleet/{name}:{id}";
            var wire = (JsonObject)call.Body.DeepClone();
            wire["arn"] = arn;
            wire["id"] = id;
            wire["created"] = JsonCall.Epoch(cloud.Now);
            wire["lastModified"] = JsonCall.Epoch(cloud.Now);
            var fault = WhyNot(call.Region, wire);
            return Put(new(arn, call.Region, wire, new("CREATING", fault is null ? "ACTIVE" : "CREATE_FAILED", cloud.After("fleet-creating"), false), fault));
        }
    }

    public JsonObject Update(JsonCall call)
    {
        lock (cloud.Exclusive)
        {
            var fleet = Find(call);
            var wire = (JsonObject)fleet.Wire.DeepClone();
            foreach (var (member, value) in call.Body)
            {
                wire[member] = value?.DeepClone();
            }

            if (WhyNot(call.Region, wire) is { } fault)
            {
                throw new AwsFault(Invalid, fault);
            }

            wire["lastModified"] = JsonCall.Epoch(cloud.Now);
            return Put(fleet with { Wire = wire, State = new("UPDATING", "ACTIVE", cloud.After("fleet-updating"), false), Message = null });
        }
    }

    public JsonObject Delete(JsonCall call)
    {
        lock (cloud.Exclusive)
        {
            Put(Find(call) with { State = new("PENDING_DELETION", "DELETED", cloud.After("fleet-deleting"), false), Message = null });
            return [];
        }
    }

    public JsonObject BatchGet(JsonCall call)
    {
        var names = call.List("names");
        if (names.Count is < 1 or > 100)
        {
            throw new AwsFault(Invalid, "names takes 1 to 100 names or ARNs.");
        }

        var living = Living(call.Region).ToList();
        var found = names.Select(name => (Name: name, Fleet: living.FirstOrDefault(fleet => fleet.Id == name || (string?)fleet.Wire["name"] == name))).ToList();
        return new()
        {
            ["fleets"] = new JsonArray([.. found.Where(one => one.Fleet is not null).Select(one => Shown(one.Fleet!))]),
            ["fleetsNotFound"] = new JsonArray([.. found.Where(one => one.Fleet is null).Select(one => JsonValue.Create(one.Name))]),
        };
    }

    public JsonObject List(JsonCall call) => new() { ["fleets"] = new JsonArray([.. Living(call.Region).Select(fleet => JsonValue.Create(fleet.Id))]) };

    private IEnumerable<CodeBuildDocument> Living(string region) =>
        cloud.Store.All<CodeBuildDocument>().Where(fleet => fleet.Region == region && fleet.State.At(cloud.Now) != "DELETED");

    private CodeBuildDocument Find(JsonCall call)
    {
        var arn = call.Required("arn", Invalid);
        return Living(call.Region).FirstOrDefault(fleet => fleet.Id == arn) ?? throw new AwsFault("ResourceNotFoundException", $"Fleet {arn} does not exist");
    }

    private JsonObject Put(CodeBuildDocument fleet)
    {
        cloud.Store.Put(fleet.Id, fleet);
        return new() { ["fleet"] = Shown(fleet) };
    }

    private JsonObject Shown(CodeBuildDocument fleet)
    {
        var shown = (JsonObject)fleet.Wire.DeepClone();
        var state = fleet.State.At(cloud.Now);
        var status = new JsonObject { ["statusCode"] = state };
        if (state == "CREATE_FAILED")
        {
            status["context"] = "CREATE_FAILED";
            status["message"] = fleet.Message;
        }

        shown["status"] = status;
        return shown;
    }

    private string? WhyNot(string region, JsonObject wire)
    {
        if ((string?)wire["imageId"] is not { } imageId)
        {
            return null;
        }

        if (cloud.Store.Get<ImageDocument>(imageId) is not { } image || image.Region != region || image.State.At(cloud.Now) != "available")
        {
            return $"AMI {imageId} does not exist in {region} or is not available.";
        }

        var architecture = (string?)wire["environmentType"] == "ARM_EC2" ? "arm64" : "x86_64";
        if (image.BaseSystem.Architecture != architecture)
        {
            return $"AMI {imageId} is {image.BaseSystem.Architecture}; environment type {wire["environmentType"]} needs {architecture}.";
        }

        return Organizations.Arns.TryGetValue(region, out var organization) && (image.Public || image.Organizations.Contains(organization))
            ? null
            : $"AMI {imageId} is not shared with CodeBuild's organization of {region}.";
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9\-_]{1,127}$")]
    private static partial Regex Name();
}
