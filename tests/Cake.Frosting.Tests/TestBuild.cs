using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.Tests;

/// <summary>A host of its own, with the task classes that a test names and a console that records.</summary>
internal sealed class TestBuild
{
    private readonly RecordingConsole console = new();

    public TestBuild(params Type[] tasks)
    {
        Host = new CakeHost().ConfigureServices(services =>
        {
            services.AddSingleton<IConsole>(console);
            services.AddSingleton(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Writer) }));
            services.AddSingleton(Steps);
            foreach (var task in tasks)
            {
                services.AddSingleton(typeof(IFrostingTask), task);
            }
        });
    }

    public CakeHost Host { get; }

    public Steps Steps { get; } = new();

    /// <summary>What was done, in order.</summary>
    public string Done => string.Join(' ', Steps.Done);

    public string Output => console.Output;

    public string Errors => console.Errors.Trim();

    public int Run(params string[] arguments) => Host.Run(arguments);
}
