namespace Navarch.Api;
public abstract class ResourceStrategy { }
public abstract class ResourceStrategy<T> : ResourceStrategy { }
public sealed class DefaultStrategy<T> : ResourceStrategy<T> { }
