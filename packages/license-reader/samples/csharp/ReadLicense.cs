// Reads and verifies a license file of the Activation Wizard. .NET 8, no packages. See README.md beside this file.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

public sealed class Refused(string reason) : Exception(reason);

public static class LicenseFile
{
    static readonly string[] Signatures = ["license_signature", "license_signature_v2"];

    /// <summary>The licenses of the file as JSON. Throws Refused: malformed, not-genuine, other-computer, other-product.</summary>
    public static List<JsonElement> Read(string path, string publicKeyPem, string hardwareId, string bundle)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(publicKeyPem);
            var file = Parse(File.ReadAllText(path));
            Need(Text(file, "format") == "activation-wizard/license" && file.GetProperty("version").GetInt32() == 1, "malformed");
            var known = new List<JsonElement>();
            foreach (var (part, index) in file.GetProperty("signed").EnumerateArray().Select((part, index) => (part, index)))
            {
                var body = Convert.FromBase64String(part.GetProperty("body").GetString()!);
                var isOnline = Text(part, "road") == "online";
                Need(!isOnline || IsSigned(rsa, body, Text(part, "signature")), "not-genuine");
                var root = Parse(new UTF8Encoding(false, true).GetString(body));
                var isRefresh = !isOnline && !root.TryGetProperty("licenses", out _) && root.TryGetProperty("product_details", out _);
                Need(isRefresh == index > 0 && (isOnline || AreSigned(root, isRefresh, rsa)), "not-genuine");
                var items = isOnline ? root.EnumerateArray().ToList() : ItemsOf(root, isRefresh);
                Need(items.All(item => Text(item, "hardware_id") is null or "" || Text(item, "hardware_id") == hardwareId), "other-computer");
                Need(items.Count > 0 && items.Select(CodeOf).Distinct().Count() == items.Count, "malformed");
                Need(isRefresh || items.Any(item => CodeOf(item) == bundle), "other-product");
                Need(items.All(item => IsBound(item, hardwareId, rsa)), isOnline ? "other-computer" : "not-genuine");
                Need(isOnline || isRefresh || IsOneAnswer(items), "not-genuine");
                known = isRefresh ? known.Select(old => IsNewer(items[0], old) ? items[0] : old).ToList() : items;
            }
            Need(known.Count > 0, "malformed");
            return known;
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or InvalidOperationException
            or KeyNotFoundException or CryptographicException) { throw new Refused("malformed"); }
    }

    /// <summary>valid, grace, expired, not-started or disabled; usable are the first two.</summary>
    public static string StandingOf(JsonElement item, DateTimeOffset now)
    {
        if (item.TryGetProperty("license_enabled", out var enabled) && enabled.ValueKind == JsonValueKind.False) return "disabled";
        if (Instant(Text(item, "start_date")) is { } start && now < start) return "not-started";
        if (Instant(Text(item, "validity_period")) is not { } end || now < end) return "valid";
        var hasGrace = Text(item, "license_type") == "subscription" && item.TryGetProperty("allow_grace_period", out var allowed)
            && allowed.ValueKind == JsonValueKind.True && item.TryGetProperty("grace_period", out var given) && given.ValueKind == JsonValueKind.Number;
        return hasGrace && now < end.AddHours(item.GetProperty("grace_period").GetDouble()) ? "grace" : "expired";
    }

    public static string CodeOf(JsonElement item) => item.GetProperty("product_details").GetProperty("short_code").GetString()!;

    // RSASSA-PKCS1-v1_5 with SHA-256, the Base64 in its one canonical form.
    static bool IsSigned(RSA rsa, byte[] data, string? signature)
    {
        var raw = Convert.FromBase64String(signature ?? "");
        return Convert.ToBase64String(raw) == signature && rsa.VerifyData(data, raw, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    static bool IsSigned(RSA rsa, string text, string? signature) => IsSigned(rsa, Encoding.UTF8.GetBytes(text), signature);

    // Every license of an answer must be covered: by its own signature, or by the bundle's over the list as it stands.
    static bool AreSigned(JsonElement root, bool isRefresh, RSA rsa)
    {
        var items = ItemsOf(root, isRefresh);
        if (items.Count == 0 || HasDouble(root) || items.Any(HasDouble)) return false;
        var without = Signatures[(isRefresh ? 1 : 0)..];
        if (items.All(item => IsSigned(rsa, Join(item, without), Text(item, "license_signature_v2")))) return true;
        if (!root.TryGetProperty("licenses", out var list)) return false;
        var stripped = $"[{string.Join(',', items.Select(item => Join(item, [.. Signatures, "offline_signature"])))}]";
        return new[] { list.GetRawText(), Join(root, ["bundle_signature_v2"]), stripped }
            .Any(text => IsSigned(rsa, text, Text(root, "bundle_signature_v2")));
    }

    static List<JsonElement> ItemsOf(JsonElement root, bool isRefresh) => isRefresh ? [root]
        : root.TryGetProperty("licenses", out var list) ? list.EnumerateArray().ToList() : root.EnumerateObject().Select(member => member.Value).ToList();

    // The object without some members, every other character as received. Compact JSON, as the server writes it.
    static string Join(JsonElement item, string[] names) =>
        $"{{{string.Join(',', item.EnumerateObject().Where(member => !names.Contains(member.Name)).Select(member => member.ToString()))}}}";

    static bool HasDouble(JsonElement item) => item.EnumerateObject().GroupBy(member => member.Name).Any(group => group.Count() > 1);

    // The license's own signature names this computer, its holder and its end.
    static bool IsBound(JsonElement item, string hardwareId, RSA rsa)
    {
        var user = item.TryGetProperty("user", out var found) && found.ValueKind == JsonValueKind.Object ? Text(found, "email") : null;
        var users = new[] { Text(item, "username"), user }.Where(name => !string.IsNullOrEmpty(name)).Select(name => name!.Split('|')[0]);
        var holders = Text(item, "license_key") is { Length: > 0 } key ? [key] : users;
        return holders.Any(holder => IsSigned(rsa, $"{hardwareId}#{holder}#{Text(item, "validity_period")}".ToLowerInvariant(), Text(item, "license_signature")));
    }

    // Licenses of two answers must not pass for one.
    static bool IsOneAnswer(List<JsonElement> items)
    {
        var dates = items.Where(item => !string.IsNullOrEmpty(Text(item, "date"))).Select(Written).ToList();
        return items.Select(item => Text(item, "request_id") ?? "").Distinct().Count() == 1
            && (dates.Count == 0 || dates.Max() - dates.Min() <= TimeSpan.FromMinutes(5));
    }

    static bool IsNewer(JsonElement item, JsonElement old) => CodeOf(item) == CodeOf(old) && item.GetProperty("id").GetRawText() == old.GetProperty("id").GetRawText()
        && !string.IsNullOrEmpty(Text(item, "date")) && !string.IsNullOrEmpty(Text(old, "date")) && Written(item) > Written(old);

    // "Sun Nov 22 2026 10:00:00 GMT+0000", or the date of HTTP.
    static DateTimeOffset Written(JsonElement item) => DateTimeOffset.ParseExact(Text(item, "date")!.Replace("GMT+0000", "GMT"),
        ["ddd MMM d yyyy HH:mm:ss 'GMT'", "r"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    static DateTimeOffset? Instant(string? text) => string.IsNullOrEmpty(text) ? null
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    static JsonElement Parse(string text) => JsonDocument.Parse(text).RootElement;

    static void Need(bool condition, string reason) { if (!condition) throw new Refused(reason); }
}
