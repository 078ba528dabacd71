// Reads and verifies a license file of the Activation Wizard. .NET 8, no packages. See README.md beside this file.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

/// <summary>The reason is malformed, not-genuine, other-computer or other-product.</summary>
public sealed class Refused(string reason) : Exception(reason);
public sealed record License(string Code, string Standing, JsonElement Members);

public static class LicenseFile {
    static readonly string[] Own = ["license_signature", "license_signature_v2"];
    static readonly string[] Dates = // of ISO 8601; then two forms in which the server says when it wrote a license
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd", "ddd MMM d yyyy HH:mm:ss 'GMT+0000'", "r"];

    /// <summary>The licenses of the file. Throws Refused, or what File throws where it cannot be read.</summary>
    public static List<License> Read(string path, string publicKeyPem, string id, string bundle, DateTimeOffset now) {
        var text = File.ReadAllText(path);
        try {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(publicKeyPem);
            var file = JsonDocument.Parse(text).RootElement;
            Need(Text(file, "format") == "activation-wizard/license" && file.GetProperty("version").GetInt32() == 1);
            List<JsonElement> known = [];
            foreach (var part in file.GetProperty("signed").EnumerateArray()) {
                var items = ReadPart(part, known.Count == 0, id, bundle, rsa);
                known = known.Count == 0 ? items : known.ConvertAll(old => IsNewer(items[0], old) ? items[0] : old);
            }
            Need(known.Count > 0);
            return known.ConvertAll(item => new License(CodeOf(item), StandingOf(item, now), item));
        } catch (Exception error) when (error is not Refused) { throw new Refused("malformed"); }
    }

    static List<JsonElement> ReadPart(JsonElement part, bool isFirst, string id, string bundle, RSA rsa) {
        var body = Convert.FromBase64String(part.GetProperty("body").GetString()!);
        var isOnline = Text(part, "road") == "online";
        Need(!isOnline || IsSigned(rsa, Text(part, "signature")?.Trim(), body), "not-genuine");
        var root = JsonDocument.Parse(new UTF8Encoding(false, true).GetString(body)).RootElement;
        JsonElement? list = isOnline ? root : root.TryGetProperty("licenses", out var listed) ? listed : null;
        var isRefresh = list is null && Find(root, "product_details") is not null;
        var items = isRefresh ? new List<JsonElement> { root } : list is { } found ? found.EnumerateArray().ToList()
            : root.EnumerateObject().Select(member => member.Value).ToList();
        Need(isRefresh != isFirst && (isOnline || AreSigned(root, items, isRefresh, rsa)), "not-genuine");
        var ids = items.Select(item => Text(item, "hardware_id"));
        Need(ids.All(named => named is null or "" || named == id), "other-computer");
        Need(items.Count > 0 && items.Select(CodeOf).Distinct().Count() == items.Count);
        Need(isRefresh || items.Any(item => CodeOf(item) == bundle), "other-product");
        Need(items.All(item => IsBound(item, id, rsa)), isOnline ? "other-computer" : "not-genuine");
        if (isOnline) return items; // In a file, licenses of two answers must not pass for one.
        var dates = items.Select(item => Instant(item, "date")).OfType<DateTimeOffset>().ToList();
        var isOneTime = dates.Count == 0 || dates.Max() - dates.Min() <= TimeSpan.FromMinutes(5);
        Need(isOneTime && items.Select(item => Text(item, "request_id") ?? "").Distinct().Count() == 1, "not-genuine");
        return items;
    }

    // Every license of an answer file is covered: by its own signature, or by the bundle's over the list as it stands.
    static bool AreSigned(JsonElement root, List<JsonElement> items, bool isRefresh, RSA rsa) {
        if (items.Count == 0 || HasDouble(root) || items.Any(HasDouble)) return false;
        var own = isRefresh ? Own[1..] : Own;
        if (items.All(one => IsSigned(rsa, Text(one, Own[1]), Encoding.UTF8.GetBytes(Without(one, own))))) return true;
        if (!root.TryGetProperty("licenses", out var list)) return false;
        var stripped = "[" + string.Join(',', items.Select(item => Without(item, [.. Own, "offline_signature"]))) + "]";
        var texts = new[] { list.GetRawText(), Without(root, "bundle_signature_v2"), stripped };
        return texts.Any(text => IsSigned(rsa, Text(root, "bundle_signature_v2"), Encoding.UTF8.GetBytes(text)));
    }
    // RSASSA-PKCS1-v1_5 with SHA-256, the Base64 in its one canonical form.
    static bool IsSigned(RSA rsa, string? signature, byte[] data) =>
        Convert.FromBase64String(signature ?? "") is var raw && Convert.ToBase64String(raw) == signature
        && rsa.VerifyData(data, raw, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    // The license's own signature names this computer, its holder and its end.
    static bool IsBound(JsonElement item, string id, RSA rsa) {
        var names = new[] { Text(item, "username"), Find(item, "user") is { } user ? Text(user, "email") : null };
        var users = names.OfType<string>().Where(name => name != "").Select(name => name.Split('|')[0]);
        var holders = Text(item, "license_key") is { Length: > 0 } key ? new[] { key } : users;
        var texts = holders.Select(holder => $"{id}#{holder}#{Text(item, "validity_period")}".ToLowerInvariant());
        return texts.Any(text => IsSigned(rsa, Text(item, "license_signature"), Encoding.UTF8.GetBytes(text)));
    }
    static bool IsNewer(JsonElement item, JsonElement old) => Instant(item, "date") > Instant(old, "date")
        && CodeOf(item) == CodeOf(old) && item.GetProperty("id").GetRawText() == old.GetProperty("id").GetRawText();
    static string StandingOf(JsonElement item, DateTimeOffset now) {
        if (Find(item, "license_enabled")?.GetBoolean() == false) return "disabled";
        if (Instant(item, "start_date") is { } start && now < start) return "not-started";
        if (Instant(item, "validity_period") is not { } end || now < end) return "valid";
        var more = Find(item, "allow_grace_period")?.GetBoolean() == true ? Find(item, "grace_period")?.GetDouble() : 0;
        return Text(item, "license_type") == "subscription" && now < end.AddHours(more ?? 0) ? "grace" : "expired";
    }
    static string CodeOf(JsonElement item) => Text(item.GetProperty("product_details"), "short_code")!;
    static JsonElement? Find(JsonElement item, string name) =>
        item.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
    static string? Text(JsonElement item, string name) => Find(item, name)?.GetString();
    static DateTimeOffset? Instant(JsonElement item, string name) => Text(item, name) is { Length: > 0 } text
        ? DateTimeOffset.ParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;
    // The object without some members, every other character as received: compact JSON, as the server writes it.
    static string Without(JsonElement item, params string[] names) => "{" + string.Join(',',
        item.EnumerateObject().Where(member => !names.Contains(member.Name)).Select(member => member.ToString())) + "}";
    static bool HasDouble(JsonElement item) =>
        item.EnumerateObject().GroupBy(member => member.Name).Any(members => members.Count() > 1);
    static void Need(bool condition, string reason = "malformed") { if (!condition) throw new Refused(reason); }
}
