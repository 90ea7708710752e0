// A failure that the user of a command can correct: a line that says what is wrong and what would be right, and an exit code.

/** The exit codes of all commands. docs/command-line.md describes them. */
export const EXIT = {
  /** The command succeeded. */
  DONE: 0,
  /** The check failed; or `serve` did not stop in time. */
  WRONG: 1,
  /** The command line, a setting, or a file that one of them names is wrong. */
  USAGE: 2,
  /** The database can't be reached. The same command can succeed later. */
  UNAVAILABLE: 3,
  /** The database can be reached, and can't be used: wrong password, missing rights, too old a server, a pooler. */
  REFUSED: 4,
  /** The database is of another version of Holdfast, newer or older. */
  VERSION: 5,
  /** A bug in Holdfast. */
  FAULT: 70,
  /** Nobody reads stdout any more: 128 and the number of SIGPIPE, as a shell counts it. */
  UNREAD: 141,
} as const

export class Failure extends Error {
  readonly code: number

  constructor(code: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
