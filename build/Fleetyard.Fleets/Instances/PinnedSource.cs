using System.Security.Cryptography;
using System.Text;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>A recipe that starts from one AMI, which the user chose for this command.</summary>
public static class PinnedSource
{
    /// <summary>
    /// The recipe with that AMI as its source, still of the recipe's owners. It has a fingerprint of its own, so that neither its run nor its AMI is taken for one of the
    /// recipe's newest source, nor the other way round.
    /// </summary>
    public static Recipe On(Recipe recipe, string imageId)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return recipe.Source.ImageId == imageId ? recipe : recipe with
        {
            Source = recipe.Source with { ImageId = imageId },
            Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{recipe.Fingerprint}/{imageId}"))),
        };
    }
}
