using Navarch.KubeProxy.Nft;

namespace Navarch.KubeProxy.Tests.Nft;

public sealed class NftTableTests
{
    private readonly NftTable _table = new(NftFamily.IPv4, "t");

    private static NftFragment Service(string chain, string rule, string key) =>
        new([], [new NftChain(chain, [rule])], [new NftElement("ips", key, "goto " + chain)]);

    private string? Next()
    {
        var text = _table.BuildTransaction();
        if (text is not null)
        {
            _table.Committed();
        }
        return text;
    }

    [Fact]
    public void FirstTransactionReplacesTheTable()
    {
        _table.Set("", new NftFragment([new NftSet("ips", true, "type ipv4_addr : verdict;")], [], []));
        _table.Set("a", Service("a", "accept", "10.0.0.1"));

        Assert.Equal(
            """
            add table ip t
            delete table ip t
            add table ip t
            add map ip t ips { type ipv4_addr : verdict; }
            add chain ip t a
            add rule ip t a accept
            add element ip t ips { 10.0.0.1 : goto a }

            """, Next());
        Assert.Null(Next());
    }

    [Fact]
    public void LaterTransactionHoldsOnlyWhatChanged()
    {
        _table.Set("a", Service("a", "accept", "10.0.0.1"));
        _table.Set("b", Service("b", "accept", "10.0.0.2"));
        Next();

        _table.Set("a", Service("a", "accept", "10.0.0.1"));
        Assert.Null(Next());

        _table.Set("b", Service("b", "drop", "10.0.0.3"));
        Assert.Equal(
            """
            flush chain ip t b
            add rule ip t b drop
            delete element ip t ips { 10.0.0.2 }
            add element ip t ips { 10.0.0.3 : goto b }

            """, Next());
    }

    [Fact]
    public void ChainIsDeletedInTheTransactionAfterItsLastReferenceWent()
    {
        _table.Set("a", Service("a", "accept", "10.0.0.1"));
        Next();
        _table.Set("a", NftFragment.Empty);

        Assert.Equal("delete element ip t ips { 10.0.0.1 }\nflush chain ip t a\n", Next());
        Assert.True(_table.HasStale);
        Assert.Equal("delete chain ip t a\n", Next());
        Assert.Null(Next());
    }

    [Fact]
    public void ChainThatComesBackBeforeItsDeletionIsFilledAgain()
    {
        _table.Set("a", Service("a", "accept", "10.0.0.1"));
        Next();
        _table.Set("a", NftFragment.Empty);
        Next();
        _table.Set("a", Service("a", "drop", "10.0.0.1"));

        Assert.Equal(
            """
            add chain ip t a
            flush chain ip t a
            add rule ip t a drop
            add element ip t ips { 10.0.0.1 : goto a }

            """, Next());
        Assert.False(_table.HasStale);
    }

    [Fact]
    public void ElementClaimedTwiceGoesToTheFirstNameUntilItLetsGo()
    {
        _table.Set("b", Service("b", "accept", "10.0.0.1"));
        Next();
        _table.Set("a", Service("a", "accept", "10.0.0.1"));
        Assert.Contains("delete element ip t ips { 10.0.0.1 }\nadd element ip t ips { 10.0.0.1 : goto a }\n", Next(), StringComparison.Ordinal);

        _table.Set("a", NftFragment.Empty);
        Assert.Contains("add element ip t ips { 10.0.0.1 : goto b }\n", Next(), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusedTransactionIsFollowedByAFullReplacement()
    {
        _table.Set("a", Service("a", "accept", "10.0.0.1"));
        Next();
        _table.Set("a", Service("a", "nonsense", "10.0.0.1"));
        _table.BuildTransaction();
        _table.Failed();
        _table.Set("a", Service("a", "drop", "10.0.0.1"));

        var text = Next();
        Assert.StartsWith("add table ip t\ndelete table ip t\n", text, StringComparison.Ordinal);
        Assert.Contains("add rule ip t a drop\n", text, StringComparison.Ordinal);
    }
}
