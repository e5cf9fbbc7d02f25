using System.Collections.Concurrent;
using System.Globalization;
using Fleetyard.Build.Options;
using Fleetyard.Images;
using Spectre.Console;

namespace Fleetyard.Build.Images;

/// <summary>Shows how the reading of images goes on: bars on a terminal, now and then a line elsewhere.</summary>
public sealed class ImageProgressView(IAnsiConsole console, StandardOutput output)
{
    /// <summary>A look that takes less is not worth a line.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Works, and shows what the work tells.</summary>
    public async Task WhileAsync(IReadOnlyList<string> images, Func<IProgress<ImageProgress>, Task> work)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(work);
        if (!console.Profile.Capabilities.Interactive || output.IsForMachine)
        {
            await work(new Lines(TimeProvider.System));
            return;
        }

        await console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new TransferSpeedColumn())
            .StartAsync(bars => work(new Bars(bars)));
    }

    private static string Described(ImageProgress told) =>
        $"{told.Image}: {told.Doing}{(told.Layer is { } layer ? $" layer {layer + 1}{(told.Layers is { } layers ? $" of {layers}" : "")}" : "")}";

    private static string Told(ImageProgress told) =>
        string.Create(CultureInfo.InvariantCulture, $"{Described(told)}, {told.Bytes / 1e6:0} MB{(told.Total is { } total ? $" of {total / 1e6:0} MB" : "")}");

    private sealed class Bars(ProgressContext bars) : IProgress<ImageProgress>
    {
        private readonly ConcurrentDictionary<(string Image, int? Layer), ProgressTask> tasks = new();

        public void Report(ImageProgress value)
        {
            var task = tasks.GetOrAdd((value.Image, value.Layer), _ => bars.AddTask(Markup.Escape(Described(value))));

            // A bar that is at its end is done with; one whose end is not known never is.
            task.MaxValue = value.Total ?? double.MaxValue;
            task.IsIndeterminate = value.Total is null;
            task.Value = value.Bytes;
            task.Description = Markup.Escape(Told(value));
        }
    }

    private sealed class Lines(TimeProvider time) : IProgress<ImageProgress>
    {
        private readonly ConcurrentDictionary<string, long> told = new();

        public void Report(ImageProgress value)
        {
            var now = time.GetTimestamp();
            var last = told.GetOrAdd(value.Image, now);
            if (time.GetElapsedTime(last, now) < Interval || !told.TryUpdate(value.Image, now, last))
            {
                return;
            }

            Console.Error.WriteLine(Told(value));
        }
    }
}
