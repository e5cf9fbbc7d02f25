using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fleetyard.Images.Identification;
using Fleetyard.Images.Sources;

namespace Fleetyard.Images.Registry;

/// <summary>Runs docker's credential helpers: programs that print a credential as JSON (github.com/docker/docker-credential-helpers).</summary>
/// <param name="path">The folders to look for them in, written as PATH is; null for PATH.</param>
/// <param name="time">The clock.</param>
internal sealed partial class CredentialHelpers(string? path, TimeProvider time)
{
    /// <summary>A helper may ask its user to unlock a keychain.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int LongestAnswer = 1 << 16;

    /// <summary>Asks a helper.</summary>
    /// <param name="name">Its name, without <c>docker-credential-</c>.</param>
    /// <param name="server">Whose credential it is.</param>
    /// <param name="config">The configuration that names it, for messages.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>User and secret; null if it has none.</returns>
    /// <exception cref="ImageException">It cannot be run, or it fails.</exception>
    public async Task<(string User, string Secret)?> GetAsync(string name, string server, string config, CancellationToken cancellationToken)
    {
        var program = $"docker-credential-{OneLine.Of(name)}";
        if (!Name().IsMatch(name))
        {
            throw new ImageException($"{config} names the credential helper \"{OneLine.Of(name)}\", which is no name of a program; mend it.");
        }

        var file = Find(program) ?? throw new ImageException($"{config} names the credential helper {program}, which is not in PATH; install it, or log in again with docker login.");
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var (code, output, error) = await RunAsync(file, server, either.Token);
            if (code == 0)
            {
                return Answer(output, program, server);
            }

            // Helpers tell of their errors on standard output; only an answer has braces, and secrets.
            var said = error.Length > 0 || output.StartsWith('{') ? error : output;
            return output.Contains("credentials not found", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw new ImageException($"The credential helper {program} ended with code {code} for {server}: {OneLine.Of(said)}".TrimEnd(':', ' ') + $"; try {program} get, or log in again with docker login.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ImageException($"The credential helper {program} gave no answer for {server} within {Patience.TotalSeconds:0} s; try {program} get, or log in again with docker login.");
        }
        catch (Exception fault) when (fault is Win32Exception or IOException)
        {
            throw new ImageException($"The credential helper {program} cannot be run: {OneLine.Of(fault.Message)}; install it again.", fault);
        }
    }

    /// <summary>.NET would look into the working directory first, where a stranger's program may lie.</summary>
    private string? Find(string program) =>
        (path ?? Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)).FirstOrDefault(File.Exists);

    private static async Task<(int Code, string Output, string Error)> RunAsync(string file, string server, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(file, ["get"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true })!;
        try
        {
            var output = ReadAsync(process, process.StandardOutput, cancellationToken);
            var error = ReadAsync(process, process.StandardError, cancellationToken);
            await WriteAsync(process.StandardInput, server);
            await Task.WhenAll(output, error);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task WriteAsync(StreamWriter input, string server)
    {
        try
        {
            await input.WriteAsync(server);
            input.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code says more.
        }
    }

    private static async Task<string> ReadAsync(Process process, StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new char[LongestAnswer];
        var length = await reader.ReadBlockAsync(text, cancellationToken);
        if (length < text.Length)
        {
            return new string(text, 0, length).Trim();
        }

        // Else its other output would be waited for.
        process.Kill(entireProcessTree: true);
        throw new IOException("it prints without end");
    }

    private static (string, string)? Answer(string output, string program, string server)
    {
        try
        {
            using var answer = JsonDocument.Parse(output);
            return ImageDocument.Text(answer.RootElement, "Secret") is { } secret ? (ImageDocument.Text(answer.RootElement, "Username") ?? "", secret) : null;
        }
        catch (JsonException)
        {
            throw new ImageException($"The credential helper {program} answered for {server} with something that is no JSON; try {program} get, or log in again with docker login.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Name();
}
