using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>DescribeSessions: those that are active, or those that have ended, the newest first.</summary>
internal sealed class SessionLists(SessionRegistry sessions)
{
    public JsonObject Describe(JsonCall call)
    {
        var ended = call.Required("State", SsmFault.Validation) switch
        {
            "Active" => false,
            "History" => true,
            var state => throw new AwsFault(SsmFault.Validation, $"Value '{state}' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [Active, History]"),
        };
        var filters = (call.Body["Filters"] as JsonArray ?? []).Select(Filter).ToList();
        var found = sessions.All.Where(session => session.Region == call.Region && session.EndedAt is not null == ended && filters.TrueForAll(filter => filter(session))).OrderByDescending(session => session.Started);
        var page = Page<Session>.Of([.. found], call.Text("NextToken"), call.Number("MaxResults", 1, 200, SsmFault.Validation) ?? 200)
            ?? throw SsmFault.Of("InvalidNextToken", $"The token '{call.Text("NextToken")}' is not valid.");
        var answer = new JsonObject { ["Sessions"] = new JsonArray([.. page.Items.Select(Item)]) };
        if (page.NextToken is not null)
        {
            answer["NextToken"] = page.NextToken;
        }

        return answer;
    }

    private static Func<Session, bool> Filter(JsonNode? filter)
    {
        var (key, value) = ((string?)filter!["key"], (string?)filter["value"] ?? "");
        return key switch
        {
            "Target" => session => session.Target == value,
            "Owner" => session => session.OwnerArn == value,
            "SessionId" => session => session.Id == value,
            "Status" => session => session.Status == value,
            _ => throw SsmFault.Of("InvalidFilterKey", $"LocalCloud knows the filters Target, Owner, SessionId and Status, not '{key}'."),
        };
    }

    private static JsonObject Item(Session session)
    {
        var item = new JsonObject
        {
            ["SessionId"] = session.Id,
            ["Target"] = session.Target,
            ["Status"] = session.Status,
            ["StartDate"] = JsonCall.Epoch(session.Started),
            ["DocumentName"] = session.DocumentName,
            ["Owner"] = session.OwnerArn,
        };
        if (session.Reason is { } reason)
        {
            item["Reason"] = reason;
        }

        if (session.EndedAt is { } ended)
        {
            item["EndDate"] = JsonCall.Epoch(ended);
        }

        return item;
    }
}
