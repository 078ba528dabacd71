const nobody = 65_534

/** Runs `work` with the rights of a plain user: root may read and write everything. */
export function asNobody<T>(work: () => T): T {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(nobody)
  try {
    return work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}
