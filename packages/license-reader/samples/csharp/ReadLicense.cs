// Reads and verifies a license file of the Activation Wizard. C# 7.3, no packages. See README.md beside this file.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using static LicenseItem;

/// <summary>missing, unreadable, malformed, not-genuine, other-computer, other-product or returned.</summary>
public sealed class Refused : Exception {
    public readonly string Reason;
    public Refused(string reason) : base(reason) { Reason = reason; }
}
public sealed class License {
    /// <summary>Short code of the product. Usable are the standings valid and grace.</summary>
    public readonly string Code, Standing;
    /// <summary>The license as the server wrote it.</summary>
    public readonly JsonText Members;
    public License(string code, string standing, JsonText members) {
        Code = code; Standing = standing; Members = members;
    }
}

public static class LicenseFile {
    const long LargestFile = 128L << 20, LargestState = 65536;
    static readonly string[] Own = { "license_signature", "license_signature_v2" };
    static readonly UTF8Encoding Utf8 = new UTF8Encoding(false, true);

    // A license of the file, and whether its own signature ties it to this computer.
    sealed class Known {
        public readonly JsonText Item;
        public readonly bool IsTied;
        public Known(JsonText item, bool isTied) { Item = item; IsTied = isTied; }
    }

    /// <summary>The licenses of the file. Throws Refused, or ArgumentException for a key that cannot be used.</summary>
    /// afterRefusalDays: activation.afterRefusal.days of the configuration; null: a refused check ends nothing.
    public static List<License> Read(string path, string publicKeyPem, string id, string bundle, DateTime? at = null,
        int? afterRefusalDays = null) {
        var now = (at ?? DateTime.UtcNow).ToUniversalTime();
        using (var key = new PublicKey(publicKeyPem)) {
            try {
                var content = ReadSmall(path, LargestFile);
                var (isReturned, refusedAt) = StateOf(path, content);
                Need(!isReturned, "returned");
                var known = LicensesOf(JsonText.Parse(Utf8.GetString(content)), key, id, bundle);
                var isOver = now - refusedAt >= TimeSpan.FromDays(afterRefusalDays ?? 0) && afterRefusalDays != null;
                return known.ConvertAll(one => {
                    var standing = one.IsTied ? StandingOf(one.Item, now) : "unknown";
                    var isEnded = isOver && (standing == "valid" || standing == "grace");
                    return new License(CodeOf(one.Item), isEnded ? "unconfirmed" : standing, one.Item);
                });
            }
            catch (FormatException) { throw new Refused("malformed"); }
            catch (DecoderFallbackException) { throw new Refused("malformed"); } // no UTF-8
        }
    }

    // Looked at before it is opened: a pipe or a device has no length, and reading it might never end.
    static byte[] ReadSmall(string path, long largest) {
        try {
            var odd = FileAttributes.Directory | FileAttributes.ReparsePoint; // a folder, a link
            if ((File.GetAttributes(path) & odd) != 0) throw new IOException("odd");
            var length = new FileInfo(path).Length;
            Need(length > 0 && length <= largest);
            // Open for as short as can be, and so that the wizard can put a new file in its place meanwhile.
            var share = FileShare.ReadWrite | FileShare.Delete;
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, share))
            using (var copy = new MemoryStream()) {
                file.CopyTo(copy);
                return copy.ToArray();
            }
        }
        catch (FileNotFoundException) { throw new Refused("missing"); }
        catch (DirectoryNotFoundException) { throw new Refused("missing"); }
        catch (IOException) { throw new Refused("unreadable"); }
        catch (UnauthorizedAccessException) { throw new Refused("unreadable"); }
    }

    // What the wizard remembers of this very file: was it given back, when was a check refused. Never costs a license.
    static (bool IsReturned, DateTime? RefusedAt) StateOf(string path, byte[] content) {
        try {
            var name = Regex.Replace(Path.GetFileName(path), @"\.lic\z", "") + ".json";
            var place = Path.Combine(Path.GetDirectoryName(path) ?? "", "state", name);
            var state = JsonText.Parse(Utf8.GetString(ReadSmall(place, LargestState)));
            var isState = state.TextOf("format") == "activation-wizard/state" && 1.0.Equals(state["version"]?.Value);
            if (!isState) return (false, null);
            string hash;
            using (var sha = SHA256.Create())
                hash = string.Concat(sha.ComputeHash(content).Select(one => one.ToString("x2")));
            var ended = state.ObjectOf("returned")["sha256"]?.Items ?? new List<JsonText>();
            var refusal = state.ObjectOf("refusal");
            var isOurs = refusal.TextOf("sha256") == hash && refusal.TextOf("code") != null;
            return (ended.Any(one => hash.Equals(one.Value)), isOurs ? Exact(refusal.TextOf("at")) : null);
        }
        catch (Refused) { return (false, null); }
        catch (FormatException) { return (false, null); }
        catch (DecoderFallbackException) { return (false, null); }
    }
    // In the very form in which the wizard writes an instant.
    static DateTime? Exact(string text) {
        var isForm = Regex.IsMatch(text ?? "", @"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z\z");
        return isForm ? ServerDate.Parse(text) : null;
    }

    static List<Known> LicensesOf(JsonText file, PublicKey key, string id, string bundle) {
        Need(file.TextOf("format") == "activation-wizard/license" && 1.0.Equals(file["version"]?.Value));
        var about = new[] { "product", "savedAt", "keyFingerprint" };
        Need(about.All(name => file.ObjectOf("about").TextOf(name) != null)); // for people, and never believed
        var sent = file.TextOf("username"); // the user name that was sent
        Need(file.Members.All(one => one.Name != "username") || !string.IsNullOrEmpty(sent) && sent.Length <= 1000);
        var known = new List<Known>();
        foreach (var part in file["signed"]?.Items ?? new List<JsonText>()) {
            var items = ReadPart(part, known.Count == 0, key, id, bundle, sent);
            known = known.Count == 0 ? items : known.ConvertAll(it => IsNewer(items[0].Item, it.Item) ? items[0] : it);
        }
        Need(known.Count > 0);
        return known;
    }
    static List<Known> ReadPart(
        JsonText part, bool isFirst, PublicKey key, string id, string bundle, string sent) {
        var (road, text) = (part.TextOf("road"), part.TextOf("body"));
        Need(new[] { "online", "offline", "refresh" }.Contains(road) && text != null && PublicKey.IsBase64(text));
        var body = Convert.FromBase64String(text);
        var isOnline = road == "online";
        Need(!isOnline || key.IsSigned(part.TextOf("signature")?.Trim(), body), "not-genuine");
        var root = JsonText.Parse(Utf8.GetString(body));
        var isRefresh = !isOnline && root["licenses"] == null && root["product_details"] != null;
        var listed = isOnline ? root : root["licenses"] ?? root;
        var items = listed.Items ?? (isOnline ? null : listed.Members?.ConvertAll(member => member.Value));
        if (isRefresh) items = new List<JsonText> { root };
        Need(items != null && items.Count > 0 && items.All(item => item.IsObject));
        var covered = isOnline ? "whole" : CoveredBy(root, items, isRefresh, key);
        Need(covered != null && isRefresh != isFirst, "not-genuine");
        Func<JsonText, bool> isHere = item =>
            string.IsNullOrEmpty(item.TextOf("hardware_id")) || item.TextOf("hardware_id") == id;
        var tied = items.ConvertAll(item => isHere(item) && IsBindable(item) && IsBound(item, id, sent, key));
        var isAlone = covered == "whole" && tied.Contains(true); // the server sent it so: a foreign one costs itself
        Need(isAlone || items.All(isHere), "other-computer");
        Need(isRefresh || items.Any(item => CodeOf(item) == bundle), "other-product");
        var areBound = tied.Contains(true) && tied.SequenceEqual(items.Select(IsBindable));
        Need(isAlone || areBound, covered == "whole" ? "other-computer" : "not-genuine");
        Need(isOnline || isRefresh || AreOne(items, covered), "not-genuine");
        return items.Zip(tied, (item, isTied) => new Known(item, isTied)).ToList();
    }

    // Every license of an answer file is covered: by the bundle's signature over all of it ("whole"), or over the list
    // without the signatures inside ("list"); else by its own ("items").
    static string CoveredBy(JsonText root, List<JsonText> items, bool isRefresh, PublicKey key) {
        if (root.HasDouble || items.Any(item => item.HasDouble)) return null;
        var signature = root.TextOf("bundle_signature_v2");
        Func<string, bool> isOver = text => key.IsSigned(signature, Encoding.UTF8.GetBytes(text));
        Func<string[], string> stripped = names =>
            "[" + string.Join(",", items.Select(item => item.Without(names))) + "]";
        if (root["licenses"] != null) {
            if (isOver(root["licenses"].Text) || isOver(root.Without("bundle_signature_v2"))) return "whole";
            if (isOver(stripped(Own.Append("offline_signature").ToArray())) || isOver(stripped(Own))) return "list";
        }
        var own = isRefresh ? Own.Skip(1).ToArray() : Own;
        Func<JsonText, bool> isSigned = item =>
            key.IsSigned(item.TextOf(Own[1]), Encoding.UTF8.GetBytes(item.Without(own)));
        return items.All(isSigned) ? "items" : null;
    }
    // Licenses that are signed one by one: those of two answers must not pass for one.
    static bool AreOne(List<JsonText> items, string covered) {
        Func<string, List<string>> texts = name =>
            items.Select(item => item.TextOf(name)).Where(text => !string.IsNullOrEmpty(text)).ToList();
        var (ids, own) = (texts("request_id"), texts("offline_signature"));
        var dates = items.Select(item => DateOf(item, "date")).OfType<DateTime>().ToList();
        var isLong = dates.Count > 0 && dates.Max() - dates.Min() > TimeSpan.FromMinutes(5);
        if (ids.Distinct().Count() > 1 || isLong) return false;
        if (covered != "items" || items.Count == 1) return true;
        var isSignedAlike = own.Count == items.Count && own.Distinct().Count() == 1;
        return isSignedAlike || ids.Count == items.Count || dates.Count == items.Count;
    }
    // The license's own signature names this computer, its holder and its end.
    static bool IsBound(JsonText item, string id, string sent, PublicKey key) {
        var users = new[] { item.TextOf("username"), item.ObjectOf("user").TextOf("email") };
        var licenseKey = item.TextOf("license_key");
        var holders = !string.IsNullOrEmpty(licenseKey) ? new[] { licenseKey }
            : users.Where(name => !string.IsNullOrEmpty(name)).Select(name => name.Split('|')[0]);
        if (!string.IsNullOrEmpty(sent)) holders = holders.Concat(new[] { sent.Split('|')[0], sent });
        holders = holders.Where(name => name != "");
        var end = WrittenOf(item, "validity_period");
        var texts = holders.Select(holder => $"{id}#{holder}#{end}".ToLowerInvariant());
        return item.TextOf("license_signature") is string signature && key.IsOver(signature, texts);
    }
    static bool IsNewer(JsonText item, JsonText old) {
        var isSame = CodeOf(item) == CodeOf(old) && IdOf(item) != null && IdOf(item) == IdOf(old);
        var (at, before) = (DateOf(item, "date"), DateOf(old, "date"));
        return isSame && at != null && (before == null || at > before);
    }
    static void Need(bool condition, string reason = "malformed") { if (!condition) throw new Refused(reason); }
}
