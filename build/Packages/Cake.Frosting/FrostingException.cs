namespace Cake.Frosting;

/// <summary>The build is put together wrongly.</summary>
public sealed class FrostingException : Exception
{
    /// <summary>Creates one without a message.</summary>
    public FrostingException()
    {
    }

    /// <summary>Creates one with a message.</summary>
    public FrostingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one with a message and a cause.</summary>
    public FrostingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
