using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Docker;

/// <summary>The docker CLI's commands on a Cake context.</summary>
[CakeAliasCategory("Docker")]
public static class DockerAliases
{
    /// <summary>Runs a command in a new container; its output is taken.</summary>
    /// <returns>The first line that it printed, or null.</returns>
    [CakeMethodAlias]
    public static string? DockerRun(this ICakeContext context, string image, string command, params string[] args) =>
        DockerRun(context, null, image, command, args);

    /// <inheritdoc cref="DockerRun(ICakeContext, string, string, string[])"/>
    [CakeMethodAlias]
    public static string? DockerRun(this ICakeContext context, DockerContainerRunSettings? settings, string image, string command, params string[] args) =>
        Runner<DockerContainerRunSettings>(context).RunWithResult("run", settings ?? new(), lines => lines.ToArray(), Container(image, command, args)).FirstOrDefault();

    /// <summary>Runs a command in a new container on this process's own terminal.</summary>
    [CakeMethodAlias]
    public static void DockerRunWithoutResult(this ICakeContext context, string image, string command, params string[] args) =>
        DockerRunWithoutResult(context, null, image, command, args);

    /// <inheritdoc cref="DockerRunWithoutResult(ICakeContext, string, string, string[])"/>
    [CakeMethodAlias]
    public static void DockerRunWithoutResult(this ICakeContext context, DockerContainerRunSettings? settings, string image, string command, params string[] args) =>
        Runner<DockerContainerRunSettings>(context).Run("run", settings ?? new(), Container(image, command, args));

    /// <summary>Creates a container without starting it.</summary>
    /// <returns>Its ID.</returns>
    [CakeMethodAlias]
    public static string? DockerCreate(this ICakeContext context, string image, string command, params string[] args) =>
        DockerCreate(context, new DockerContainerCreateSettings(), image, command, args);

    /// <inheritdoc cref="DockerCreate(ICakeContext, string, string, string[])"/>
    [CakeMethodAlias]
    public static string? DockerCreate(this ICakeContext context, DockerContainerCreateSettings settings, string image, string command, params string[] args) =>
        Runner<DockerContainerCreateSettings>(context).RunWithResult("create", settings, lines => lines.ToArray(), Container(image, command, args)).FirstOrDefault();

    /// <summary>Pulls an image.</summary>
    [CakeMethodAlias]
    public static void DockerPull(this ICakeContext context, string imageReference) => DockerPull(context, new DockerImagePullSettings(), imageReference);

    /// <inheritdoc cref="DockerPull(ICakeContext, string)"/>
    [CakeMethodAlias]
    public static void DockerPull(this ICakeContext context, DockerImagePullSettings settings, string imageReference) =>
        Runner<DockerImagePullSettings>(context).Run("pull", settings, [Named(imageReference)]);

    /// <summary>Saves images to a tar archive.</summary>
    [CakeMethodAlias]
    public static void DockerSave(this ICakeContext context, DockerImageSaveSettings settings, params string[] images) =>
        Runner<DockerImageSaveSettings>(context).Run("save", settings, images);

    /// <summary>Copies between a container and the disk; a place in a container is <c>container:path</c>.</summary>
    [CakeMethodAlias]
    public static void DockerCp(this ICakeContext context, string from, string to) => DockerCp(context, from, to, new DockerContainerCpSettings());

    /// <inheritdoc cref="DockerCp(ICakeContext, string, string)"/>
    [CakeMethodAlias]
    public static void DockerCp(this ICakeContext context, string from, string to, DockerContainerCpSettings settings) =>
        Runner<DockerContainerCpSettings>(context).Run("cp", settings, [Named(from), Named(to)]);

    /// <summary>Removes containers.</summary>
    [CakeMethodAlias]
    public static void DockerRm(this ICakeContext context, params string[] containers) => DockerRm(context, new DockerContainerRmSettings(), containers);

    /// <inheritdoc cref="DockerRm(ICakeContext, string[])"/>
    [CakeMethodAlias]
    public static void DockerRm(this ICakeContext context, DockerContainerRmSettings settings, params string[] containers) =>
        Runner<DockerContainerRmSettings>(context).Run("rm", settings, containers);

    /// <summary>Builds an image from a Dockerfile.</summary>
    [CakeMethodAlias]
    public static void DockerBuild(this ICakeContext context, string path) => DockerBuild(context, new DockerImageBuildSettings(), path);

    /// <inheritdoc cref="DockerBuild(ICakeContext, string)"/>
    [CakeMethodAlias]
    public static void DockerBuild(this ICakeContext context, DockerImageBuildSettings settings, string path) =>
        Runner<DockerImageBuildSettings>(context).Run("build", settings, [Named(path)]);

    /// <summary>Lists images.</summary>
    /// <returns>The lines that docker printed.</returns>
    [CakeMethodAlias]
    public static IEnumerable<string> DockerImageLs(this ICakeContext context, DockerImageLsSettings settings) =>
        Runner<DockerImageLsSettings>(context).RunWithResult("image ls", settings, lines => lines.ToArray());

    /// <summary>Runs any docker command.</summary>
    /// <param name="context">The context.</param>
    /// <param name="command">Its words, split at spaces.</param>
    /// <returns>The lines that docker printed.</returns>
    [CakeMethodAlias]
    public static IEnumerable<string> DockerCustomCommand(this ICakeContext context, string command) =>
        DockerCustomCommand(context, new DockerCustomCommandSettings(), command);

    /// <inheritdoc cref="DockerCustomCommand(ICakeContext, string)"/>
    [CakeMethodAlias]
    public static IEnumerable<string> DockerCustomCommand(this ICakeContext context, DockerCustomCommandSettings settings, string command) =>
        Runner<DockerCustomCommandSettings>(context).RunWithResult(command, settings, lines => lines.ToArray());

    /// <summary>An image and what runs in it; without a command there are no arguments either.</summary>
    private static string[] Container(string image, string? command, string[] args) => string.IsNullOrEmpty(command) ? [Named(image)] : [Named(image), command, .. args];

    private static string Named(string argument) => string.IsNullOrEmpty(argument) ? throw new ArgumentNullException(nameof(argument)) : argument;

    private static GenericDockerRunner<TSettings> Runner<TSettings>(ICakeContext context)
        where TSettings : AutoToolSettings
    {
        ArgumentNullException.ThrowIfNull(context);
        return new GenericDockerRunner<TSettings>(context.FileSystem, context.Environment, context.ProcessRunner, context.Tools);
    }
}
