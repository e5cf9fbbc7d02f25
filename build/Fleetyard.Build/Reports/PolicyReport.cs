using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cake.Core;
using Fleetyard.Build.Options;
using Fleetyard.Build.Runs;
using Fleetyard.Fleets;
using Fleetyard.Fleets.Policies;

namespace Fleetyard.Build.Reports;

/// <summary>The policies that recipes need, as JSON whose documents IAM takes as they stand.</summary>
public sealed class PolicyReport(StandardOutput output)
{
    private static readonly JsonSerializerOptions Iam = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>Writes them for the recipes that were asked for; asks no cloud.</summary>
    /// <exception cref="CakeException">A recipe has a fault, or names no service role.</exception>
    public void Write(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var policies = RecipeChoice.Of(context).Select(recipe => RecipePolicies.Of(recipe, context.Options.Regions)).ToList();
            output.Write(JsonSerializer.Serialize<object>(policies.Count == 1 ? policies[0] : policies, Iam));
        }
        catch (FleetException e)
        {
            throw new CakeException(ExitCode.CouldNot, e.Message);
        }
    }
}
