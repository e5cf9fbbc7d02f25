using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Fleets.Tests;

/// <summary>The dead-man's switch of an instance.</summary>
internal sealed class UserDataTests
{
    /// <summary>EC2's limit, in bytes before base64.</summary>
    internal const int MostBytes = 16 * 1024;

    [Test]
    public async Task The_switch_is_a_timer_that_a_reboot_leaves_and_its_moment_is_the_tag_s()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync("PrepareInstance");
        var script = UserData(yard);
        var expires = (await yard.InstancesAsync()).Single().Tags.Single(tag => tag.Key == "fleetyard:expires").Value;
        var moment = expires.Replace('T', ' ').Replace("Z", " UTC", StringComparison.Ordinal);
        Assert.That(script, Does.Contain($"\nOnCalendar={moment}\n").And.Contain("\nPersistent=true\n").And.Contain("systemctl enable --now fleetyard-expiry.timer"));
        Assert.That(script, Does.Contain("/etc/systemd/system/"), "what lies in /run is gone after a reboot");
        Assert.That(Run("sh", "-n", script), Is.Empty);
        Assert.That(Encoding.UTF8.GetByteCount(script), Is.LessThan(MostBytes));
    }

    [Test]
    public async Task A_run_that_is_taken_up_late_gives_its_next_instance_the_whole_time()
    {
        var time = new JumpingTime(new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(-3)));
        await using var yard = await Yard.OpenAsync(time: time);
        yard.Begin().Dispose();
        time.CreateTimer(_ => { }, null, TimeSpan.FromDays(3), Timeout.InfiniteTimeSpan).Dispose();
        await yard.CommandAsync("PrepareInstance");
        var expires = DateTimeOffset.Parse((await yard.InstancesAsync()).Single().Tags.Single(tag => tag.Key == "fleetyard:expires").Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(expires, Is.GreaterThan(DateTimeOffset.UtcNow.AddHours(23)));
    }

    [Test]
    public async Task systemd_takes_the_units()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync("PrepareInstance");
        var units = Regex.Matches(UserData(yard), @"cat >/etc/systemd/system/(\S+) <<'UNIT'\n(.*?)\nUNIT\n", RegexOptions.Singleline);
        Assert.That(units, Has.Count.EqualTo(2));
        var folder = Directory.CreateDirectory(Path.Combine(yard.Folder, "units")).FullName;
        foreach (Match unit in units)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, unit.Groups[1].Value), unit.Groups[2].Value + "\n");
        }

        try
        {
            Assert.That(Run("systemd-analyze", "verify", null, Path.Combine(folder, "fleetyard-expiry.timer")), Does.Not.Contain("fleetyard"));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("systemd-analyze is not here; it comes with the package systemd.");
        }
    }

    [TestCase("exit 3", "hello\nfleetyard: the recipe's user data first-boot.sh failed with exit code 3\n")]
    [TestCase("sleep 60", "hello\nfleetyard: the recipe's user data first-boot.sh failed with exit code 124\n")]
    [TestCase("exit 0", "hello\n")]
    public async Task The_recipe_s_own_script_runs_with_its_values_and_its_failure_is_told_and_stops_nothing(string end, string said)
    {
        await using var yard = await Yard.OpenAsync();
        var own = new RecipeScript("first-boot.sh", $"#!/bin/sh\necho \"$GREETING\" >&2\n{end}\n", new Dictionary<string, string> { ["GREETING"] = "hello" }, TimeSpan.FromSeconds(2));
        yard.Recipe = yard.Recipe with { Instance = yard.Recipe.Instance with { UserData = own } };
        await yard.CommandAsync("PrepareInstance");
        var script = UserData(yard);
        Assert.That(Run("sh", "-eu", script[script.IndexOf("# The recipe's own script.", StringComparison.Ordinal)..] + "echo and on >&2\n"), Is.EqualTo(said + "and on\n"));
    }

    [Test]
    public async Task User_data_that_EC2_does_not_take_is_refused_before_the_launch()
    {
        await using var yard = await Yard.OpenAsync();
        var noise = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16_000));
        yard.Recipe = yard.Recipe with { Instance = yard.Recipe.Instance with { UserData = Sample.Script($"# {noise}", "first-boot.sh") } };
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Match(@"The user data of recipes/fleets/sample\.yml is \d+ bytes long with first-boot\.sh compressed in it, and EC2 takes 16384"));
        Assert.That(yard.Calls("RunInstances"), Is.Empty);
    }

    internal static string UserData(Yard yard)
    {
        var field = yard.Calls("RunInstances").Single().RequestBody.Split('&').Single(part => part.StartsWith("UserData=", StringComparison.Ordinal));
        return Encoding.UTF8.GetString(Convert.FromBase64String(WebUtility.UrlDecode(field["UserData=".Length..])));
    }

    /// <summary>What a tool said; <paramref name="input"/> goes to its standard input.</summary>
    private static string Run(string tool, string verb, string? input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, [verb, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return errors + output.Result;
    }
}
