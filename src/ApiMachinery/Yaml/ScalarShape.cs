using System.Text;

namespace Navarch.ApiMachinery.Yaml;

/// <summary>In which styles libyaml's emitter lets text be written in block context.</summary>
internal readonly record struct ScalarShape(bool AllowsPlain, bool AllowsSingleQuotes, bool AllowsBlock)
{
    public static ScalarShape Of(string text)
    {
        if (text.Length == 0)
        {
            return new(false, true, false);
        }
        var indicators = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
        bool special = false, breaks = false, breakSpace = false, spaceBreak = false;
        var position = 0;
        var previous = ' ';
        foreach (var rune in text.EnumerateRunes())
        {
            var c = rune.IsBmp ? (char)rune.Value : '\uFFFF';
            var after = position + rune.Utf16SequenceLength;
            var beforeBlank = after >= text.Length || text[after] is ' ' or '\t' or '\n' or '\r';
            indicators |= position == 0 ? IsFirstIndicator(c, beforeBlank) : (c == ':' && beforeBlank) || (c == '#' && previous is ' ' or '\t' or '\n');
            // The Unicode line breaks would be folded.
            special |= c != '\n' && (!IsPrintable(rune.Value) || c is '\u2028' or '\u2029');
            breaks |= c == '\n';
            breakSpace |= c == ' ' && previous == '\n';
            spaceBreak |= c == '\n' && previous == ' ' && position > 0;
            previous = c;
            position = after;
        }
        var edges = text[0] is ' ' or '\n' || text[^1] is ' ' or '\n';
        return new(
            AllowsPlain: !(indicators || special || breaks || breakSpace || spaceBreak || edges),
            AllowsSingleQuotes: !(special || breakSpace || spaceBreak),
            AllowsBlock: !(special || spaceBreak || text[^1] == ' '));
    }

    private static bool IsFirstIndicator(char c, bool beforeBlank) => c switch
    {
        '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => true,
        '-' or '?' or ':' => beforeBlank,
        _ => false,
    };

    public static bool IsPrintable(int rune) => rune is
        0x0A or (>= 0x20 and <= 0x7E) or (>= 0xA0 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD and not 0xFEFF) or (>= 0x10000 and <= 0x10FFFF);
}
