using System.Buffers.Binary;
using Fleetyard.Fleets.Ssh.Sessions;

namespace Fleetyard.Fleets.Tests.Ssh.Sessions;

/// <summary>A data channel's messages, byte for byte, and what is made of bytes that are none.</summary>
internal sealed class SessionMessageTests
{
    /// <summary>
    /// The message of TestSerializeAndDeserializeClientMessage in the plugin's src/message/messageparser_test.go (its id, date, sequence, flags and
    /// payload), put together by hand after the places and the order of the UUID's halves in src/message/clientmessage.go and messageparser.go.
    /// </summary>
    private static readonly byte[] Published = Convert.FromHexString(string.Concat(
        "00000074",
        "696e7075745f73747265616d5f64617461", "202020202020202020202020202020",
        "00000001",
        "0000015e0baa7884",
        "0000000000000001",
        "0000000000000002",
        "a508b5f073f31b16", "dd01e56bff48483e",
        "239f59ed55e737c77147cf55ad0c1b030b6d7ee748a7426952f9b852d5a935e5",
        "00000001",
        "00000007",
        "7061796c6f6164"));

    private static readonly SessionMessage Known = new()
    {
        Type = "input_stream_data",
        Sequence = 1,
        Flags = 2,
        Id = new Guid("dd01e56b-ff48-483e-a508-b5f073f31b16"),
        PayloadType = PayloadType.Data,
        Payload = "payload"u8.ToArray(),
    };

    [Test]
    public void A_message_is_written_as_the_plugin_writes_it() =>
        Assert.That(Convert.ToHexStringLower(Known.Write(DateTimeOffset.FromUnixTimeMilliseconds(1503434274948))), Is.EqualTo(Convert.ToHexStringLower(Published)));

    [Test]
    public void A_message_of_the_plugin_is_read()
    {
        var read = SessionMessage.Read(Published);
        Assert.That(read with { Payload = default }, Is.EqualTo(Known with { Payload = default }));
        Assert.That(read.Payload.ToArray(), Is.EqualTo("payload"u8.ToArray()));
    }

    [Test]
    public void A_type_may_be_filled_up_with_zeros_or_blanks_on_either_side()
    {
        var bytes = Published.ToArray();
        bytes.AsSpan(4, 32).Clear();
        "acknowledge"u8.CopyTo(bytes.AsSpan(25));
        Assert.That(SessionMessage.Read(bytes).Type, Is.EqualTo("acknowledge"));
    }

    [TestCase(80, "another SHA-256")]
    [TestCase(120, "another SHA-256")]
    [TestCase(119, "not as long as it says")]
    [TestCase(0, "has no header of 116")]
    [TestCase(3, "has no header of 116")]
    public void A_message_with_one_wrong_bit_is_refused(int at, string told)
    {
        var bytes = Published.ToArray();
        bytes[at] ^= 1;
        Assert.That(() => SessionMessage.Read(bytes), Throws.InstanceOf<SessionException>().With.Message.Contains(told));
    }

    [Test]
    public void A_message_that_is_cut_anywhere_is_refused() =>
        Assert.That(Enumerable.Range(0, Published.Length), Has.All.Matches<int>(length => Assert.Throws<SessionException>(() => SessionMessage.Read(Published.AsMemory(0, length))) is not null));

    [Test]
    public void A_length_of_four_gigabytes_is_refused()
    {
        var bytes = Published.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(116), uint.MaxValue);
        Assert.That(() => SessionMessage.Read(bytes), Throws.InstanceOf<SessionException>().With.Message.Contains("not as long as it says"));
    }

    [TestCase("start_publication")]
    [TestCase("pause_publication")]
    public void Of_Session_Managers_own_messages_the_type_alone_counts(string type)
    {
        var bytes = new byte[36];
        System.Text.Encoding.ASCII.GetBytes(type, bytes.AsSpan(4));
        Assert.That(SessionMessage.Read(bytes).Type, Is.EqualTo(type));
    }
}
