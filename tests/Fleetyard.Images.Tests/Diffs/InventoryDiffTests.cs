using Fleetyard.Images.Diffs;
using Fleetyard.Images.Inventories;
using Fleetyard.Images.Tests.Verdicts;

namespace Fleetyard.Images.Tests.Diffs;

/// <summary>What a difference names.</summary>
internal sealed class InventoryDiffTests
{
    private static readonly Artifact Old = MadeUp.File("/opt/a/lib/libcrypto.a", ArtifactKind.Static, "OpenSSL", "3.0.17");

    [Test]
    public void The_same_has_no_difference() => Assert.That(InventoryDiff.Between(MadeUp.Inventory(MadeUp.Runbook), MadeUp.Inventory(MadeUp.Runbook)).Changes, Is.Empty);

    [Test]
    public void What_only_one_has_is_added_or_removed()
    {
        Assert.That(Told([], [Old]), Is.EqualTo(["Added /opt/a/lib/libcrypto.a "]));
        Assert.That(Told([Old], []), Is.EqualTo(["Removed /opt/a/lib/libcrypto.a "]));
    }

    [Test]
    public void What_changed_is_told_property_by_property()
    {
        var changed = Old with { Size = Old.Size + 1, Mode = 0b111_000_000, Identity = Old.Identity! with { Version = "3.0.18", Machine = "aarch64" } };
        Assert.That(Told([Old], [changed]), Is.EqualTo(
        [
            $"Changed /opt/a/lib/libcrypto.a version 3.0.17 3.0.18; machine {Old.Identity!.Machine} aarch64; size {Old.Size} {changed.Size}; mode {Convert.ToString(Old.Mode, 8).PadLeft(4, '0')} 0700",
        ]));
    }

    [Test]
    public void A_symlink_that_leads_elsewhere_is_changed()
    {
        var link = new Artifact { Path = "/opt/a/lib/libcrypto.so", Kind = ArtifactKind.Symlink, Size = 0, Mode = 0b111_111_111, Target = new("x", "/opt/a/lib/x", SymlinkState.Resolved), Identity = Old.Identity };
        Assert.That(Told([link], [link with { Target = new("y", "/opt/a/lib/y", SymlinkState.Dangling), Identity = null }]).Single(),
            Does.Contain("target /opt/a/lib/x /opt/a/lib/y; state resolved dangling").And.Contain("version 3.0.17 none"));
    }

    [Test]
    public void Another_layer_is_no_difference() => Assert.That(Told([Old with { Layer = 1 }], [Old with { Layer = 2 }]), Is.Empty);

    private static string[] Told(Artifact[] before, Artifact[] after) =>
    [
        .. InventoryDiff.Between(MadeUp.Inventory(before), MadeUp.Inventory(after)).Changes.Select(change =>
            $"{change.Kind} {change.Path} {string.Join("; ", change.Differences.Select(difference => $"{difference.Property} {difference.Before ?? "none"} {difference.After ?? "none"}"))}"),
    ];
}
