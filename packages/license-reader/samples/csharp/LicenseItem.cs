// The members of a license that decide whether it may be used. What cannot be read costs this license, and no other.
using System;
using System.Globalization;
using System.Text.RegularExpressions;

public static class LicenseItem {
    public static string StandingOf(JsonText item, DateTime now) {
        if (!CanBeJudged(item)) return "unknown";
        if (false.Equals(item["license_enabled"]?.Value)) return "disabled";
        if (false.Equals(item["license_active"]?.Value)) return "inactive";
        if (now < DateOf(item, "start_date")) return "not-started";
        if (!(DateOf(item, "validity_period") is DateTime end) || now < end) return "valid";
        var isSubscription = item.TextOf("license_type") == "subscription";
        var hasGrace = isSubscription && true.Equals(item["allow_grace_period"]?.Value);
        var isWithin = item["grace_period"]?.Value is double hours && (now - end).TotalHours < hours;
        return hasGrace && isWithin ? "grace" : "expired";
    }
    public static bool CanBeJudged(JsonText item) {
        Func<string, bool> isFlag = name => item[name] == null || item[name].Value is bool;
        return isFlag("license_enabled") && isFlag("license_active") && IdOf(item) != null && CodeOf(item) != ""
            && IsBindable(item) && IsDate(item, "start_date") && IsText(item, "hardware_id");
    }
    // Holder and end can be read: its own signature can be checked.
    public static bool IsBindable(JsonText item) {
        return IsDate(item, "validity_period") && IsText(item, "license_key");
    }
    static bool IsText(JsonText item, string name) { return item[name] == null || item.TextOf(name) != null; }
    // A whole number up to 2^53 - 1, which every language holds exactly, or its digits.
    public static double? IdOf(JsonText item) {
        var digits = item.TextOf("id") ?? "";
        var isDigits = Regex.IsMatch(digits, @"^[0-9]{1,16}\z");
        var id = isDigits ? double.Parse(digits, CultureInfo.InvariantCulture) : item["id"]?.Value as double?;
        return id is double number && Math.Abs(number) < 9007199254740992 && number % 1 == 0 ? id : null;
    }
    public static string CodeOf(JsonText item) { return item.ObjectOf("product_details").TextOf("short_code") ?? ""; }
    // Text, or a number as it stands; "" for none. null where it is neither.
    public static string WrittenOf(JsonText item, string name) {
        if (item[name] == null) return "";
        return item[name].Value is double ? item[name].Text : item.TextOf(name);
    }
    public static DateTime? DateOf(JsonText item, string name) {
        return WrittenOf(item, name) is string text && text != "" ? ServerDate.Parse(text) : null;
    }
    public static bool IsDate(JsonText item, string name) {
        return WrittenOf(item, name) == "" || DateOf(item, name) != null;
    }
}
