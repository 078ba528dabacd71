// JSON that keeps its characters: a signature covers text as it was received. .NET Framework has no reader for that.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

/// <summary>One value of a JSON text: null, a bool, a double, a string, or a List of JsonMember or JsonText.</summary>
public sealed class JsonText {
    readonly string source;
    readonly int start, end;
    public readonly object Value;

    JsonText(string source, int start, int end, object value) {
        this.source = source; this.start = start; this.end = end; Value = value;
    }

    /// <summary>Throws FormatException for anything but one JSON value.</summary>
    public static JsonText Parse(string text) {
        var parser = new Parser(text);
        var value = parser.ReadValue(0);
        parser.SkipBlanks();
        if (parser.At != text.Length) throw new FormatException("more than one JSON value");
        return value;
    }

    /// <summary>The value exactly as it stands in the text it was read from.</summary>
    public string Text { get { return source.Substring(start, end - start); } }
    public List<JsonText> Items { get { return Value as List<JsonText>; } }
    public List<JsonMember> Members { get { return Value as List<JsonMember>; } }
    public bool IsObject { get { return Members != null; } }
    /// <summary>A name stands twice: readers differ on which of the two counts.</summary>
    public bool HasDouble {
        get { return IsObject && Members.Select(one => one.Name).Distinct().Count() < Members.Count; }
    }

    /// <summary>The member; null where there is none, where it is null, and for anything but an object.</summary>
    public JsonText this[string name] {
        get {
            var found = IsObject ? Members.LastOrDefault(member => member.Name == name) : null;
            return found == null || found.Value.Value == null ? null : found.Value;
        }
    }
    /// <summary>The text of a member; null where it is none.</summary>
    public string TextOf(string name) { return this[name]?.Value as string; }
    /// <summary>A member that is an object; an empty one in the place of anything else.</summary>
    public JsonText ObjectOf(string name) {
        return this[name] is JsonText found && found.IsObject ? found : Parse("{}");
    }
    /// <summary>The object without some members, every other character as received.</summary>
    public string Without(params string[] names) {
        var kept = Members.Where(member => !names.Contains(member.Name)).Select(member => member.Whole);
        return "{" + string.Join(",", kept) + "}";
    }

    sealed class Parser {
        const int Deepest = 200; // a deeper text could use up the stack, which no program survives
        static readonly Regex Number = new Regex(@"\G-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
        readonly string text;
        public int At;
        public Parser(string text) { this.text = text; }

        char Next { get { return At < text.Length ? text[At] : '\0'; } }
        public void SkipBlanks() { while (Next == ' ' || Next == '\t' || Next == '\n' || Next == '\r') At++; }
        void Expect(char one) { if (Next != one) throw new FormatException("no " + one + " at " + At); At++; }

        public JsonText ReadValue(int depth) {
            if (depth > Deepest) throw new FormatException("too deep");
            SkipBlanks();
            var from = At;
            object value;
            if (Next == '{') value = ReadMany('}', () => ReadMember(depth));
            else if (Next == '[') value = ReadMany(']', () => ReadValue(depth + 1));
            else if (Next == '"') value = ReadString();
            else value = ReadPlain();
            return new JsonText(text, from, At, value);
        }
        List<T> ReadMany<T>(char close, Func<T> read) {
            var found = new List<T>();
            At++;
            SkipBlanks();
            while (Next != close || found.Count > 0) {
                found.Add(read());
                SkipBlanks();
                if (Next == close) break;
                Expect(',');
            }
            At++;
            return found;
        }
        JsonMember ReadMember(int depth) {
            SkipBlanks();
            var from = At;
            var name = ReadString();
            SkipBlanks();
            Expect(':');
            var value = ReadValue(depth + 1);
            return new JsonMember(name, value, text.Substring(from, At - from));
        }
        object ReadPlain() {
            foreach (var word in new[] { "true", "false", "null" }) {
                if (string.CompareOrdinal(text, At, word, 0, word.Length) != 0) continue;
                At += word.Length;
                return word == "null" ? null : (object)(word == "true");
            }
            var digits = Number.Match(text, At);
            if (!digits.Success) throw new FormatException("no value at " + At);
            At += digits.Length;
            var culture = CultureInfo.InvariantCulture;
            var isRead = double.TryParse(digits.Value, NumberStyles.Float, culture, out var number);
            return isRead ? number : double.PositiveInfinity;
        }
        string ReadString() {
            Expect('"');
            var written = new StringBuilder();
            while (Next != '"') {
                if (Next < ' ') throw new FormatException("a string that does not end at " + At);
                written.Append(Next == '\\' ? ReadEscape() : Next);
                At++;
            }
            At++;
            return written.ToString();
        }
        char ReadEscape() {
            At++;
            var place = "\"\\/bfnrt".IndexOf(Next);
            if (place >= 0) return "\"\\/\b\f\n\r\t"[place];
            var code = Next == 'u' && At + 4 < text.Length ? text.Substring(At + 1, 4) : "";
            At += 4;
            if (!Regex.IsMatch(code, "^[0-9A-Fa-f]{4}$")) throw new FormatException("no escape at " + At);
            return (char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
    }
}

/// <summary>Whole is name and value as they stand in the text, "name":value.</summary>
public sealed class JsonMember {
    public readonly string Name, Whole;
    public readonly JsonText Value;
    public JsonMember(string name, JsonText value, string whole) { Name = name; Value = value; Whole = whole; }
}
