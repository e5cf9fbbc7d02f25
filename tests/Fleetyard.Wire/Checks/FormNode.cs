using System.Net;

namespace Fleetyard.Wire.Checks;

/// <summary>A form's names, split at their dots: either text, or nodes below.</summary>
internal sealed class FormNode
{
    public string? Text { get; private set; }

    public Dictionary<string, FormNode> Children { get; } = [];

    /// <summary>Reads a form; null where it is none, or holds a name twice.</summary>
    public static FormNode? Parse(string body)
    {
        var root = new FormNode();
        foreach (var pair in body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)))
        {
            var node = root;
            foreach (var name in WebUtility.UrlDecode(pair[0]).Split('.'))
            {
                node = node.Children.TryGetValue(name, out var child) ? child : node.Children[name] = new FormNode();
            }

            if (pair.Length < 2 || node.Text is not null)
            {
                return null;
            }

            node.Text = WebUtility.UrlDecode(pair[1]);
        }

        return root;
    }

    /// <summary>Takes a node out.</summary>
    public FormNode? Take(string name) => Children.Remove(name, out var node) ? node : null;
}
