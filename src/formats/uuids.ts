// UUIDs as text and as 16 bytes.

/** The positions of the 16 bytes in the text. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]

/** The values of the digits 0-9, a-f and A-F by their character codes, and the character codes by the values. */
const VALUES = new Uint8Array(128)
const DIGITS = Buffer.from('0123456789abcdef')
for (const [value, code] of DIGITS.entries()) VALUES[code] = value
for (const [value, code] of Buffer.from('ABCDEF').entries()) VALUES[code] = value + 10

const text = Buffer.alloc(36, '-')

/** Writes the bytes of a UUID, which begins at `from` in `source`. */
export function writeUuid(bytes: Uint8Array, source: string, at: number, from = 0): void {
  for (let i = 0; i < PLACES.length; i++) {
    const place = from + (PLACES[i] as number)
    const high = VALUES[source.charCodeAt(place)] as number
    const low = VALUES[source.charCodeAt(place + 1)] as number
    bytes[at + i] = (high << 4) | low
  }
}

/** The text of a UUID, in lower case, by its bytes. It is one flat string, which maps hash at once. */
export function readUuid(bytes: Uint8Array, at: number): string {
  for (let i = 0; i < PLACES.length; i++) {
    const place = PLACES[i] as number
    const value = bytes[at + i] as number
    text[place] = DIGITS[value >> 4] as number
    text[place + 1] = DIGITS[value & 15] as number
  }
  return text.toString('latin1')
}
