using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>Reserved-capacity fleets.</summary>
internal sealed class Fleets(Cloud cloud, FleetSlots slots)
{
    private const string NoCapacity = "There is not enough capacity for the fleet.";

    private static readonly string[] Members =
    [
        "baseCapacity", "computeConfiguration", "computeType", "environmentType", "fleetServiceRole", "imageId",
        "overflowBehavior", "proxyConfiguration", "scalingConfiguration", "tags", "vpcConfig",
    ];

    private readonly FleetRules rules = new(cloud);

    public JsonObject Create(JsonCall call)
    {
        var name = FleetRules.Name(call);
        lock (cloud.Exclusive)
        {
            if (Living(call.Region).Any(fleet => (string?)fleet.Wire["name"] == name))
            {
                throw new AwsFault("ResourceAlreadyExistsException", $"Fleet {name} already exists");
            }

            var id = Guid.NewGuid().ToString();
            var wire = Rules.Merged(
                new JsonObject
                {
                    ["arn"] = $"arn:aws:codebuild:{call.Region}:{Cloud.AccountId}:fleet/{name}:{id}",
                    ["id"] = id,
                    ["name"] = name,
                    ["created"] = JsonCall.Epoch(cloud.Now),
                    ["overflowBehavior"] = "QUEUE",
                }, call.Body, Members);
            FleetRules.Check(wire);
            rules.CheckRole(call.Region, wire);
            var fault = call.Fault switch
            {
                FaultKind.FleetFails => "An internal error has occurred while the fleet was created.",
                FaultKind.FleetLacksCapacity => NoCapacity,
                _ => rules.WhyNot(call.Region, wire),
            };
            return Put(wire, call.Region, new("CREATING", fault is null ? "ACTIVE" : "CREATE_FAILED", cloud.After("fleet-creating"), false), fault, cloud.After("fleet-visible"));
        }
    }

    public JsonObject Update(JsonCall call)
    {
        lock (cloud.Exclusive)
        {
            var arn = call.Required("arn", Rules.Invalid);
            var fleet = Find(call.Region, arn) ?? throw Rules.NotFound($"Fleet {arn} does not exist");
            if (fleet.State.To == "DELETED")
            {
                throw Rules.Fault($"Fleet {arn} is being deleted.");
            }

            var wire = Rules.Merged(fleet.Wire, call.Body, Members);
            FleetRules.Check(wire);
            rules.CheckRole(call.Region, wire);
            return rules.WhyNot(call.Region, wire) is { } fault
                ? throw Rules.Fault(fault)
                : Put(wire, call.Region, new(Rotates(fleet.Wire, wire) ? "ROTATING" : "UPDATING", "ACTIVE", cloud.After("fleet-updating"), false), null, fleet.VisibleFrom);
        }
    }

    /// <summary>A fleet on another AMI gets new machines, one after the other.</summary>
    private static bool Rotates(JsonObject before, JsonObject after) => !JsonNode.DeepEquals(before["imageId"], after["imageId"]);

    /// <summary>The API model has no ResourceNotFoundException here, so a fleet that is not there is an input that is not valid.</summary>
    public JsonObject Delete(JsonCall call)
    {
        lock (cloud.Exclusive)
        {
            var arn = call.Required("arn", Rules.Invalid);
            var fleet = Find(call.Region, arn) ?? throw Rules.Fault($"Fleet {arn} does not exist");
            if (fleet.State.To != "DELETED")
            {
                cloud.Store.Put(fleet.Id, fleet with { State = new("PENDING_DELETION", "DELETED", cloud.After("fleet-deleting"), false), Message = null });
            }

            return [];
        }
    }

    public JsonObject BatchGet(JsonCall call)
    {
        var names = call.List("names");
        if (names.Count is < 1 or > 100)
        {
            throw Rules.Fault("names takes 1 to 100 names or ARNs.");
        }

        var living = Living(call.Region).Where(IsSeen).ToList();
        var found = names.Distinct().Select(name => (Name: name, Fleet: living.FirstOrDefault(fleet => fleet.Id == name || (string?)fleet.Wire["name"] == name))).ToList();
        return new()
        {
            ["fleets"] = new JsonArray([.. found.Select(one => one.Fleet).OfType<FleetDocument>().Distinct().Select(Shown)]),
            ["fleetsNotFound"] = new JsonArray([.. found.Where(one => one.Fleet is null).Select(one => JsonValue.Create(one.Name))]),
        };
    }

    public JsonObject List(JsonCall call) =>
        Page.Of(call, "fleets", Page.Sorted(call, Living(call.Region).Where(IsSeen).Select(fleet => fleet.Wire)).Select(wire => (string)wire["arn"]!));

    /// <summary>The fleet of an ARN, unless it is gone.</summary>
    public FleetDocument? Find(string region, string? arn) =>
        arn is not null && cloud.Store.Get<FleetDocument>(arn) is { } fleet && fleet.Region == region && IsThere(fleet) ? fleet : null;

    private IEnumerable<FleetDocument> Living(string region) => cloud.Store.All<FleetDocument>().Where(fleet => fleet.Region == region && IsThere(fleet));

    private bool IsThere(FleetDocument fleet) => fleet.State.At(cloud.Now) != "DELETED";

    private bool IsSeen(FleetDocument fleet) => cloud.Now >= fleet.VisibleFrom;

    private JsonObject Put(JsonObject wire, string region, Transition state, string? message, DateTimeOffset visibleFrom)
    {
        wire["lastModified"] = JsonCall.Epoch(cloud.Now);
        var fleet = new FleetDocument((string)wire["arn"]!, region, wire, state, message, visibleFrom);
        cloud.Store.Put(fleet.Id, fleet);
        slots.Wake(fleet.Id);
        return new() { ["fleet"] = Shown(fleet) };
    }

    private JsonObject Shown(FleetDocument fleet)
    {
        var shown = (JsonObject)fleet.Wire.DeepClone();
        var state = fleet.State.At(cloud.Now);
        var status = new JsonObject { ["statusCode"] = state };
        if (state == "CREATE_FAILED")
        {
            status["context"] = fleet.Message == NoCapacity ? "INSUFFICIENT_CAPACITY" : "CREATE_FAILED";
            status["message"] = fleet.Message;
        }

        if (shown["scalingConfiguration"] is JsonObject scaling)
        {
            scaling["desiredCapacity"] = shown["baseCapacity"]!.DeepClone();
        }

        shown["status"] = status;
        return shown;
    }
}
