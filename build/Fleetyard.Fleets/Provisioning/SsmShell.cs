using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Reaches an instance through SSM Run Command: no inbound port and no key.</summary>
internal sealed class SsmShell(FleetRun run, Waiter waiter) : IRemoteShell
{
    /// <summary>SSM cuts a command's output at 24,000 characters, and may put words of its own at the end of what it cut: these it leaves alone.</summary>
    private const int SureCharacters = 23_000;

    /// <summary>SSM takes a document of 64 KB with its parameters in it; what is longer goes as a file.</summary>
    private const int MostCharacters = 48_000;

    private static readonly TimeSpan PieceTimeout = TimeSpan.FromMinutes(2);

    private readonly SsmCommand command = new(run, waiter);

    public string Name => "SSM";

    public async Task OnlineAsync(CancellationToken cancellationToken)
    {
        using var followed = waiter.In(run).Managed.Follow(command.Instance);
        await waiter.ForAsync($"SSM to reach {command.Instance}", TimeSpan.FromMinutes(10),
            async token => await followed.ReadAsync(token) is { PingStatus.Value: "Online" } information ? information : null,
            "the instance profile needs AmazonSSMManagedInstanceCore, the subnet a way to SSM, and Debian's and Red Hat's AMIs instance.ssmAgent.", cancellationToken);
    }

    public async Task<ScriptEnd> RunAsync(RecipeScript script, ScriptOutput output, CancellationToken cancellationToken)
    {
        if (script.Secrets.Count > 0)
        {
            throw new FleetException($"{script.Name} takes secrets, and SSM keeps what scripts are given in the account's history of commands; set instance.remote of {run.Recipe.File} to ssh or ec2-instance-connect.");
        }

        // A name of its own, since a script that asks for a reboot runs again and adds to its log.
        var name = $"{script.Name}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var log = $"/var/log/fleetyard/{name}.log";
        var progress = new ScriptProgress(run, script.Name);
        var answer = await command.RunAsync(script.Name, await CommandAsync(script, name, log, cancellationToken), script.Timeout, Tell, cancellationToken);
        if (answer.StandardOutputContent?.Length > SureCharacters)
        {
            await RestOfOutput.ReadAsync(run, command, log, output, cancellationToken);
        }

        if (answer.Status.Value != "Success" && !string.IsNullOrWhiteSpace(answer.StandardErrorContent))
        {
            output.Append($"\n{answer.StandardErrorContent}");
        }

        return answer.Status.Value switch
        {
            "Success" => ScriptEnd.With(0),
            "Failed" => ScriptEnd.With(answer.ResponseCode ?? -1),
            "TimedOut" => ScriptEnd.TimedOut,
            var status => ScriptEnd.As($"ended as {status}"),
        };

        void Tell(GetCommandInvocationResponse told)
        {
            output.Update(told.StandardOutputContent ?? "", SureCharacters);
            progress.Tell(output.LastLine);
        }
    }

    /// <remarks>A piece that SSM gets twice, because an answer was lost, writes the same file twice.</remarks>
    public async Task SendAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var pieces = content.ToArray().Chunk(MostCharacters / 4 * 3).ToList();
        for (var number = 0; number < pieces.Count; number++)
        {
            var piece = $"set -eu\numask 077\nmkdir -p \"$(dirname {path})\"\nprintf %s '{Convert.ToBase64String(pieces[number])}' | base64 -d >{Piece(number)}\n";
            await DoneAsync(await command.RunAsync($"sending {path}", piece, PieceTimeout, null, cancellationToken));
        }

        var parts = string.Join(' ', Enumerable.Range(0, pieces.Count).Select(Piece));
        var whole = $"set -eu\numask 077\n{SentFile.Once(path, content.Span)}\ncat {parts} >{path}.part\nrm -f {parts}\n{SentFile.Check(path, content.Span)}\n";
        await DoneAsync(await command.RunAsync($"checking {path}", whole, PieceTimeout, null, cancellationToken));

        string Piece(int number) => string.Create(CultureInfo.InvariantCulture, $"{path}.part.{number}");

        Task DoneAsync(GetCommandInvocationResponse answer) => answer.Status.Value == "Success"
            ? Task.CompletedTask
            : throw SentFile.Refused(path, command.Instance, answer.ResponseCode ?? -1, answer.StandardOutputContent ?? "", answer.StandardErrorContent ?? answer.Status.Value);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string> CommandAsync(RecipeScript script, string name, string log, CancellationToken cancellationToken)
    {
        var guard = new ScriptGuard(name);
        var whole = Wrapped(script, guard, $"printf %s '{ShellText.Base64(script.Content)}' | base64 -d", log, "");
        if (whole.Length <= MostCharacters)
        {
            return whole;
        }

        // Not in /tmp, which a reboot may empty: the script may run again then.
        var sent = $"/var/lib/fleetyard/{name}";
        await SendAsync(sent, ShellText.Bytes(script.Content), cancellationToken);
        return Wrapped(script, guard, $"cat {sent}", log, $"[ \"$code\" = {Reboot.Wanted} ] || rm -f {sent}\n");
    }

    /// <remarks>Nothing is made before the guard: whoever waits there must not leave anything behind the clean-up.</remarks>
    private static string Wrapped(RecipeScript script, ScriptGuard guard, string content, string log, string after)
    {
        var text = new StringBuilder("set -eu\n");
        text.Append(guard.Enter(">&2", guard.Repeat(log))).Append(guard.Begin(log)).Append("work=$(mktemp -d /tmp/fleetyard.XXXXXX)\nmkdir -p /var/log/fleetyard\n");
        text.Append(content).Append(" >\"$work/script\"\nchmod 700 \"$work/script\"\n").Append(ShellText.Exports(script.Environment));
        text.Append("{ code=0; \"$work/script\" 2>&1 ").Append(ScriptGuard.Released).Append(" || code=$?; echo \"$code\" >\"$work/exit\"; } | tee -a ").Append(log).Append(' ').Append(ScriptGuard.Released).Append('\n');
        text.Append("code=$(cat \"$work/exit\")\n").Append(guard.End).Append("rm -rf \"$work\"\n").Append(after).Append("exit \"$code\"\n");
        return text.ToString();
    }
}
