// The vendor's public key. .NET Framework reads no PEM, so its two numbers are taken out of the file here.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

public sealed class PublicKey : IDisposable {
    readonly RSA rsa = RSA.Create();
    readonly Dictionary<string, bool> known = new Dictionary<string, bool>();

    /// <summary>Throws ArgumentException for what is no "BEGIN PUBLIC KEY" of RSA with 2048 bits or more.</summary>
    public PublicKey(string pem) {
        try {
            var der = Convert.FromBase64String(Regex.Split(pem, "-----")[2]);
            // With 2048 bits or more the modulus begins at byte 28: tag, two bytes of length, a zero, the number.
            var size = der[30] << 8 | der[31];
            if (der[28] != 2 || der[29] != 0x82 || der[32] != 0 || size < 257) throw new FormatException();
            var modulus = der.Skip(33).Take(size - 1).ToArray();
            rsa.ImportParameters(new RSAParameters { Modulus = modulus, Exponent = der.Skip(34 + size).ToArray() });
        } catch (Exception error) { throw new ArgumentException("no RSA public key of 2048 bits or more", error); }
    }
    public void Dispose() { rsa.Dispose(); }

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256, the signature in the one canonical form of Base64.</summary>
    public bool IsSigned(string signature, byte[] data) {
        if (string.IsNullOrEmpty(signature) || !IsBase64(signature)) return false;
        var raw = Convert.FromBase64String(signature);
        return Convert.ToBase64String(raw) == signature
            && rsa.VerifyData(data, raw, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
    /// <summary>One of the texts is signed. Licenses of one holder share text and signature: checked once.</summary>
    public bool IsOver(string signature, IEnumerable<string> texts) {
        return texts.Any(text => IsKnown(signature, text));
    }

    bool IsKnown(string signature, string text) {
        var name = signature + " " + text;
        if (!known.ContainsKey(name)) known[name] = IsSigned(signature, Encoding.UTF8.GetBytes(text));
        return known[name];
    }
    public static bool IsBase64(string text) {
        return text.Length % 4 == 0 && Regex.IsMatch(text, @"^[A-Za-z0-9+/]*={0,2}\z");
    }
}
