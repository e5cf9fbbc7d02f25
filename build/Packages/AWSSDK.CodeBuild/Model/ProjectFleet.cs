namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ProjectFleet</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ProjectFleet
{
    /// <summary>The API's <c>fleetArn</c>.</summary>
    public string FleetArn { get; set; }
}
