// A message of a server as one WebSocket frame: RFC 6455, section 5.2.

const FINAL_TEXT = 0x81
/** Marks of a length that follows in two bytes, and in eight. */
const [LENGTH_16, LENGTH_64] = [126, 127]

/** A frame with room for a text of `length` bytes, and the offset of the text. */
export function textFrame(length: number): { frame: Buffer; at: number } {
  const at = length < LENGTH_16 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(at + length)
  frame[0] = FINAL_TEXT
  if (at === 2) frame[1] = length
  else if (at === 4) {
    frame[1] = LENGTH_16
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = LENGTH_64
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  return { frame, at }
}
