namespace Fleetyard.Build.Options;

/// <summary>Standard output; where it is for a machine alone, everything else goes to standard error.</summary>
public sealed class StandardOutput
{
    private readonly TextWriter writer = Console.Out;

    /// <summary>Takes standard output.</summary>
    /// <param name="forMachine">Whether only results may go there.</param>
    public StandardOutput(bool forMachine)
    {
        if (forMachine)
        {
            Console.SetOut(Console.Error);
        }
    }

    /// <summary>Writes a result.</summary>
    public void Write(string result) => writer.WriteLine(result);
}
