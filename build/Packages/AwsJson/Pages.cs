using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace Amazon.JsonProtocol;

/// <summary>The pages of an operation: asked for one after another for as long as an answer names a next one.</summary>
/// <param name="ask">Asks for the page of a token.</param>
/// <param name="next">The token of the page after an answer.</param>
/// <param name="first">The token to begin with, or null for the first page.</param>
internal sealed class Pages<TResponse>(Func<string?, CancellationToken, Task<TResponse>> ask, Func<TResponse, string?> next, string? first) : IPaginator<TResponse>
{
    private int isUsed;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">They were read before: the request that they are asked with has moved on.</exception>
    public async IAsyncEnumerable<TResponse> PaginateAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref isUsed, 1) != 0)
        {
            throw new InvalidOperationException("Paginator has already been consumed and cannot be reused. Please create a new instance.");
        }

        var token = first;
        do
        {
            var answer = await ask(token, cancellationToken).ConfigureAwait(false);
            token = next(answer);
            yield return answer;
            cancellationToken.ThrowIfCancellationRequested();
        }
        while (!string.IsNullOrEmpty(token));
    }
}
