using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Ssh;

/// <summary>As whom an instance is logged in to.</summary>
internal static class SshUser
{
    /// <summary>The recipe's own, or the one that the provider's AMIs come with.</summary>
    /// <exception cref="FleetException">The recipe names none, and no provider whose user is known.</exception>
    public static string Of(Recipe recipe) => recipe.Instance.Ssh.User ?? recipe.Source.Provider switch
    {
        AmiProvider.Amazon or AmiProvider.RedHat => "ec2-user",
        AmiProvider.Canonical => "ubuntu",
        AmiProvider.Debian => "admin",
        _ => throw new FleetException($"{recipe.File} has its instance reached by SSH and does not say as whom, and its source names no provider whose user is known; set instance.ssh.user to the AMI's own user."),
    };
}
