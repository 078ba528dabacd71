// Reads and verifies a license file of the Activation Wizard. .NET 8, no packages. See README.md beside this file.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

/// <summary>The reason is malformed, not-genuine, other-computer, other-product or returned.</summary>
public sealed class Refused(string reason) : Exception(reason);
public sealed record License(string Code, string Standing, JsonElement Members);

public static class LicenseFile {
    static readonly string[] Own = ["license_signature", "license_signature_v2"];
    static readonly string[] Dates = // of ISO 8601, of JavaScript, of HTTP; a zone is written +00:00 before
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd", "MMM d yyyy HH:mm:ssK",
        "d MMM yyyy HH:mm:ssK"];

    /// <summary>The licenses of the file. Throws Refused, or what File throws where it cannot be read.</summary>
    /// afterRefusalDays: activation.afterRefusal.days of your configuration; null: a refused check ends nothing.
    public static List<License> Read(string path, string publicKeyPem, string id, string bundle, DateTimeOffset now,
        int? afterRefusalDays = null) {
        var content = File.ReadAllBytes(path);
        var (isReturned, refusedAt) = StateOf(path, content);
        Need(!isReturned, "returned");
        var isOver = afterRefusalDays is { } days && refusedAt is { } at && now >= at.AddDays(days);
        var text = new UTF8Encoding(false, false).GetString(content);
        try {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(publicKeyPem);
            var file = JsonDocument.Parse(text).RootElement;
            Need(Text(file, "format") == "activation-wizard/license" && file.GetProperty("version").GetInt32() == 1);
            var sent = Text(file, "username"); // the user name that was sent
            Need(!file.TryGetProperty("username", out _) || sent is { Length: > 0 and <= 1000 });
            List<(JsonElement Of, bool IsTied)> known = [];
            foreach (var part in file.GetProperty("signed").EnumerateArray()) {
                var items = ReadPart(part, known.Count == 0, id, bundle, sent, rsa);
                known = known.Count == 0 ? items : known.ConvertAll(it => IsNewer(items[0].Of, it.Of) ? items[0] : it);
            }
            Need(known.Count > 0);
            string Kind(string standing) => isOver && standing is ("valid" or "grace") ? "unconfirmed" : standing;
            return known.ConvertAll(it => new License(CodeOf(it.Of), Kind(StandingOf(it.Of, it.IsTied, now)), it.Of));
        } catch (Exception error) when (error is not Refused) { throw new Refused("malformed"); }
    }

    // What the wizard remembers of this very file: was it given back, when was a check refused. Never costs a license.
    static (bool IsReturned, DateTimeOffset? RefusedAt) StateOf(string path, byte[] content) {
        try {
            var name = Path.GetFileName(path);
            var stem = name.EndsWith(".lic") ? name[..^4] : name;
            var file = new FileInfo(Path.Combine(Path.GetDirectoryName(path) ?? "", "state", stem + ".json"));
            if (!file.Exists || file.Length > 65536) return (false, null);
            var state = JsonDocument.Parse(File.ReadAllText(file.FullName)).RootElement;
            if (Text(state, "format") != "activation-wizard/state" || state.GetProperty("version").GetInt32() != 1)
                return (false, null);
            var hash = Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();
            var isReturned = Part(state, "returned") is { } ended
                && ended.GetProperty("sha256").EnumerateArray().Any(one => one.ToString() == hash);
            var refusal = Part(state, "refusal");
            var isRefused = refusal is { } refused && Find(refused, "sha256")?.ToString() == hash;
            return (isReturned, isRefused ? Instant(refusal!.Value, "at") : null);
        } catch (Exception) { return (false, null); }
    }

    static JsonElement? Part(JsonElement of, string name) =>
        Find(of, name) is { ValueKind: JsonValueKind.Object } found ? found : null;

    static List<(JsonElement Of, bool IsTied)> ReadPart(
        JsonElement part, bool isFirst, string id, string bundle, string? sent, RSA rsa) {
        var body = Convert.FromBase64String(part.GetProperty("body").GetString()!);
        var isOnline = Text(part, "road") == "online";
        Need(!isOnline || IsSigned(rsa, Text(part, "signature")?.Trim(), body), "not-genuine");
        var root = JsonDocument.Parse(new UTF8Encoding(false, true).GetString(body)).RootElement;
        JsonElement? list = isOnline ? root : root.TryGetProperty("licenses", out var listed) ? listed : null;
        var isRefresh = list is null && Find(root, "product_details") is not null;
        var items = isRefresh ? new List<JsonElement> { root } : list is { } found ? found.EnumerateArray().ToList()
            : root.EnumerateObject().Select(member => member.Value).ToList();
        var covered = isOnline ? "whole" : CoveredBy(root, items, isRefresh, rsa);
        Need(isRefresh != isFirst && covered is not null, "not-genuine");
        Need(items.Count > 0 && items.All(item => item.ValueKind == JsonValueKind.Object));
        bool IsHere(JsonElement item) => Text(item, "hardware_id") is not { Length: > 0 } named || named == id;
        var bound = items.Where(IsBindable).GroupBy(SignedOf) // licenses of one holder share text and signature
            .ToDictionary(same => same.Key, same => IsBound(same.First(), id, sent, rsa));
        var tied = items.ConvertAll(item => IsHere(item) && IsBindable(item) && bound[SignedOf(item)]);
        var isAlone = covered == "whole" && tied.Contains(true); // the server sent it so: a foreign one costs itself
        Need(isAlone || items.All(IsHere), "other-computer");
        Need(isRefresh || items.Any(item => CodeOf(item) == bundle), "other-product");
        var areBound = tied.Contains(true) && tied.SequenceEqual(items.Select(IsBindable));
        Need(isAlone || areBound, covered == "whole" ? "other-computer" : "not-genuine");
        Need(isOnline || isRefresh || AreOne(items, covered), "not-genuine");
        return items.Zip(tied).ToList();
    }
    static string SignedOf(JsonElement one) => string.Join(',', new[] { Own[0], "license_key", "username", "user",
        "validity_period" }.Select(name => Find(one, name)?.GetRawText()));

    // Every license of an answer file is covered: by the bundle's signature over all of it ("whole"), or over the list
    // without the signatures inside ("list"); else by its own ("items").
    static string? CoveredBy(JsonElement root, List<JsonElement> items, bool isRefresh, RSA rsa) {
        if (items.Count == 0 || HasDouble(root) || items.Any(HasDouble)) return null;
        bool IsOver(params string[] texts) => texts.Any(text => Text(root, "bundle_signature_v2") is { Length: > 0 } one
            && IsSigned(rsa, one, Encoding.UTF8.GetBytes(text)));
        string Stripped(params string[] names) =>
            "[" + string.Join(',', items.Select(item => Without(item, names))) + "]";
        if (root.TryGetProperty("licenses", out var list)) {
            if (IsOver(list.GetRawText(), Without(root, "bundle_signature_v2"))) return "whole";
            if (IsOver(Stripped([.. Own, "offline_signature"]), Stripped(Own))) return "list";
        }
        var own = isRefresh ? Own[1..] : Own;
        var areSigned = items.All(one => IsSigned(rsa, Text(one, Own[1]), Encoding.UTF8.GetBytes(Without(one, own))));
        return areSigned ? "items" : null;
    }
    // Licenses that are signed one by one: those of two answers must not pass for one.
    static bool AreOne(List<JsonElement> items, string? covered) {
        List<string> Texts(string name) =>
            items.Select(item => Text(item, name)).OfType<string>().Where(text => text != "").ToList();
        var (ids, own) = (Texts("request_id"), Texts("offline_signature"));
        var dates = items.Select(item => Instant(item, "date")).OfType<DateTimeOffset>().ToList();
        var isLong = dates.Count > 0 && dates.Max() - dates.Min() > TimeSpan.FromMinutes(5);
        if (ids.Distinct().Count() > 1 || isLong) return false;
        if (covered != "items" || items.Count == 1) return true;
        var isSignedAlike = own.Count == items.Count && own.Distinct().Count() == 1;
        return isSignedAlike || ids.Count == items.Count || dates.Count == items.Count;
    }
    // RSASSA-PKCS1-v1_5 with SHA-256, the Base64 in its one canonical form.
    static bool IsSigned(RSA rsa, string? signature, byte[] data) {
        var raw = new byte[signature?.Length ?? 0];
        return Convert.TryFromBase64String(signature ?? "", raw, out var size)
            && Convert.ToBase64String(raw, 0, size) == signature
            && rsa.VerifyData(data, raw[..size], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
    // The license's own signature names this computer, its holder and its end.
    static bool IsBound(JsonElement item, string id, string? sent, RSA rsa) {
        var email = Find(item, "user") is { ValueKind: JsonValueKind.Object } user ? Text(user, "email") : null;
        var names = new[] { Text(item, "username"), email };
        var users = names.OfType<string>().Where(name => name != "").Select(name => name.Split('|')[0]);
        IEnumerable<string> holders = Text(item, "license_key") is { Length: > 0 } key ? [key] : users;
        if (sent is { Length: > 0 }) holders = holders.Append(sent.Split('|')[0]).Append(sent);
        var texts = holders.Select(holder => $"{id}#{holder}#{Find(item, "validity_period")}".ToLowerInvariant());
        return texts.Any(text => IsSigned(rsa, Text(item, "license_signature"), Encoding.UTF8.GetBytes(text)));
    }
    static bool IsNewer(JsonElement item, JsonElement old) => Instant(item, "date") is { } at
        && (Instant(old, "date") is not { } before || at > before)
        && CodeOf(item) == CodeOf(old) && HasId(item) && $"{Find(item, "id")}" == $"{Find(old, "id")}";
    static string StandingOf(JsonElement item, bool isTied, DateTimeOffset now) {
        if (!isTied || !CanBeJudged(item)) return "unknown";
        if (Find(item, "license_enabled")?.GetBoolean() == false) return "disabled";
        if (Find(item, "license_active")?.GetBoolean() == false) return "inactive";
        if (Instant(item, "start_date") is { } start && now < start) return "not-started";
        if (Instant(item, "validity_period") is not { } end || now < end) return "valid";
        var hasGrace = Text(item, "license_type") == "subscription"
            && Find(item, "allow_grace_period") is { ValueKind: JsonValueKind.True };
        var hours = Find(item, "grace_period") is { ValueKind: JsonValueKind.Number } more ? more.GetDouble() : 0;
        return hasGrace && now < end.AddHours(hours) ? "grace" : "expired";
    }
    // A member that decides and cannot be read costs this license, and no other.
    static bool CanBeJudged(JsonElement item) => HasId(item) && CodeOf(item) != "" && IsBindable(item)
        && IsDate(item, "start_date") && IsFlag(item, "license_enabled") && IsFlag(item, "license_active")
        && Find(item, "hardware_id") is null or { ValueKind: JsonValueKind.String };
    // Holder and end can be read: its own signature can be checked.
    static bool IsBindable(JsonElement item) => IsDate(item, "validity_period")
        && Find(item, "license_key") is null or { ValueKind: JsonValueKind.String };
    static bool IsFlag(JsonElement item, string name) =>
        Find(item, name) is null or { ValueKind: JsonValueKind.True or JsonValueKind.False };
    static bool HasId(JsonElement item) => // A whole number up to 2^53 - 1, which every language holds exactly.
        Find(item, "id") is { ValueKind: JsonValueKind.Number } id ? Math.Abs(id.GetDouble()) < 9007199254740992
            && id.GetDouble() % 1 == 0 : Text(item, "id") is { Length: > 0 and <= 16 } digits
            && digits.All(char.IsAsciiDigit) && long.Parse(digits) < 9007199254740992;
    static string CodeOf(JsonElement item) =>
        Find(item, "product_details") is { ValueKind: JsonValueKind.Object } product
            ? Text(product, "short_code") ?? "" : "";
    static JsonElement? Find(JsonElement item, string name) =>
        item.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
    static string? Text(JsonElement item, string name) =>
        Find(item, name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;
    static bool IsDate(JsonElement item, string name) =>
        Find(item, name) is null || Text(item, name) == "" || Instant(item, name) is not null;
    // A date in any form in use; null for none, and for no date. Without a zone it is UTC.
    static DateTimeOffset? Instant(JsonElement item, string name) {
        if (Find(item, name) is not { ValueKind: JsonValueKind.String or JsonValueKind.Number } found) return null;
        var text = found.ToString().Trim();
        if (Regex.IsMatch(text, @"^[0-9]{9,15}(\.[0-9]{1,9})?$")) { // seconds or milliseconds since 1970
            var value = double.Parse(text, CultureInfo.InvariantCulture);
            var ms = Math.Truncate(value < 1e11 ? value * 1000 : value);
            return ms <= 253402300799999 ? DateTimeOffset.FromUnixTimeMilliseconds((long)ms) : null;
        }
        text = Regex.Replace(text, @"^([0-9-]{10})[ t](?=[0-9])", "$1T"); // a blank in place of T
        text = Regex.Replace(text, @" \([^)]*\)$|^[A-Za-z]{3},? (?=[A-Za-z0-9])", "");
        text = Regex.Replace(text, @"(?<=:[0-9.]+) ?(?:Z|UTC|GMT)?(?:([+-][0-9]{2}):?([0-9]{2})?)?$", found =>
            found.Groups[1].Success ? $"{found.Groups[1]}:{(found.Groups[2].Success ? found.Groups[2] : "00")}" : "Z",
            RegexOptions.IgnoreCase);
        return DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }
    // The object without some members, every other character as received: compact JSON, as the server writes it.
    static string Without(JsonElement item, params string[] names) => "{" + string.Join(',',
        item.EnumerateObject().Where(member => !names.Contains(member.Name)).Select(member => member.ToString())) + "}";
    static bool HasDouble(JsonElement item) =>
        item.EnumerateObject().GroupBy(member => member.Name).Any(members => members.Count() > 1);
    static void Need(bool condition, string reason = "malformed") { if (!condition) throw new Refused(reason); }
}
