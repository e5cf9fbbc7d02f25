using Amazon.Runtime;
using Amazon.CloudWatchLogs.Model;

namespace Amazon.CloudWatchLogs;

/// <summary>The part of Amazon CloudWatch Logs that this package knows.</summary>
public interface IAmazonCloudWatchLogs : IAmazonService, IDisposable
{
    /// <summary>Calls <c>DescribeLogStreams</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidParameterException">The service answered <c>InvalidParameterException</c>.</exception>
    /// <exception cref="ResourceNotFoundException">The service answered <c>ResourceNotFoundException</c>.</exception>
    /// <exception cref="ServiceUnavailableException">The service answered <c>ServiceUnavailableException</c>.</exception>
    Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>FilterLogEvents</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidParameterException">The service answered <c>InvalidParameterException</c>.</exception>
    /// <exception cref="ResourceNotFoundException">The service answered <c>ResourceNotFoundException</c>.</exception>
    /// <exception cref="ServiceUnavailableException">The service answered <c>ServiceUnavailableException</c>.</exception>
    Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls <c>GetLogEvents</c>.</summary>
    /// <param name="request">What to ask with.</param>
    /// <param name="cancellationToken">Ends the call and its retries.</param>
    /// <exception cref="InvalidParameterException">The service answered <c>InvalidParameterException</c>.</exception>
    /// <exception cref="ResourceNotFoundException">The service answered <c>ResourceNotFoundException</c>.</exception>
    /// <exception cref="ServiceUnavailableException">The service answered <c>ServiceUnavailableException</c>.</exception>
    Task<GetLogEventsResponse> GetLogEventsAsync(GetLogEventsRequest request, CancellationToken cancellationToken = default);
}
