using Cake.Core;
using Cake.Docker;
using Fleetyard.Images;

namespace Fleetyard.Build.Images;

/// <summary>An interactive terminal in a container of an image.</summary>
public sealed class ImageShell(Interrupt interrupt)
{
    private static readonly string[] Shells = ["/bin/bash", "/bin/sh"];

    /// <summary><c>docker run</c>'s own failure; smaller ones are the shell's, and 126 and 127 may be the last command's in it.</summary>
    private const int DockerFailed = 125;

    /// <summary>Runs bash, or sh where there is no bash, until the user leaves it; the container is removed.</summary>
    /// <exception cref="CakeException">The image has neither, or docker could not; or it was interrupted.</exception>
    public Task OpenAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return interrupt.EndAsync(RunAsync(context));
    }

    private async Task RunAsync(BuildContext context)
    {
        var image = await ImageChoice.OneAsync(context, interrupt.Token);
        var shell = await FindAsync(image, context.ImageOptions.Source);
        var isTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        context.DockerRunWithoutResult(
            new DockerContainerRunSettings
            {
                Entrypoint = shell,
                Interactive = true,
                Tty = isTerminal,
                Rm = true,
                Privileged = context.ImageOptions.Privileged,
                Platform = context.ImageOptions.Source.Platform,
                HandleExitCode = code => code != DockerFailed,
            },
            image,
            "");
    }

    private async Task<string> FindAsync(string image, ImageSourceOptions options)
    {
        try
        {
            return await EngineFiles.FirstAsync(image, Shells, options, interrupt.Token)
                ?? throw new CakeException(ExitCode.CouldNot, $"{image} has neither {string.Join(" nor ", Shells)}; --target=InspectImage looks into it without a shell.");
        }
        catch (ImageException fault)
        {
            throw new CakeException(ExitCode.CouldNot, fault.Message);
        }
    }
}
