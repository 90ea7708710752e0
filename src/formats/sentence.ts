// Texts of people within a message.

/** The text as a sentence, so that another one can follow: with a full stop, unless it ends a sentence already. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?…。！？]["”’)]?$/u.test(trimmed) ? trimmed : `${trimmed}.`
}
