/**
 * Something the person at the keyboard has to put right. Its message is complete advice, so it is printed without
 * a stack; every other error is a bug and keeps its stack.
 */
export class SetupProblem extends Error {
  /** @override */
  name = 'SetupProblem'
}
