using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Docker;

/// <summary>Runs the docker CLI.</summary>
public class GenericDockerRunner<TSettings>(IFileSystem fileSystem, ICakeEnvironment environment, IProcessRunner processRunner, IToolLocator tools)
    : Tool<TSettings>(fileSystem, environment, processRunner, tools)
    where TSettings : AutoToolSettings
{
    /// <summary>Runs a command on this process's own terminal.</summary>
    /// <param name="command">The command's words, such as <c>image ls</c>.</param>
    /// <param name="settings">Its options.</param>
    /// <param name="additional">What stands after the options, each one argument.</param>
    /// <exception cref="CakeException">docker is not there, or its exit code is not 0.</exception>
    public void Run(string command, TSettings settings, string[] additional)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Run(settings, DockerArguments.Of(command, settings, additional));
    }

    /// <summary>Runs a command and takes what it prints.</summary>
    /// <param name="command">The command's words.</param>
    /// <param name="settings">Its options.</param>
    /// <param name="processOutput">Makes a result of the lines.</param>
    /// <param name="additional">What stands after the options, each one argument.</param>
    /// <exception cref="CakeException">docker is not there, or its exit code is not 0.</exception>
    public T[] RunWithResult<T>(string command, TSettings settings, Func<IEnumerable<string>, T[]> processOutput, params string[] additional)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(processOutput);
        T[] result = [];
        Run(settings, DockerArguments.Of(command, settings, additional), new ProcessSettings { RedirectStandardOutput = true },
            process => result = processOutput(process.GetStandardOutput()));
        return result;
    }

    /// <inheritdoc/>
    protected override string GetToolName() => "Docker";

    /// <inheritdoc/>
    protected override IEnumerable<string> GetToolExecutableNames() => ["docker", "docker.exe"];
}
