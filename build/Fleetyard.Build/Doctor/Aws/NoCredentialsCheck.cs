namespace Fleetyard.Build.Doctor.Aws;

/// <summary>Says that no credentials are about, and that a rehearsal needs none.</summary>
internal sealed class NoCredentialsCheck : ICheck
{
    public string Subject => "AWS credentials";

    public Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>>([Finding.Ok(Subject, "none are here, and --cloud=local needs none; --cloud=aws looks further (an instance's profile)")]);
}
