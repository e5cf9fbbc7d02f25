namespace Fleetyard.Wire;

/// <summary>What is wrong with an exchange.</summary>
public enum FaultKind
{
    /// <summary>There is no model of the service.</summary>
    UnknownService,

    /// <summary>The service has no such operation.</summary>
    UnknownOperation,

    /// <summary>The request names another version of the API.</summary>
    WrongVersion,

    /// <summary>The document is not of the protocol's form.</summary>
    Malformed,

    /// <summary>The structure has no such member.</summary>
    UnknownMember,

    /// <summary>The structure has the member, but under another name or in other letters.</summary>
    WrongName,

    /// <summary>A required member is missing.</summary>
    MissingMember,

    /// <summary>A member is there more than once.</summary>
    RepeatedMember,

    /// <summary>The value has another type.</summary>
    WrongType,

    /// <summary>The value is none of those that the model lists.</summary>
    WrongValue,

    /// <summary>The text does not match the model's pattern.</summary>
    WrongPattern,

    /// <summary>A text or list is too short or too long.</summary>
    WrongLength,

    /// <summary>A number is too small or too large.</summary>
    WrongRange,

    /// <summary>The error is none that the operation declares, nor one that all services have.</summary>
    UndeclaredError,

    /// <summary>The HTTP status does not fit the answer.</summary>
    WrongStatus,
}
