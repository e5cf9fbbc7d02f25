namespace Fleetyard.Images.Tree;

/// <content>Hard links, which can come before their targets.</content>
internal sealed partial class LayerTree
{
    /// <summary>No engine takes a link before its target, so a chain of them is already more than anybody writes.</summary>
    private const int MostPasses = 8;

    /// <summary>Looks for the targets of hard links that came before them, once all entries are in.</summary>
    public void Complete()
    {
        pending.RemoveAll(link => !Table[link].Is(NodeFlags.Linked));

        // Each pass resolves what the one before made known; links that wait for each other stay.
        for (var pass = 0; pass < MostPasses && pending.RemoveAll(ResolveNow) > 0;)
        {
            pass++;
        }

        pending.ForEach(Shorten);
        whiteouts.Sort();
        Table.Close();

        bool ResolveNow(int index) => Target(index) is { } target && Link(new Node(Table, index), target);

        // A link to a link into a lower layer is one into the lower layer itself, for there the first has no name yet.
        void Shorten(int index)
        {
            var last = index;
            for (var step = 0; step < MostPasses && Target(last) is { IsPending: true } next; step++)
            {
                last = next.Index;
            }

            Table[index].Link = Table[last].Link;
        }

        Node? Target(int index) => PathWalk.Follow(Root, new Node(Table, index).LinkTarget!, followsLast: false).Node;
    }

    /// <summary>Makes a name a hard link to what is at its target; false if that is no file or is not known yet.</summary>
    public static bool Link(Node link, Node target)
    {
        if (target.IsPending || target.Kind == ImageEntryKind.Directory)
        {
            return false;
        }

        link.TakeAttributes(target);
        link.Row.Set(NodeFlags.Pending, false);
        return true;
    }
}
