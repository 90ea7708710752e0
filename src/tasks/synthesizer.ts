// The sandbox's results: a short piece of music, or lyrics. The prompt determines them, so the same prompt sounds the same.
//
// The music has two voices over a slow chord, so that different prompts can be told apart.

import { createHash } from 'node:crypto'

const RATE = 8_000
const BYTES_PER_SAMPLE = 2
const HEADER_BYTES = 44
const SECONDS_MAX = 30
const NOTES_PER_SECOND = 4
const LOWEST_HZ = 220

/** The scales that a prompt chooses from, in semitones. */
const SCALES = [
  [0, 2, 4, 7, 9],
  [0, 3, 5, 7, 10],
  [0, 2, 3, 7, 8],
  [0, 2, 4, 5, 7, 9, 11],
] as const

/** Makes a WAV file: 8 kHz, 16 bits, mono. */
export function music(prompt: string, seconds: number): Buffer<ArrayBuffer> {
  const dice = diceOf(prompt)
  const scale = SCALES[dice(0) % SCALES.length] as readonly number[]
  const root = LOWEST_HZ * 2 ** ((dice(1) % 12) / 12)
  const samples = Math.round(Math.min(Math.max(seconds, 1), SECONDS_MAX) * RATE)
  const wav = Buffer.alloc(HEADER_BYTES + samples * BYTES_PER_SAMPLE)
  writeHeader(wav, samples)
  const noteSamples = RATE / NOTES_PER_SECOND
  const pitch = (step: number) =>
    root * 2 ** (((scale[step % scale.length] as number) + 12 * Math.floor(step / scale.length)) / 12)
  for (let note = 0; note * noteSamples < samples; note++) {
    const melodyHz = pitch(dice(2 + note) % (scale.length * 2))
    const bassHz = pitch(dice(2 + Math.floor(note / 8)) % 3) / 2
    for (let age = 0; age < noteSamples && note * noteSamples + age < samples; age++) {
      const i = note * noteSamples + age
      const time = i / RATE
      const melody = Math.sin(2 * Math.PI * melodyHz * time) * (1 - age / noteSamples) ** 2
      const bass = Math.sin(2 * Math.PI * bassHz * time)
      const sample = 0.5 * melody + 0.3 * bass
      wav.writeInt16LE(Math.round(sample * 0x7fff * 0.9), HEADER_BYTES + i * BYTES_PER_SAMPLE)
    }
  }
  return wav
}

const LINES = [
  'I thought of %, and the night was long',
  'Oh %, you were in every song',
  'We left the lights on for %',
  'And nobody sleeps while there is %',
  'Tell me again about %',
  'The radio plays, and it plays %',
] as const

/** A verse of four lines about the prompt. */
export function lyrics(prompt: string): string {
  const dice = diceOf(prompt)
  const about = prompt.slice(0, 100)
  return Array.from({ length: 4 }, (_, i) =>
    (LINES[(dice(0) + i * (1 + (dice(1) % 2))) % LINES.length] as string).replace('%', about),
  ).join('\n')
}

/** Pseudo-random numbers that a text determines. */
function diceOf(text: string): (n: number) => number {
  const seed = createHash('sha256').update(text).digest()
  return (n) => (seed[n % seed.length] as number) + n * (seed[(n * 7 + 3) % seed.length] as number)
}

/** Writes the header of a WAV file: https://www.rfc-editor.org/rfc/rfc2361 (WAVE_FORMAT_PCM). */
function writeHeader(wav: Buffer, samples: number): void {
  const bytes = samples * BYTES_PER_SAMPLE
  wav.write('RIFF', 0)
  wav.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE * BYTES_PER_SAMPLE, 28)
  wav.writeUInt16LE(BYTES_PER_SAMPLE, 32)
  wav.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(bytes, 40)
}
