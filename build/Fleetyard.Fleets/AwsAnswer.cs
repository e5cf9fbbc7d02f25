using Amazon.Runtime;

namespace Fleetyard.Fleets;

/// <summary>What an answer of AWS was about: its own words need not name it.</summary>
internal static class AwsAnswer
{
    private const string What = "Fleetyard.What";

    /// <summary>A refusal as one line: what was asked, what AWS said with its request id, and what to do; the last begins small and has no full stop.</summary>
    public static FleetException Told(this AmazonServiceException e, string what, string hint) =>
        new($"{what}: AWS answered {AwsErrors.Answer(e)}; {hint}.", e);

    /// <summary>The call's answer; a refusal knows from then on what it is about, where a call further in did not tell it better.</summary>
    /// <param name="call">The call, or what makes several.</param>
    /// <param name="what">The resource, as in "AMI ami-1".</param>
    public static async Task<T> AboutAsync<T>(this Task<T> call, string what)
    {
        try
        {
            return await call;
        }
        catch (AmazonServiceException e)
        {
            e.Data[What] ??= what;
            throw;
        }
    }

    /// <inheritdoc cref="AboutAsync{T}(Task{T}, string)"/>
    public static async Task AboutAsync(this Task call, string what)
    {
        try
        {
            await call;
        }
        catch (AmazonServiceException e)
        {
            e.Data[What] ??= what;
            throw;
        }
    }

    /// <summary>What a refusal is about, or null where nobody told.</summary>
    public static string? About(AmazonServiceException e) => e.Data[What] as string;
}
