namespace Navarch.ApiMachinery;

/// <summary>Input that can't be decoded. The message is upstream's, for the client; trying again is useless.</summary>
public sealed class DecodeException(string message) : Exception(message);
