using System.Globalization;
using Fleetyard.Fuzz;
using SharpFuzz;

var reader = Readers.All.FirstOrDefault(reader => args.Length > 1 && reader.Name == args[1]);
switch (args)
{
    // Under afl-fuzz, which the process speaks to; Fleetyard.Images has to be instrumented (see fuzz.sh).
    case ["afl", _] when reader is not null:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            var input = new MemoryStream();
            stream.CopyTo(input);
            reader.Feed(input.ToArray());
        });
        return 0;
    case ["seeds", _, var folder] when reader is not null:
        foreach (var (seed, index) in reader.Seeds().Select((seed, index) => (seed, index)))
        {
            File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(folder).FullName, index.ToString("0000", CultureInfo.InvariantCulture)), seed.Bytes);
        }

        return 0;
    case ["replay", _, ..] when reader is not null:
        var options = args[2..].Select(option => option.Split('=', 2)).ToDictionary(option => option[0], option => option[^1]);
        var seconds = double.Parse(options.GetValueOrDefault("--seconds", "10"), CultureInfo.InvariantCulture);
        var replay = new Replay(TimeSpan.FromSeconds(seconds), options.GetValueOrDefault("--findings", "artifacts/fuzz/findings"));
        var count = replay.Run(
            reader,
            options.GetValueOrDefault("--corpus"),
            int.Parse(options.GetValueOrDefault("--mutations", "0"), CultureInfo.InvariantCulture),
            int.Parse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture));
        Console.WriteLine(count is null ? "" : $"{reader.Name} answered {count} inputs, {Environment.WorkingSet >> 20} MB");
        return count is null ? 2 : 0;
    default:
        Console.Error.WriteLine(
            $"""
            Fuzz replay <reader> [--corpus=<folder>] [--mutations=<a seed>] [--seed=<number>] [--seconds=<an input>] [--findings=<folder>]
            Fuzz seeds <reader> <folder>
            Fuzz afl <reader>
            Readers: {string.Join(", ", Readers.All.Select(reader => reader.Name))}
            """);
        return 1;
}
