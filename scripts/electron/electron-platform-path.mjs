/**
 * Where the executable stands inside an unpacked Electron distribution.
 *
 * @param {NodeJS.Platform} platform
 * @returns {string}
 */
export function electronPlatformPath(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return platform === 'win32' ? 'electron.exe' : 'electron'
}
