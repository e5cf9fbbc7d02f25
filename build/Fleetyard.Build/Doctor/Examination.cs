using Fleetyard.Build.Doctor.Aws;
using Fleetyard.Build.Options;
using Fleetyard.Build.Runs;
using Fleetyard.Fleets;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Doctor;

/// <summary>Looks at everything that a run needs of this machine and, where AWS is asked for or known here, of the account.</summary>
public sealed class Examination(Interrupt interrupt)
{
    /// <summary>The longest that one check may take: the SDK asks an instance's metadata for some seconds before it says that there is none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>All findings, in the checks' order; the checks run side by side, and one that fails does not stop the others.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var found = await Task.WhenAll(Checks(context).Select(LookAsync));
        return [.. found.SelectMany(findings => findings)];
    }

    private static IEnumerable<ICheck> Checks(BuildContext context)
    {
        var options = context.Options;
        var isAws = options.Cloud == CloudName.Aws;
        var recipes = RecipeChoice.Read(context).Select(result => result.Recipe).OfType<Recipe>().ToList();
        yield return new SdkCheck(context.Root);
        yield return new DockerCheck(isNeeded: !isAws && options.Instances == "docker");
        yield return new QemuCheck();
        yield return new InstancesCheck(options.Artifacts, isAws ? null : options.Instances);
        yield return new SshCheck(recipes, isAws ? null : options.Instances);
        yield return new FolderCheck(options.Artifacts);
        yield return new OrganizationCheck(recipes, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        foreach (var recipe in recipes)
        {
            yield return new GuardCheck(context, recipe);
        }

        if (!isAws && options.Profile is null && !KnownCredentials.AreThere())
        {
            yield return new NoCredentialsCheck();
            yield break;
        }

        foreach (var region in recipes.SelectMany(recipe => recipe.OtherRegions.Select(other => other.Region).Prepend(recipe.Region)).Distinct())
        {
            yield return new CallerCheck(context.Options.Profile, region, isAws, context);
        }

        foreach (var recipe in recipes.Where(_ => isAws))
        {
            yield return new InstanceTypeCheck(options.Profile, recipe);
            yield return new QuotaCheck(options.Profile, recipe);
            yield return new FleetQuotaCheck(options.Profile, recipe);
        }
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(ICheck check)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(interrupt.Token);
        limit.CancelAfter(Patience);
        try
        {
            return await Task.Run(() => check.LookAsync(limit.Token), limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!interrupt.Token.IsCancellationRequested)
        {
            return [Finding.Warning(check.Subject, $"no answer within {Patience.TotalSeconds:0} s; look after the network or the service, and ask again")];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [Finding.Warning(check.Subject, $"could not be looked at: {AwsErrors.Reason(e)}; mend it, and ask again")];
        }
    }
}
