using System.Globalization;
using System.Net;
using Fleetyard.Fleets.Tests.World;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Fleets.Tests;

/// <summary>A recipe's scripts on the instance: their output, their failures and their ends.</summary>
internal sealed class ScriptTests
{
    [Test]
    public async Task A_script_that_fails_is_told_with_its_exit_code_and_last_lines()
    {
        await using var yard = await Installing("seq 1 40\necho it broke >&2\nexit 7");
        Assert.That(async () => await yard.CommandAsync("InstallDeps"), Throws.InstanceOf<FleetException>()
            .With.Message.Contains("script.sh failed with exit code 7")
            .And.Message.Contains("39 | 40 | it broke")
            .And.Message.Not.Contains("| 20 |")
            .And.Message.Contains("InstallDeps.script.sh.log"));
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task The_last_line_needs_no_end_and_its_carriage_return_goes()
    {
        await using var yard = await Installing("printf 'one\\r\\ntwo\\n\\nthree'\nexit 1");
        Assert.That(async () => await yard.CommandAsync("InstallDeps"), Throws.InstanceOf<FleetException>().With.Message.EndsWith("one | two |  | three"));
        Assert.That(yard.Log.Lines, Is.EqualTo(new[] { "one", "two", "", "three" }));
    }

    [Test]
    public async Task What_the_shell_itself_complains_of_is_told_too()
    {
        await using var yard = await Installing("true");
        yard.Host.Instead = (_, _) => throw new InvalidOperationException("the instance went away");
        Assert.That(async () => await yard.CommandAsync("InstallDeps"), Throws.InstanceOf<FleetException>().With.Message.Contains("the instance went away"));
    }

    [Test]
    public async Task A_script_that_hangs_is_ended_at_its_deadline_and_nothing_is_left_running()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var yard = await Yard.OpenAsync(time: new JumpingTime(clock), serverTime: clock);
        yard.Recipe = Sample.Installing(Sample.Script("sleep 1000", timeout: TimeSpan.FromMinutes(3)));
        yard.Host.Instead = async (_, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return 0;
        };
        Assert.That(async () => await yard.CommandAsync("InstallDeps"), Throws.InstanceOf<FleetException>().With.Message.Contains("script.sh did not end within 3 minutes"));
        Assert.That(yard.Log.Said, Does.Match("script.sh: 1[5-9] s").And.Match("script.sh: 1[67][0-9] s"), "it was told that it still runs");
        Assert.That(() => yard.Host.Running, Is.Zero.After(2000, 20));
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task An_interrupt_cancels_the_script_that_runs()
    {
        await using var yard = await Installing("true");
        using var interrupt = new CancellationTokenSource();
        yard.Host.Instead = async (_, cancellation) =>
        {
            await interrupt.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
            return 0;
        };
        Assert.That(async () => await yard.CommandAsync("InstallDeps", cancellationToken: interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(yard.Calls("CancelCommand"), Has.Count.EqualTo(1));
        Assert.That(() => yard.Host.Running, Is.Zero.After(2000, 20));
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task A_script_that_asks_for_a_reboot_runs_again_and_its_whole_output_is_kept()
    {
        await using var yard = await Installing("""
            if [ ! -e "$INSTANCE/rebooted" ]; then touch "$INSTANCE/rebooted"; echo before the reboot; exit 194; fi
            echo after the reboot
            """);
        await yard.CommandAsync("InstallDeps");
        Assert.That(yard.Host.Reboots, Is.EqualTo(1));
        Assert.That(yard.ScriptLog("script.sh"), Is.EqualTo("before the reboot\nafter the reboot\n"));
    }

    [Test]
    public async Task A_flood_is_kept_whole_and_its_end_is_told()
    {
        await using var yard = await Installing("seq -f 'line %.0f of a flood' 1 200000\nexit 9");
        Assert.That(async () => await yard.CommandAsync("InstallDeps"), Throws.InstanceOf<FleetException>().With.Message.EndsWith("line 199999 of a flood | line 200000 of a flood"));
        var lines = yard.ScriptLog("script.sh").TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(200_000));
        Assert.That(lines.SequenceEqual(Enumerable.Range(1, 200_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"line {number} of a flood"))), Is.True);
        Assert.That(Directory.GetFiles(yard.Runs, "*.gz", SearchOption.AllDirectories), Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_rest_of_a_flood_that_cannot_be_fetched_is_told_and_the_script_has_succeeded(bool isAnswered)
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Recipe = Sample.Installing(Sample.Script("seq -f 'line %.0f of a flood' 1 20000"));
        var commands = 0;
        yard.Wire.Before = operation =>
        {
            if (operation != "SendCommand" || Interlocked.Increment(ref commands) == 1)
            {
                return;
            }

            if (!isAnswered)
            {
                throw new IOException("The connection was reset.");
            }

            yard.Wire.Answer("SendCommand", HttpStatusCode.BadRequest, """{"__type":"ThrottlingException","message":"Rate exceeded"}""");
        };
        await yard.CommandAsync("InstallDeps");
        Assert.That(commands, Is.EqualTo(2));
        Assert.That(yard.Log.Said, Does.Match($"Not all of the output of script.sh.* could be fetched: .*{(isAnswered ? "Rate exceeded" : "reset")}"));
        Assert.That(yard.ScriptLog("script.sh"), Does.StartWith("line 1 of a flood\n"));
    }

    [Test]
    public async Task A_flood_after_a_reboot_and_with_bytes_that_are_no_text_keeps_its_lines()
    {
        await using var yard = await Installing("""
            if [ ! -e "$INSTANCE/rebooted" ]; then touch "$INSTANCE/rebooted"; seq -f 'first %.0f' 1 1000; exit 194; fi
            printf 'caf\303\251 \377\376 half a letter \303\n'
            seq -f 'second %.0f \303\251\342\202\254' 1 3000 | while read -r line; do printf "$line\n"; done
            """);
        await yard.CommandAsync("InstallDeps");
        var lines = yard.ScriptLog("script.sh").TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(4001));
        Assert.That(lines[1000], Does.StartWith("café "));
        Assert.That(lines[^1], Is.EqualTo("second 3000 é€"));
        Assert.That(lines.Skip(1001).Select((line, index) => line == string.Create(CultureInfo.InvariantCulture, $"second {index + 1} é€")), Is.All.True);
    }

    [Test]
    public async Task A_script_that_is_too_long_for_a_command_goes_as_a_file_in_pieces_and_runs_again_after_a_reboot()
    {
        var filler = string.Concat(Enumerable.Range(0, 3000).Select(number => string.Create(CultureInfo.InvariantCulture, $"# line {number}, café €\n")));
        await using var yard = await Installing($"{filler}if [ ! -e \"$INSTANCE/rebooted\" ]; then touch \"$INSTANCE/rebooted\"; exit 194; fi\necho whole");
        await yard.CommandAsync("InstallDeps");
        Assert.That(yard.ScriptLog("script.sh"), Is.EqualTo("whole\n"));
        Assert.That(yard.Calls("SendCommand").Max(call => call.RequestBody.Length), Is.LessThan(64 * 1024));
        Assert.That(Directory.GetFiles(Path.Combine(yard.Folder, "instances"), "script.sh.*", SearchOption.AllDirectories), Has.All.EndsWith(".log"), "the file goes with its script");
    }

    [Test]
    public async Task A_long_script_arrives_and_runs_once_though_the_first_answer_to_each_sending_is_lost()
    {
        await using var yard = await Installing($"{string.Concat(Enumerable.Repeat("# a long line that says nothing at all\n", 3000))}echo run >>\"$INSTANCE/runs\"; cat \"$INSTANCE/runs\"");
        var sent = 0;
        yard.Wire.Before = operation =>
        {
            if (operation == "SendCommand" && ++sent % 2 == 1)
            {
                yard.Wire.Lose(operation);
            }
        };
        await yard.CommandAsync("InstallDeps");
        Assert.That(yard.ScriptLog("script.sh"), Is.EqualTo("run\n"));
        Assert.That(yard.Calls("SendCommand"), Has.Count.EqualTo(sent).And.Count.GreaterThan(6));
    }

    [Test]
    public async Task A_file_that_arrives_with_another_SHA_256_is_refused()
    {
        await using var yard = await Installing(string.Concat(Enumerable.Repeat("# a long line that says nothing at all\n", 3000)));
        var pieces = 0;
        yard.Host.Change = script => script.Contains("base64 -d >", StringComparison.Ordinal) && ++pieces == 2 ? script.Replace("base64 -d >", "base64 -d | tr l L >", StringComparison.Ordinal) : script;
        Assert.That(async () => await yard.CommandAsync("InstallDeps"), Throws.InstanceOf<FleetException>().With.Message.Match("/var/lib/fleetyard/script.sh.[0-9a-f]{8} did not arrive whole on i-[0-9a-f]+: its SHA-256 there is [0-9a-f]{64}, another"));
        Assert.That(yard.Log.Lines, Is.Empty);
    }

    [Test]
    public async Task A_line_without_an_end_does_not_grow_without_bound()
    {
        await using var yard = await Installing("head -c 300000 /dev/zero | tr '\\0' 'x'");
        await yard.CommandAsync("InstallDeps");
        Assert.That(yard.Log.Lines.Max(line => line.Length), Is.LessThanOrEqualTo(64 * 1024));
        Assert.That(yard.Log.Lines.Sum(line => line.Length), Is.EqualTo(300_000));
    }

    [Test]
    public async Task Values_reach_a_script_as_its_environment_and_as_nothing_else()
    {
        await using var yard = await Installing("printf '%s\\n' \"$GREETING\"");
        var hostile = "'; echo pasted; \"$(id)\" `id` \\ $HOME";
        yard.Recipe = Sample.Installing(Sample.Script("printf '%s\\n' \"$GREETING\"") with { Environment = new Dictionary<string, string> { ["GREETING"] = hostile } });
        await yard.CommandAsync("InstallDeps");
        Assert.That(yard.Log.Lines, Is.EqualTo(new[] { hostile }));
    }

    [Test]
    public async Task Facts_reach_the_run_and_the_report_says_how_much_the_store_lost()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = yard.Recipe with
        {
            Scripts = yard.Recipe.Scripts with { ConfigureNix = [Sample.Script("echo FLEETYARD_FACT nix-store-bytes-before=314572800\necho FLEETYARD_FACT nix-store-bytes-after=104857600\necho FLEETYARD_FACT nix-version=2.31.1")] },
        };
        var state = await yard.CommandAsync("ConfigureNix");
        Assert.That(state.Facts["nix-version"], Is.EqualTo("2.31.1"));
        Assert.That(state.Facts["nix-store-bytes-before"], Is.EqualTo("314572800"));
        Assert.That(yard.Log.Said, Does.Contain("Nix's store lost 209,715,200 bytes (200 MiB): 314,572,800 bytes (300 MiB) → 104,857,600 bytes (100 MiB)"));
    }

    [Test]
    public async Task Secrets_are_in_no_log_no_message_and_no_journal_also_across_pieces_of_output()
    {
        const string Key = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC";
        await using var yard = await Installing($$"""
            echo 'FLEETYARD_FACT agent=password=hunter2hunter2'
            printf '{"pass'; printf 'word": "hunter2 hun'; printf 'ter2"}\n'
            seq -f 'padding %.0f ----------------------------------------------------' 1 500
            echo '-----BEGIN RSA PRIVATE KEY-----'; echo {{Key}}; echo {{Key}}; echo '-----END RSA PRIVATE KEY-----'
            echo 'Authorization: Bearer hunter2hunter2hunter2'
            printf 'token: hunter2hunter2'
            exit 1
            """);
        var failure = (await Assert.CatchAsync<FleetException>(async () => await yard.CommandAsync("InstallDeps")))!.Message;
        var everything = string.Concat(Directory.GetFiles(yard.Runs, "*", SearchOption.AllDirectories).Select(File.ReadAllText)) + yard.Log.Said + string.Join('\n', yard.Log.Lines) + failure;
        Assert.That(everything, Does.Not.Contain("hunter2").And.Not.Contain(Key));
        Assert.That(failure, Does.EndWith("*** | *** | *** | *** | Authorization: *** | token: ***"));
    }

    private static async Task<Yard> Installing(string text)
    {
        var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.Installing(Sample.Script(text));
        return yard;
    }
}
