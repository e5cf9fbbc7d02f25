using Fleetyard.Benchmarks;

IReadOnlyList<IBenchmark> all = [new StartUp(), new Latencies(), new Memory(), new FreshClone()];
var wanted = all.Where(benchmark => args.Contains(benchmark.Name) || args.Contains("all")).ToList();
if (wanted.Count == 0)
{
    Console.Error.WriteLine($"Name what to measure: {string.Join(", ", all.Select(benchmark => benchmark.Name))}, or all.");
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
