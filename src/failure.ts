// A failure that whoever runs a command can mend: one line that says what is wrong and what would be right, and an exit code.

/** The exit codes of every command. docs/command-line.md says the same. */
export const EXIT = {
  /** What was asked for was done. */
  DONE: 0,
  /** What was checked is not right; or `serve` could not stop within its bound. */
  WRONG: 1,
  /** The command line, a setting, or a file that one of them names is wrong. */
  USAGE: 2,
  /** The database can't be reached. The same command can succeed later. */
  UNAVAILABLE: 3,
  /** The database can be reached, and can't be used: wrong password, missing rights, too old a server, a pooler. */
  REFUSED: 4,
  /** The database is of another version of Holdfast, newer or older. */
  VERSION: 5,
  /** A fault in Holdfast. */
  FAULT: 70,
} as const

export class Failure extends Error {
  readonly code: number

  constructor(code: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
