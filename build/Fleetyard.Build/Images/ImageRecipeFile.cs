using System.Text;
using System.Text.RegularExpressions;
using Cake.Core;
using Cake.Core.Diagnostics;
using Fleetyard.Images;
using Fleetyard.Images.Inventories;
using Fleetyard.Images.Recipes;

namespace Fleetyard.Build.Images;

/// <summary>Writes image recipes of what images have.</summary>
public sealed partial class ImageRecipeFile(ImageLook look, Interrupt interrupt)
{
    /// <summary>Looks into the image and writes its recipe; one that is there is only written over with <c>--force</c>.</summary>
    /// <exception cref="CakeException">The image could not be looked at, or the file is there or cannot be written; or it was interrupted.</exception>
    public Task WriteAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return interrupt.EndAsync(DraftAsync(context));
    }

    private async Task DraftAsync(BuildContext context)
    {
        var image = await ImageChoice.OneAsync(context, interrupt.Token);
        var (name, file) = Place(context, image);
        if (File.Exists(file) && !context.Options.Force)
        {
            throw new CakeException(ExitCode.CouldNot, $"{file} is there already; write over it with --force, or name another one with --recipe=<name>.");
        }

        var inventories = await look.LookAtAllAsync(context, [image], ArtifactSet.Usual);
        Write(file, Drafted(inventories[0], name));
        context.Log.Information("Wrote {0}; check images against it with --target=InspectImage --recipe={1}", file, IsAmongRecipes(context, file) ? name : file);
    }

    private static string Drafted(ImageInventory inventory, string name)
    {
        try
        {
            return ImageRecipeWriter.Write(ImageRecipeDraft.Of(inventory, name));
        }
        catch (ImageException fault)
        {
            throw new CakeException(ExitCode.CouldNot, fault.Message);
        }
    }

    private static (string Name, string File) Place(BuildContext context, string image)
    {
        var asked = context.ImageOptions.Recipes;
        if (asked.Count > 1)
        {
            throw new CakeException(ExitCode.CouldNot, $"WriteImageRecipe writes one recipe, but --recipe names {asked.Count}: {string.Join(", ", asked)}.");
        }

        var name = asked.Count == 1 ? asked[0] : NoName().Replace(image[(image.LastIndexOf('/') + 1)..].ToLowerInvariant(), "-").Trim('-', '.');
        return name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            ? (Path.GetFileNameWithoutExtension(name), Path.GetFullPath(name, context.Root))
            : NoName().IsMatch(name) || name.Length == 0
                ? throw new CakeException(ExitCode.CouldNot, $"'{name}' is no name of a recipe; use letters, digits, dots and dashes, or a file that ends in .yml.")
                : (name, Path.Combine(context.Root, "recipes", "images", name + ".yml"));
    }

    /// <summary>Whether <c>--recipe</c> finds the file by its name alone.</summary>
    private static bool IsAmongRecipes(BuildContext context, string file) => Path.GetDirectoryName(file) == Path.Combine(context.Root, "recipes", "images");

    private static void Write(string file, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CakeException(ExitCode.CouldNot, $"{file} could not be written: {fault.Message.TrimEnd('.')}; name another file in --recipe.");
        }
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex NoName();
}
