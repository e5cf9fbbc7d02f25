using Fleetyard.Yaml;

namespace Fleetyard.Images.Recipes;

/// <summary>The image recipes of a folder of recipes: <c>images/*.yml</c>.</summary>
/// <param name="folder">Such as <c>recipes</c>.</param>
public sealed class ImageRecipeBook(string folder)
{
    private readonly RecipeFolder images = new(Path.Combine(folder, "images"));

    /// <summary>The names of the image recipes, sorted.</summary>
    public IReadOnlyList<string> Names => images.Names;

    /// <summary>Whether a name, a glob or the path of a file means a recipe of this book.</summary>
    public bool Has(string wanted) => images.Has(wanted);

    /// <summary>Reads what was asked for, each file once, in the order asked.</summary>
    /// <param name="wanted">Names, globs such as <c>s2n-*</c>, or paths of files.</param>
    /// <exception cref="RecipeException">There is no such recipe; the message names the nearest.</exception>
    public IReadOnlyList<ImageRecipeResult> Read(IEnumerable<string> wanted) => [.. images.Find(wanted).Select(ImageRecipeReader.Read)];
}
