// ReadLicense SUITE.lic public-key.pem HARDWARE_ID BUNDLE_CODE: prints what the file allows.
using System;
using System.IO;

static class Program {
    static int Main(string[] args) {
        try {
            var licenses = LicenseFile.Read(args[0], File.ReadAllText(args[1]), args[2], args[3]);
            foreach (var license in licenses) Console.WriteLine(license.Code + " " + license.Standing);
            return 0;
        } catch (Refused refused) { Console.WriteLine(refused.Reason); return 1; }
    }
}
