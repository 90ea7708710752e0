// The check digits of ISO 7064 (MOD 97-10), which IBANs and creditor references (ISO 11649) have. They find each single wrong
// character, and each two neighbours that changed places.

/** Returns whether the check digits of a text of capital letters and digits are right: they are its third and fourth character. */
export function hasCheckDigits(text: string): boolean {
  return remainderOf(text.slice(4) + text.slice(0, 4)) === 1n
}

/** The two check digits that come after the two letters `prefix` and before `body`. */
export function checkDigitsOf(prefix: string, body: string): string {
  return String(98n - remainderOf(`${body}${prefix}00`)).padStart(2, '0')
}

/** Letters count as two digits: A is 10, Z is 35. */
function remainderOf(text: string): bigint {
  return BigInt(text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) % 97n
}
