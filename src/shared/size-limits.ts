/**
 * How much of anything is taken. A license is 2 to 6 kB: 10,000 of them are up to 60 MB. Everything that holds an answer
 * follows from the size of the answer itself.
 */

const mebibyte = 1024 * 1024

/** Body of a reply of the license server. */
export const largestReplyBytes = 64 * mebibyte

/** Text of a file that a person brings, in UTF-16 units: a reply in Base64, with a line break in every line. */
export const longestFileText = 92_000_000

/** A file that is carried: the same text, in UTF-16 as some programs write it. */
export const largestCarriedBytes = 2 * longestFileText

/** The license file that is kept: a reply in Base64, with refreshes of its licenses. */
export const largestLicenseFileBytes = 128 * mebibyte
