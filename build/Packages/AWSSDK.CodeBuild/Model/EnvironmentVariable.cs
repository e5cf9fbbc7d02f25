namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>EnvironmentVariable</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class EnvironmentVariable
{
    /// <summary>Required. The API's <c>name</c>: at least 1 characters.</summary>
    public string Name { get; set; }

    /// <summary>The API's <c>type</c>.</summary>
    public EnvironmentVariableType Type { get; set; }

    /// <summary>Required. The API's <c>value</c>.</summary>
    public string Value { get; set; }
}
