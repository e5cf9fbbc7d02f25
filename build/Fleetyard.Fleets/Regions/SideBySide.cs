using System.Runtime.ExceptionServices;
using Amazon.Runtime;

namespace Fleetyard.Fleets.Regions;

/// <summary>Does one thing in several regions at once; one region that fails does not stop the others.</summary>
internal static class SideBySide
{
    public static Task RunAsync(IReadOnlyList<Place> places, Func<Place, Task> work) => RunAsync(places, async place =>
    {
        await work(place);
        return place.Region;
    });

    /// <summary>What came of it, in the order of the regions.</summary>
    /// <exception cref="FleetException">It failed in one of several regions or more; the message names each.</exception>
    public static async Task<IReadOnlyList<T>> RunAsync<T>(IReadOnlyList<Place> places, Func<Place, Task<T>> work)
    {
        if (places.Count == 1)
        {
            return [await work(places[0])];
        }

        var tasks = places.Select(work).ToList();
        try
        {
            return await Task.WhenAll(tasks);
        }
        catch (Exception first)
        {
            var failures = tasks.Select((task, index) => (places[index].Region, Failure: task.Exception?.InnerException)).Where(one => one.Failure is not null).ToList();
            if (failures.Count == 0 || !failures.All(one => one.Failure is FleetException or AmazonServiceException))
            {
                ExceptionDispatchInfo.Throw(tasks.Select(task => task.Exception?.InnerException).FirstOrDefault(failure => failure is not (null or FleetException or AmazonServiceException)) ?? first);
            }

            var told = string.Join("; ", failures.Select(one => $"{one.Region}: {Told(one.Failure!)}"));
            throw failures.All(one => one.Failure is FoundWantingException) ? new FoundWantingException(told) : new FleetException(told, failures[0].Failure);
        }
    }

    private static string Told(Exception failure) => failure is AmazonServiceException aws ? AwsErrors.Told(aws) : failure.Message;
}
