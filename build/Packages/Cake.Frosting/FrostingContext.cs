using Cake.Core;

namespace Cake.Frosting;

/// <summary>The context that Frosting's tasks are given.</summary>
public interface IFrostingContext : ICakeContext;

/// <summary>A base for a build's own context.</summary>
/// <param name="context">Cake's own context, which does the work.</param>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;
