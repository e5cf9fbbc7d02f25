namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>ExportedEnvironmentVariable</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class ExportedEnvironmentVariable
{
    /// <summary>The API's <c>name</c>: at least 1 characters.</summary>
    public string Name { get; set; }

    /// <summary>The API's <c>value</c>.</summary>
    public string Value { get; set; }
}
