namespace Navarch.Server;

/// <summary>The program can't start: the message says what is wrong and what to do, and is all that the user sees.</summary>
internal sealed class StartFailure(string message, Exception? cause = null) : Exception(message, cause);
