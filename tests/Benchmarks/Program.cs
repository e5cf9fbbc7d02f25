using Fleetyard.Benchmarks;
using Fleetyard.Benchmarks.Images;

IReadOnlyList<IBenchmark> all =
[
    new StartUp(), new Latencies(), new RecipesAtOnce(), new Memory(), new FreshClone(),
    new ImageEngine(), new ImageSave(), new ImageOci(), new ImageMemory(), new ImageSeries(), new ImagesRemove(),
];
var wanted = all.Where(IsWanted).ToList();
if (wanted.Count == 0)
{
    Console.Error.WriteLine($"Name what to measure: {string.Join(", ", all.Select(benchmark => benchmark.Name))}; images for all that look into images, or all.");
    return 1;
}

Console.WriteLine($"{Environment.ProcessorCount} processors, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} before the first run");
foreach (var benchmark in wanted)
{
    Console.WriteLine();
    Console.WriteLine($"{benchmark.Name}: {benchmark.Description}");
    benchmark.Run(Repository.Root);
}

return 0;

bool IsWanted(IBenchmark benchmark) =>
    args.Contains(benchmark.Name) || (benchmark is not ImagesRemove && (args.Contains("all") || (args.Contains("images") && benchmark.Name.StartsWith("image-", StringComparison.Ordinal))));
