// Dates in every form in use: ISO 8601, as HTTP and JavaScript write them, seconds or milliseconds since 1970.
using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

public static class ServerDate {
    const string Clock = "(?<hour>[0-9]{2}):(?<minute>[0-9]{2})"
        + "(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,3})[0-9]*)?)?"
        + " ?(?:Z|(?:UTC|GMT)?(?:(?<sign>[+-])(?<ahead>[0-9]{2}):?(?<more>[0-9]{2})?)?)";
    const string Iso = "(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})(?:[T ]" + Clock + ")?";
    const string Words = "(?:[A-Z]{3},? )?(?:(?<day>[0-9]{1,2}) )?(?<name>[A-Z]{3}) "
        + "(?:(?<day>[0-9]{1,2}) )?(?<year>[0-9]{4}) " + Clock + @"(?: \([^)]*\))?";
    static readonly Regex Form = new Regex("^(?:" + Iso + "|" + Words + @")\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    static readonly Regex Epoch = new Regex(@"^[0-9]{9,15}(?:\.[0-9]{1,9})?\z");
    static readonly string[] Months = "jan feb mar apr may jun jul aug sep oct nov dec".Split();
    static readonly DateTime Start = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The instant in UTC, which a date without a zone is in; null for no date.</summary>
    public static DateTime? Parse(string written) {
        var text = written.Trim();
        if (Epoch.IsMatch(text)) return FromEpoch(double.Parse(text, CultureInfo.InvariantCulture));
        var found = Form.Match(text);
        if (!found.Success) return null;
        Func<string, int> number = name => found.Groups[name].Success ? int.Parse(found.Groups[name].Value) : 0;
        var isNamed = found.Groups["name"].Success;
        var named = Array.IndexOf(Months, found.Groups["name"].Value.ToLowerInvariant()) + 1;
        var month = isNamed ? named : number("month");
        var (year, day, hour) = (number("year"), number("day"), number("hour"));
        var isDate = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        if (!isDate || hour > 23 || number("minute") > 59 || number("second") > 59) return null;
        var at = new DateTime(year, month, day, hour, number("minute"), number("second"), DateTimeKind.Utc);
        var ms = int.Parse(found.Groups["fraction"].Value.PadRight(3, '0'));
        var zone = new TimeSpan(number("ahead"), number("more"), 0);
        var toUtc = found.Groups["sign"].Value == "-" ? zone : -zone;
        return Within(at.Ticks + ms * TimeSpan.TicksPerMillisecond + toUtc.Ticks);
    }
    static DateTime? FromEpoch(double value) { // seconds until the year 5138, milliseconds since March 1973
        var ms = Math.Truncate(value < 1e11 ? value * 1000 : value);
        return ms > 253402300799999 ? (DateTime?)null : Start.AddTicks((long)ms * TimeSpan.TicksPerMillisecond);
    }
    // A vendor writes 9999-12-31 for "never": what a zone carries beyond that stays its last instant.
    static DateTime Within(long ticks) {
        return new DateTime(Math.Min(Math.Max(ticks, 0), DateTime.MaxValue.Ticks), DateTimeKind.Utc);
    }
}
