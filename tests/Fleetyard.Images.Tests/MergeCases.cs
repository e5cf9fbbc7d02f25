namespace Fleetyard.Images.Tests;

/// <summary>The traps that other tools fell into, as small layers.</summary>
internal static class MergeCases
{
    public static IReadOnlyList<MergeCase> All { get; } =
    [
        new("An upper layer's file replaces a lower one's", [Lower.File("a/x", "old"), Upper.File("a/x", "new")], ["d /a", "f /a/x new"]),
        new("A whiteout takes a file away", [Lower.Directory("a").File("a/x").File("a/y", "y"), Upper.Directory("a").Whiteout("a", "x")], ["d /a", "f /a/y y"]),
        new("A whiteout takes a directory away with all in it", [Lower.Directory("a").File("a/b/c/x"), Upper.Whiteout("", "a").File("z", "z")], ["f /z z"]),
        new("A whiteout of nothing is nothing", [Lower.File("x", "x"), Upper.Whiteout("", "none").Whiteout("not/there", "y")], ["d /not", "d /not/there", "f /x x"]),
        new("A file that a later layer brings again is back", [Lower.File("x", "1"), Upper.Whiteout("", "x"), Upper.File("x", "3")], ["f /x 3"]),
        new("An opaque directory hides all that is below", [Lower.Directory("a").File("a/x").File("a/b/y"), Upper.Directory("a").Opaque("a").File("a/z", "z")], ["d /a", "f /a/z z"]),
        new("An opaque marker that comes last hides the same", [Lower.Directory("a").File("a/x").File("a/b/y"), Upper.Directory("a").File("a/z", "z").Opaque("a")], ["d /a", "f /a/z z"]),
        new("An opaque marker hides nothing of a higher layer", [Lower.File("a/x"), Upper.Directory("a").Opaque("a"), Upper.File("a/x", "3")], ["d /a", "f /a/x 3"]),
        new("A directory in an opaque directory is opaque, too", [Lower.File("a/b/x"), Upper.Directory("a").Opaque("a").Directory("a/b").File("a/b/y", "y")], ["d /a", "d /a/b", "f /a/b/y y"]),
        new("A file replaces a directory with all in it", [Lower.Directory("a").File("a/x"), Upper.File("a", "file")], ["f /a file"]),
        new("A file replaces a directory through a whiteout", [Lower.Directory("a").File("a/x"), Upper.Whiteout("", "a").File("a", "file")], ["f /a file"]),
        new("A directory replaces a file", [Lower.File("a", "file"), Upper.Directory("a").File("a/x", "x")], ["d /a", "f /a/x x"]),
        new("A directory replaces a directory of the layer between", [Lower.File("a/x"), Upper.File("a", "file"), Upper.Directory("a").File("a/y", "y")], ["d /a", "f /a/y y"]),
        new("A symlink replaces a directory", [Lower.File("a/x").File("b/y", "y"), Upper.Symlink("a", "b")], ["l /a b", "d /b", "f /b/y y"]),
        new("A directory replaces a symlink", [Lower.File("b/y", "y").Symlink("a", "b"), Upper.Directory("a").File("a/x", "x")], ["d /a", "f /a/x x", "d /b", "f /b/y y"]),
        new("A directory that is only implied replaces a lower symlink", [Lower.File("b/y", "y").Symlink("a", "b"), Upper.File("a/x", "x")], ["d /a", "f /a/x x", "d /b", "f /b/y y"]),
        new("An entry behind a symlink of its own layer lies where it leads", [Lower.Directory("b").Symlink("a", "b").File("a/x", "x")], ["l /a b", "d /b", "f /b/x x"]),
        new("A symlink that its layer changes leads later entries elsewhere", [Lower.Directory("b").Symlink("a", "b").File("a/x", "x").Directory("c").Symlink("a", "c").File("a/y", "y")], ["l /a c", "d /b", "f /b/x x", "d /c", "f /c/y y"], false),
        new("An entry behind an absolute symlink stays in the image", [Lower.Directory("b").Symlink("a", "/b").File("a/x", "x")], ["l /a /b", "d /b", "f /b/x x"], null),
        new("An opaque marker through a lower symlink hides the symlink", [Lower.File("b/y", "y").Symlink("a", "b"), Upper.Opaque("a")], ["d /a", "d /b", "f /b/y y"]),
        new("A hard link has its target's content", [Lower.File("a", "same").HardLink("b", "a")], ["f /a same", "f /b same"]),
        new("Hard links can be chained", [Lower.File("a", "same").HardLink("b", "a").HardLink("c", "b")], ["f /a same", "f /b same", "f /c same"]),
        new("A hard link without its parent's entry makes the parent", [Lower.File("a", "same").HardLink("d/e/b", "a")], ["f /a same", "d /d", "d /d/e", "f /d/e/b same"]),
        new("A hard link keeps the content that a later layer replaces", [Lower.File("a", "old").HardLink("b", "a"), Upper.File("a", "new")], ["f /a new", "f /b old"]),
        new("A hard link keeps the content that a later layer deletes", [Lower.File("a", "old").HardLink("b", "a"), Upper.Whiteout("", "a")], ["f /b old"]),
        new("A hard link keeps the content that its own layer replaces", [Lower.File("a", "old").HardLink("b", "a").File("a", "new")], ["f /a new", "f /b old"], false),
        new("A hard link to a symlink is that symlink", [Lower.File("a", "x").Symlink("s", "a").HardLink("t", "s")], ["f /a x", "l /s a", "l /t a"]),
        new("A hard link into a lower layer has its content", [Lower.File("a", "low"), Upper.HardLink("b", "a")], ["f /a low", "f /b low"], false),
        new("A hard link renames a file of a lower layer", [Lower.File("a", "low"), Upper.Whiteout("", "a").HardLink("b", "a")], ["f /b low"], false),
        new("Hard links into a lower layer can be chained", [Lower.File("a", "low").File("b", "old"), Upper.HardLink("d", "c").HardLink("c", "b").HardLink("b", "a")], ["f /a low", "f /b low", "f /c low", "f /d low"], false),
        new("A hard link before its target finds it", [Lower.HardLink("c", "b").HardLink("b", "a").File("a", "late")], ["f /a late", "f /b late", "f /c late"], false),
        new("A hard link to nowhere is marked", [Lower.HardLink("b", "none")], ["o /b none"], false),
        new("Hard links to each other are marked", [Lower.HardLink("a", "b").HardLink("b", "a")], ["o /a b", "o /b a"], false),
        new("Dots in names mean nothing", [Lower.Directory("./").Directory("./a/").File("./a/./x", "x").File("/y", "y"), Upper.Directory(".").Whiteout("./a", "x")], ["d /a", "f /y y"]),
        new("Of two entries of a name the last counts", [Lower.File("a", "1").File("a", "2").Directory("d").File("d/x", "x").Directory("d")], ["f /a 2", "d /d", "f /d/x x"], false),
        new("Parents that nobody wrote are there", [Lower.File("a/b/c", "x")], ["d /a", "d /a/b", "f /a/b/c x"]),
        new("Names that only look like whiteouts are files", [Lower.File("a.wh.b", "x").File("wh.c", "y")], ["f /a.wh.b x", "f /wh.c y"]),
        new("What climbs out of the image is left out", [Lower.File("../x", "x").File("a/../../y", "y").File("a/../z", "z")], ["f /z z"], false),
        new("A symlink out of the image leads into it", [Lower.Symlink("out", "../../../etc").File("out/x", "x")], ["d /etc", "f /etc/x x", "l /out ../../../etc"], false),
        new("Symlinks in a circle take no entry", [Lower.Symlink("a", "b").Symlink("b", "a").File("a/x", "x")], ["l /a b", "l /b a"], false),
        new("A whiteout and a directory of a layer hide what is below", [Lower.File("a/x"), Upper.Whiteout("", "a").Directory("a").File("a/y", "y")], ["d /a", "f /a/y y"], null),
        new("A pipe is neither file nor directory", [Lower.Fifo("p")], ["o /p"]),
        new("A name longer than a header has room for is whole", [Lower.File($"{new string('d', 120)}/{new string('f', 200)}", "x")], [$"d /{new string('d', 120)}", $"f /{new string('d', 120)}/{new string('f', 200)} x"]),
    ];

    private static LayerTar Lower => new();

    private static LayerTar Upper => new();
}
