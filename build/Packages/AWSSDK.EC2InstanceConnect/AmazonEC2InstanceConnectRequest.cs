using Amazon.Runtime;

namespace Amazon.EC2InstanceConnect;

/// <summary>A request to EC2 Instance Connect.</summary>
public abstract class AmazonEC2InstanceConnectRequest : AmazonWebServiceRequest;
