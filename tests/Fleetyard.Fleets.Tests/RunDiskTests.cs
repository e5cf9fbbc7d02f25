using System.Diagnostics;
using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests;

/// <summary>Disks that take nothing: one line with what to do.</summary>
internal sealed class RunDiskTests : RunFolderTests
{
    [Test]
    public void A_read_only_file_system_is_one_line_with_what_to_do()
    {
        var small = Directory.CreateDirectory(Path.Combine(folder, "small")).FullName;
        if (Run("mount", "-t", "tmpfs", "-o", "ro,size=24k", "tmpfs", small) is { } why)
        {
            Assert.Ignore($"A small file system could not be mounted, which wants root and the package mount: {why}");
        }

        try
        {
            Assert.That(() => Store(Path.Combine(small, "runs")).Open(Sample.Recipe, Settings(), null!, new RecordingLog()),
                Throws.InstanceOf<FleetException>().With.Message.Contains("make the folder writable").And.Message.Contains("--artifacts").And.Message.Not.Contains("\n"));
        }
        finally
        {
            Run("umount", small);
        }
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_one_line_with_what_to_do()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        Assert.That(() => Store(Path.Combine(file, "runs")).Open(Sample.Recipe, Settings(), null!, new RecordingLog()),
            Throws.InstanceOf<FleetException>().With.Message.Contains("make the folder writable").And.Message.Not.Contains("\n"));
    }

    [Test]
    public void A_full_disk_is_one_line_with_what_to_do_and_the_journal_stays_sound()
    {
        var small = Directory.CreateDirectory(Path.Combine(folder, "small")).FullName;
        if (Run("mount", "-t", "tmpfs", "-o", "size=24k", "tmpfs", small) is { } why)
        {
            Assert.Ignore($"A small file system could not be mounted, which wants root and the package mount: {why}");
        }

        try
        {
            string id;
            using (var run = Store(small).Open(Sample.Recipe, Settings(), null!, new RecordingLog()))
            {
                id = run.State.RunId;
                var filling = new Dictionary<string, string> { ["big"] = new string('x', 3000) };
                Assert.That(() =>
                {
                    while (true)
                    {
                        run.Learn("InstallDeps", state => state with { Facts = filling });
                    }
                }, Throws.InstanceOf<FleetException>().With.Message.Contains("free space").And.Message.Not.Contains("\n"));
            }

            File.Delete(Path.Combine(small, id, "run.json"));
            using var again = Store(small).Open(Sample.Recipe, Settings(), null!, new RecordingLog());
            Assert.That(again.State.RunId, Is.EqualTo(id));
            Assert.That(again.State.Facts, Does.ContainKey("big"));
        }
        finally
        {
            Run("umount", small);
        }
    }

    /// <summary>Null where it worked, else what it said.</summary>
    private static string? Run(string tool, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : errors.Trim();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
