// A message as it goes over a WebSocket, in one piece: RFC 6455, section 5.2, of a server, which masks nothing.

const FINAL_TEXT = 0x81
/** The length follows in two bytes; in eight. */
const [LENGTH_16, LENGTH_64] = [126, 127]

/** A frame with room for a text of so many bytes, and where that begins. */
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
