// `holdfast verify-proof FILE`: checks the proof of a journal entry, without a database.

import type { Command } from 'commander'
import { EXIT } from '../failure.ts'
import { example, JSON_OPTION, type JsonOption, jsonOf, print } from './io.ts'

export function addVerifyProof(program: Command): void {
  program
    .command('verify-proof')
    .argument('<file>', 'the proof of a journal entry, JSON; - for stdin')
    .summary('check a journal entry’s proof')
    .description(
      'Compute every hash of a journal entry’s proof again, up to the checkpoint that it was made for. This needs only the file. Exits with 1 if the file proves nothing.',
    )
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast verify-proof proof.json'))
    .action(async (file: string, options: JsonOption) => {
      const { checkProof } = await import('../checkpoints/proof.ts')
      const proof = checkProof(await jsonOf(file))
      if (proof.wrong !== null) {
        print(options, proof, `The file proves nothing. ${proof.wrong}`)
        process.exitCode = EXIT.WRONG
        return
      }
      const { walletId, sequence, checkpoint } = proof
      const text =
        `Entry ${sequence} of wallet ${walletId} was in the journal at checkpoint ${checkpoint.number} ` +
        `(${checkpoint.publishedAt.toISOString()}), if that checkpoint has the hash ${checkpoint.hash}`
      const shown = { ...checkpoint, number: Number(checkpoint.number) }
      print(options, { wrong: null, walletId, sequence: Number(sequence), checkpoint: shown }, text)
    })
}
