const debianLibraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1']

/**
 * Debian and Ubuntu packages that Electron needs to start. Complete on a bare Debian 12.
 *
 * @param {{ isDisplayNeeded: boolean, hasRenamedSound?: boolean }} need `hasRenamedSound`: newer releases call the
 *   sound library libasound2t64, and there the old name stands for more than one package
 * @returns {string[]}
 */
export function debianPackages({ isDisplayNeeded, hasRenamedSound = false }) {
  const libraries = debianLibraries.map((name) => (hasRenamedSound && name === 'libasound2' ? 'libasound2t64' : name))
  return isDisplayNeeded ? ['xvfb', ...libraries] : libraries
}

/**
 * What to tell a person where we may not install by ourselves.
 *
 * @param {{ missing: readonly string[], isDisplayNeeded: boolean }} need
 * @returns {string}
 */
export function systemLibraryAdvice({ missing, isDisplayNeeded }) {
  const debian = debianPackages({ isDisplayNeeded }).join(' ')
  const fedora = `${isDisplayNeeded ? 'xorg-x11-server-Xvfb ' : ''}gtk3 nss alsa-lib mesa-libgbm`
  const arch = `${isDisplayNeeded ? 'xorg-server-xvfb ' : ''}gtk3 nss alsa-lib mesa`
  return [
    `Electron needs these, which this system lacks: ${missing.join(', ')}`,
    'Install them, then try again:',
    `  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${debian}`,
    `  Fedora (unverified):  sudo dnf install -y ${fedora}`,
    `  Arch (unverified):    sudo pacman -S --needed ${arch}`,
    'On Ubuntu 24.04 and Debian 13 or newer, say libasound2t64 for libasound2 if apt asks for a choice.',
  ].join('\n')
}
