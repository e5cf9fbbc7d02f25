using System.Diagnostics;
using System.Globalization;
using Fleetyard.Recipes;

namespace Fleetyard.Benchmarks;

/// <summary>How much longer several recipes take than one, and how many more calls.</summary>
internal sealed class RecipesAtOnce : IBenchmark
{
    private const int Many = 8;
    private const double Aim = 1.15;

    public string Name => "recipes";

    public string Description => $"CreateFleet for {Many} recipes at once on simulated instances with AWS's mean latencies, against one of them alone, in time and in API calls; takes a quarter of an hour";

    public void Run(string project)
    {
        var latencies = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(latencies, Latencies.Lines());
            var recipe = new RecipeBook(Path.Combine(project, "recipes")).Read(["ktls-debian-13-x86_64"])[0].Recipe!;
            var one = OnceAsync(latencies, Copies(recipe, 1)).GetAwaiter().GetResult();
            var all = OnceAsync(latencies, Copies(recipe, Many)).GetAwaiter().GetResult();
            Console.WriteLine(new Series("one recipe alone", "s", [one.Seconds]));
            Console.WriteLine(new Series($"{Many} recipes at once", "s", [all.Seconds]));
            Console.WriteLine(Benchmarks.Aim.AtMost(all.Seconds / one.Seconds, Aim));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {one.Total} calls for one, {all.Total} for {Many}: {(double)all.Total / one.Total:0.0} times as many for {Many} times the recipes"));
            foreach (var (operation, count) in all.Calls.OrderByDescending(call => call.Value))
            {
                Console.WriteLine($"    {operation,-32} {one.Calls.GetValueOrDefault(operation),6} {count,6}");
            }
        }
        finally
        {
            File.Delete(latencies);
        }
    }

    private static IReadOnlyList<Recipe> Copies(Recipe recipe, int count) =>
    [
        .. Enumerable.Range(1, count).Select(number => recipe with
        {
            Name = $"{recipe.Name}-{number}",
            Fingerprint = $"{number:0}{recipe.Fingerprint[1..]}",
            Ami = recipe.Ami with { Name = $"{recipe.Name}-{number}-{{date}}" },
            Fleet = recipe.Fleet with { Name = $"{recipe.Name}-{number}" },
        }),
    ];

    private static async Task<Once> OnceAsync(string latencies, IReadOnlyList<Recipe> recipes)
    {
        await using var rehearsal = await Rehearsal.OpenAsync(latencies);
        var began = Stopwatch.GetTimestamp();
        await rehearsal.CreateFleetsAsync(recipes);
        return new Once(Stopwatch.GetElapsedTime(began).TotalSeconds, rehearsal.Calls.ToDictionary());
    }

    private sealed record Once(double Seconds, IReadOnlyDictionary<string, int> Calls)
    {
        public int Total => Calls.Values.Sum();
    }
}
