const oldest = { major: 20, minor: 19 }

/**
 * What to tell a person whose Node is too old; null when it is not.
 *
 * @param {string} version for example `20.19.0`
 * @returns {string | null}
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return null
  return `This needs Node ${oldest.major}.${oldest.minor} or newer; this is Node ${version}.`
}
