namespace Fleetyard.Benchmarks;

/// <summary>Where the project is.</summary>
internal static class Project
{
    /// <summary>The folder with build.sh, at or above this program's.</summary>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "build.sh")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("There is no build.sh above this program; start it with dotnet run --project tests/Benchmarks.");
    }
}
