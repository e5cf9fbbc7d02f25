namespace Amazon.CodeBuild.Model;

/// <summary>The structure <c>Tag</c> of AWS CodeBuild, API version 2016-10-06.</summary>
public class Tag
{
    /// <summary>The API's <c>key</c>: 1 to 127 characters.</summary>
    public string Key { get; set; }

    /// <summary>The API's <c>value</c>: 0 to 255 characters.</summary>
    public string Value { get; set; }
}
