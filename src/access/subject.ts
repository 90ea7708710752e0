// The identities of people, as `member.subject` has them: `user:` and the id of a user of Holdfast itself, or the issuer of the
// platform's own tokens, # and the claim `sub`.

const PREFIX = 'user:'

/** The subject of a user of Holdfast itself. */
export function subjectOfUser(id: string): string {
  return `${PREFIX}${id}`
}

/** The id of a user of Holdfast itself; null for the subject of a token. */
export function userIdOf(subject: string): string | null {
  return subject.startsWith(PREFIX) ? subject.slice(PREFIX.length) : null
}
